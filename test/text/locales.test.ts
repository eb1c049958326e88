import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ACT_NAMES } from '../../src/domain/lifecycle.ts'
import { isVisibleTo } from '../../src/domain/visibility.ts'
import { readNumber } from '../../src/domain/number.ts'
import { LOCALES, t } from '../../src/text/i18n.ts'
import { KINDS, wordsOfKind } from '../support/papers.ts'
import { RESOURCES, type Key } from '../../src/text/resources.ts'

const root = join(import.meta.dirname, '../..')

/** Words of the sandbox page, which is no chat. */
const OF_THE_PAGE = ['sandbox', 'residents']

type Tree = { [name: string]: string | Tree }

/** All texts of a language by `namespace:path`. */
function flat(tree: Tree, above = '', separator = ':'): [string, string][] {
  return Object.entries(tree).flatMap(([name, node]) => {
    const path = above === '' ? name : `${above}${separator}${name}`
    if (typeof node === 'string') return [[path, node] as [string, string]]
    return flat(node, path, above === '' ? ':' : '.')
  })
}

const texts = {
  'zh-CN': flat(RESOURCES['zh-CN']),
  en: flat(RESOURCES.en),
}

const asked = (key: string): string => key.replace(/_(?:one|other)$/u, '')
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name ?? '').sort()

function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : sources(path)
    return path.endsWith('.ts') ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : []
  })
}

const code = sources('src')
const drawing = code.filter(({ path }) => path.startsWith('src/text/'))

describe('the languages', () => {
  it('have the same keys', () => {
    const keys = (locale: 'zh-CN' | 'en') => [...new Set(texts[locale].map(([key]) => asked(key)))]
    expect(keys('en').sort()).toEqual(keys('zh-CN').sort())
  })

  it('have a form for every count that their grammar tells apart', () => {
    const counted = (locale: 'zh-CN' | 'en', form: string) =>
      texts[locale].filter(([key]) => key.endsWith(form)).map(([key]) => asked(key))
    expect(counted('en', '_one')).toEqual(counted('en', '_other'))
    expect(counted('zh-CN', '_one')).toEqual([])
  })

  it('put the same values into the same sentences', () => {
    const of = (locale: 'zh-CN' | 'en') =>
      new Map(texts[locale].map(([key, text]) => [asked(key), new Set(placeholders(text))]))
    const days: Partial<Record<string, Set<string>>> = {
      'when:day': new Set(),
      'when:year': new Set(),
    }
    const chinese = of('zh-CN')
    for (const [key, names] of of('en')) {
      if (days[key] === undefined)
        expect([...names], key).toEqual([...(chinese.get(key) ?? [])].sort())
    }
  })

  it.each(LOCALES)('hold every text once a file is in the folder: %s', (locale) => {
    const files = readdirSync(join(root, 'locales', locale)).map((name) =>
      name.replace('.json', ''),
    )
    expect(files.filter((name) => !OF_THE_PAGE.includes(name)).sort()).toEqual(
      Object.keys(RESOURCES[locale]).sort(),
    )
  })

  it.each(LOCALES)('raise their voice nowhere and leave nothing empty: %s', (locale) => {
    for (const [key, text] of texts[locale]) {
      expect(text, key).not.toMatch(/[!！]/u)
      expect(text.trim(), key).not.toBe('')
      if (key !== 'files:join') expect(text, key).toBe(text.trim())
    }
  })

  it.each(LOCALES)('say numbers that people may type back: %s', (locale) => {
    for (const [key, text] of texts[locale]) {
      for (const [number] of text.matchAll(/\d\d-\d{7}-\d/gu)) {
        expect(readNumber(number).kind, key).toBe('number')
      }
    }
  })

  it('keep Chinese words out of the English texts, the names of languages aside', () => {
    for (const [key, text] of texts.en) {
      if (key !== 'button:language_zh' && key !== 'command:language') {
        expect(text, key).not.toMatch(/\p{Script=Han}/u)
      }
    }
  })
})

describe('a key', () => {
  const ofPapers = KINDS.map(([kind]) => wordsOfKind(kind))
  const used = drawing.flatMap(({ text }) => usedIn(text))

  it('that a kind of paper needs is there', () => {
    const known = new Set(texts['zh-CN'].map(([key]) => key))
    const needed = ofPapers.flatMap(({ keys, labels }) => [
      ...keys,
      ...labels.map((label) => `button:${label}`),
    ])
    expect(needed.filter((key) => !known.has(key))).toEqual([])
  })

  it('of the locales is used somewhere', () => {
    const labels = new Set([
      ...code.flatMap(({ text }) => labelsIn(text)),
      ...ofPapers.flatMap((one) => one.labels),
    ])
    const keys = new Set(ofPapers.flatMap((one) => one.keys))
    const idle = texts['zh-CN']
      .map(([key]) => asked(key))
      .filter((key) => {
        const [space, path = ''] = key.split(':')
        if (space === 'button') return ![...labels].some((label) => matches(label, path))
        return !keys.has(key) && !used.some((pattern) => matches(pattern, key))
      })
    expect(idle).toEqual([])
  })

  it('of a button that flows name has a label', () => {
    const named = code
      .filter(({ path }) => path.startsWith('src/flows/'))
      .flatMap(({ text }) => buttonsIn(text))
    expect(named.length).toBeGreaterThan(10)
    const known = Object.keys(RESOURCES['zh-CN'].button)
    expect(named.filter((label) => !known.some((key) => matches(label, key)))).toEqual([])
  })

  it('that does not exist throws, and so does a value that is missing', () => {
    expect(() => t('en')('draft:nonsense' as Key)).toThrow('nonsense')
    expect(() => t('en')('draft:sent')).toThrow('Submitted')
  })

  it('names every act that the timeline shows to its reader, and no other', () => {
    const shown = (viewer: 'resident' | 'unit') =>
      ACT_NAMES.filter((act) => isVisibleTo(viewer, act))
    const { entry: resident } = RESOURCES.en.appeal
    const { entry: staff } = RESOURCES.en.task
    const known = (entry: object) =>
      Object.keys(entry).map((key) => key.replace(/_(?:yes|no|partly)$/u, ''))
    for (const act of shown('resident')) expect(known(resident)).toContain(act)
    for (const act of shown('unit')) expect(known(staff)).toContain(act)
    for (const act of ['contacted', 'solved', 'satisfied', 'pressed'])
      expect(known(staff)).not.toContain(act)
  })
})

describe('words for people', () => {
  it('stand in no source file', () => {
    const chinese = code.filter(({ text }) => /\p{Script=Han}/u.test(withoutComments(text)))
    expect(chinese.map(({ path }) => path)).toEqual([])
  })

  it('come from the locales alone where messages are written', () => {
    for (const { path, text } of drawing) {
      const sentences = [
        ...withoutFaults(withoutComments(text)).matchAll(/(['"`])((?:(?!\1).)*)\1/gu),
      ]
        .map(([, , literal]) => literal ?? '')
        .filter((literal) => /[A-Za-z]{2,} [a-z]{2,}/u.test(literal))
      expect(sentences, path).toEqual([])
    }
  })
})

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gmu, '')
}

/** What we tell ourselves when we are at fault is not for people. */
function withoutFaults(text: string): string {
  return text.replaceAll(/(?:new Error|fault)\([^\n]*\)/gu, '')
}

/** Keys in a source file; `${…}` stands for anything. */
function usedIn(text: string): string[] {
  return [...text.matchAll(/['`]([a-z]+:[\w.${}]*?)['`]/gu)].map(([, key]) => key ?? '')
}

function labelsIn(text: string): string[] {
  return [...text.matchAll(/['`]([a-z_]+(?:\d|\$\{\w+\})?)['`]/gu)].map(([, label]) => label ?? '')
}

/** Labels as flows give them: the third part of a button or of a row of buttons. */
function buttonsIn(text: string): string[] {
  const calls = [...text.matchAll(/button\(\s*[^,()]+,\s*\[[^\]]*\],\s*['`]([^'`]+)['`]/gu)]
  const choices = [...text.matchAll(/label\s*[:=][^\n;]*?['`]([a-z_]+)['`]/gu)]
  return [...calls, ...choices].map(([, label]) => label ?? '')
}

function matches(pattern: string, key: string): boolean {
  const parts = pattern.split(/\$\{[^}]*\}/u).map((part) => part.replaceAll('.', '\\.'))
  return new RegExp(`^${parts.join('[\\w.]+')}$`, 'u').test(key)
}
