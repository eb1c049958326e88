import type { Locale } from '../flows/facts.ts'
import { t } from './i18n.ts'

/** What Telegram shows in the empty chat, before anything was written: at most 512 characters. */
export function descriptionIn(locale: Locale): string {
  const say = t(locale)
  return [say('person:welcome_what'), say('person:welcome_then')].join('\n\n')
}
