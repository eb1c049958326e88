import i18next from 'i18next'
import type { Locale } from '../flows/facts.ts'
import { RESOURCES, type Key } from './resources.ts'

type Values = Record<string, string | number>
export type Translate = (key: Key, values?: Values) => string

export const LOCALES = ['zh-CN', 'en'] as const satisfies readonly Locale[]

const instance = i18next.createInstance()
void instance.init({
  initAsync: false,
  resources: RESOURCES,
  ns: Object.keys(RESOURCES['zh-CN']),
  fallbackLng: false,
  interpolation: { escapeValue: false, skipOnVariables: true },
  parseMissingKeyHandler: (key: string) => fault(`No text for ${key}`),
  missingInterpolationHandler: (text: string) => fault(`Nothing to put into "${text}"`),
})

const translators: Record<Locale, Translate> = {
  'zh-CN': translator('zh-CN'),
  en: translator('en'),
}

/** The words of one language. A missing text or value is a fault of ours and throws. */
export function t(locale: Locale): Translate {
  return translators[locale]
}

function translator(locale: Locale): Translate {
  const translate = instance.getFixedT(locale)
  // Texts into which nothing is put, such as those of buttons, are looked up once.
  const plain = new Map<string, string>()
  return (key, values) => {
    if (values) return translate(key as string, values)
    const text = plain.get(key) ?? translate(key as string)
    plain.set(key, text)
    return text
  }
}

function fault(message: string): never {
  throw new Error(message)
}
