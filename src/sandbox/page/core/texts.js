/* global document, localStorage, navigator */
import { api } from './api.js'

const remembered = 'huiying.language'
const tables = new Map()
let locales = []
let current = 'zh-CN'

/** Loads every language, since each phone may speak its own, and chooses the page's. */
export async function loadTexts() {
  const first = await api.texts('zh-CN')
  locales = first.locales
  tables.set('zh-CN', first.texts)
  const others = locales.filter(({ code }) => code !== 'zh-CN')
  await Promise.all(others.map(async ({ code }) => tables.set(code, (await api.texts(code)).texts)))
  const chosen = localStorage.getItem(remembered)
  chooseLanguage(tables.has(chosen) ? chosen : closest(navigator.language))
}

export function chooseLanguage(code) {
  current = code
  localStorage.setItem(remembered, code)
  document.documentElement.lang = code
  document.title = `${t('page.name')} · ${t('page.subtitle')}`
}

export const language = () => current
export const languages = () => locales

/** The locale that we have for a language tag: zh-hans → zh-CN, en-GB → en. */
export function closest(tag) {
  const base = tag.toLowerCase().split('-')[0]
  return locales.find(({ code }) => code.toLowerCase().split('-')[0] === base)?.code ?? 'en'
}

/**
 * A text of the page in its language.
 * @param {string} key "section.name"
 * @param {Record<string, string | number>} [values]
 */
export const t = (key, values) => tIn(current, key, values)

/** A text in a given language: what a person would say, not what the page says. */
export function tIn(locale, key, values = {}) {
  const [section, name] = key.split('.')
  const text = tables.get(locale)?.[section]?.[name] ?? key
  return text.replace(/\{\{(\w+)\}\}/g, (_all, field) => String(values[field] ?? ''))
}

export const hasText = (key) => t(key) !== key

/** A name that the organisation gave in several languages. */
export const word = (words) => words?.[current] ?? words?.en ?? Object.values(words ?? {})[0] ?? ''
