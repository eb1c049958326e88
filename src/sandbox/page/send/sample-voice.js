/* global fetch */
import { closest } from '../core/texts.js'

const lengths = { 'zh-CN': 9, en: 7 }
const root = '/sandbox/page/sample'

/** A spoken complaint in the person's language, as Telegram would send it: Opus in an Ogg file. */
export async function sampleVoice({ languageCode = 'zh' }) {
  const locale = closest(languageCode) === 'zh-CN' ? 'zh-CN' : 'en'
  const response = await fetch(`${root}/voice-${locale}.ogg`)
  return { blob: await response.blob(), name: 'voice.ogg', seconds: lengths[locale] }
}
