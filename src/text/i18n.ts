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

/**
 * i18next finds each text once, with marks where the values go: most sentences of a card are the same as on the one
 * before. With a count the language may have several forms, so each number is found by itself.
 */
function translator(locale: Locale): Translate {
  const fixed = instance.getFixedT(locale)
  const find: Translate = (key, values = {}) => fixed(key as string, values)
  const known = new Map<string, readonly string[]>()
  return (key, values = {}) => {
    const names = Object.keys(values)
    const asked = [key, values['count'], ...names].join(' ')
    let parts = known.get(asked)
    if (!parts) {
      if (known.size >= KNOWN_MOST) known.clear()
      known.set(asked, (parts = partsOf(find, key, values)))
    }
    return parts.map((part, place) => (place % 2 === 0 ? part : values[part])).join('')
  }
}

/** What stands between the places for values, and the names of those, by turns. */
function partsOf(find: Translate, key: Key, values: Values): readonly string[] {
  const marks: Values = { ...values }
  for (const name of Object.keys(values)) if (name !== 'count') marks[name] = markOf(name)
  return find(key, marks).split(MARK)
}

const KNOWN_MOST = 10_000
/** No text of ours holds these: they stand for nothing in Unicode. */
const MARK = /\uFDD0([^\uFDD1]*)\uFDD1/u
const markOf = (name: string): string => `\uFDD0${name}\uFDD1`

function fault(message: string): never {
  throw new Error(message)
}
