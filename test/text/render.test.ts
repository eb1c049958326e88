import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { NoticeKind } from '../../src/domain/lifecycle.ts'
import { REFUSALS } from '../../src/domain/refusal.ts'
import { cleanWords } from '../../src/domain/words.ts'
import type { Screen } from '../../src/flows/screen.ts'
import type { Toast } from '../../src/flows/told.ts'
import { LOCALES } from '../../src/text/i18n.ts'
import { createRenderer, type Rendered } from '../../src/text/render.ts'
import {
  entryOf,
  names,
  noticeOf,
  NOW,
  NUMBER,
  sampleScreens,
  TIMEZONE,
  type People,
} from '../support/samples.ts'
import { screensPage } from '../support/screens.ts'

const renderer = createRenderer(names, TIMEZONE)

const FAMILY = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}'

/** As it stands in the store: cleaned, at most what one message can bring. */
const stored = (words: string): string => cleanWords(words).slice(0, 4096).toWellFormed()

const HOSTILE: Record<string, string> = {
  'families of emoji': stored(FAMILY.repeat(372)),
  'one endless emoji': stored(`${'\u{1F468}\u200D'.repeat(1365)}\u{1F468}`),
  'turned around': stored('\u202Eabc\u2066שלום\u2069'.repeat(400)),
  'unclosed isolates': '\u2068'.repeat(4096),
  'towers of marks': stored(`Z${'\u0335\u0321\u035C'.repeat(30)}`.repeat(200)),
  HTML: stored('<b>&amp;</b><script>alert(1)</script>'.repeat(200)),
  Markdown: stored('*_[x](tg://user?id=1)_*```'.repeat(200)),
  'placeholders of ours': stored('{{number}} $t(draft:title) \uE000\uE001 '.repeat(200)),
  'many lines': stored('a\n'.repeat(2048)),
  blank: '\n \u3000\n',
}

const units = (text: string): number => text.length
const everyScreen = (people: People) =>
  sampleScreens(people).flatMap(({ title, screen }) =>
    LOCALES.map((locale) => ({
      title,
      screen,
      locale,
      shown: renderer.render(screen, locale, NOW),
    })),
  )

describe('a message', () => {
  it.each(Object.entries(HOSTILE))('fits Telegram whatever people wrote: %s', (_, words) => {
    for (const { title, shown } of everyScreen({ words, name: words })) {
      expect(units(shown.text), title).toBeLessThanOrEqual(4096)
      expect(shown.text.trim(), title).not.toBe('')
      expect(shown.text.isWellFormed(), title).toBe(true)
      expect(shown.entities.length, title).toBeLessThanOrEqual(100)
      expectEntitiesInside(shown, title)
      expectButtonsFit(shown, title)
    }
  })

  it.each(Object.entries(HOSTILE))(
    'gives foreign words no way to turn ours around: %s',
    (_, words) => {
      for (const { title, shown } of everyScreen({ words, name: words })) {
        const isolates = shown.text.replaceAll(/[^\u2068\u2069]/gu, '')
        expect(isolates.replaceAll('\u2068\u2069', ''), title).toBe('')
        expect(shown.text, title).not.toMatch(/[\u202a-\u202e\u2066\u2067]/u)
      }
    },
  )

  it('shows markup as the characters that it is', () => {
    const words = '<b>x</b> *y* [z](http://a) {{number}} $t(draft:title)'
    const screen = sampleScreens({ words, name: words }).find(({ title }) => title === 'draft')
    expect(renderer.render(screen!.screen, 'en', NOW).text).toContain(words)
  })

  it('shows four thousand characters in full as long as there is room', () => {
    const words = 'x'.repeat(3500)
    const screen = sampleScreens({ words, name: 'Wang' }).find(({ title }) => title === 'draft')
    expect(renderer.render(screen!.screen, 'zh-CN', NOW).text).toContain(words)
  })

  it('cuts the long words first and keeps the short ones whole', () => {
    const samples = sampleScreens({ words: 'short', name: 'Wang' })
    const { screen } = samples.find(({ title }) => title === 'timeline')!
    const { text } = renderer.render({ ...screen, text: 'y'.repeat(9000) } as Screen, 'en', NOW)
    expect(text).toContain('short')
    expect(text).toContain('…')
    expect(units(text)).toBeGreaterThan(4000)
  })

  it('holds a timeline of a thousand steps', () => {
    const samples = sampleScreens({ words: 'x', name: 'x' })
    const { screen } = samples.find(({ title }) => title === 'timeline')!
    const entries = Array.from({ length: 1000 }, () => entryOf('note', 'z'.repeat(4000)))
    const shown = renderer.render({ ...screen, entries } as Screen, 'en', NOW)
    expect(units(shown.text)).toBeLessThanOrEqual(4096)
    expect(shown.text).toContain('988 earlier entries')
  })

  it.each([
    ['zh-CN', '同意延期，最晚 11月25日'],
    ['en', 'More time approved, reply by Wed 25 Nov'],
  ] as const)('says the new date of a step in the same breath: %s', (locale, said) => {
    const samples = sampleScreens({ words: 'x', name: 'x' })
    const { screen } = samples.find(({ title }) => title === 'timeline')!
    const entries = [entryOf('approve_extension', '')]
    expect(renderer.render({ ...screen, entries } as Screen, locale, NOW).text).toContain(said)
  })

  it('says once what stands above the timeline and in its first step', () => {
    const samples = sampleScreens({ words: 'The lamp is out', name: 'x' })
    const { screen } = samples.find(({ title }) => title === 'timeline')!
    const entries = [entryOf('submit', 'The lamp is out'), entryOf('add', 'It still is')]
    const { text } = renderer.render({ ...screen, entries } as Screen, 'en', NOW)
    expect(text.match(/The lamp is out/g)).toHaveLength(1)
    expect(text).toContain('You submitted it')
    expect(text).toContain('It still is')
  })

  it('lets a tap copy the number', () => {
    for (const { title, screen, shown } of everyScreen({ words: 'x', name: 'x' })) {
      const isAboutOne = 'number' in screen || ('view' in screen && 'number' in screen.view)
      if (isAboutOne) {
        const codes = shown.entities
          .filter(({ type }) => type === 'code')
          .map((entity) => marked(shown, entity))
        expect(codes, title).toContain(NUMBER)
      }
    }
  })

  it('keeps the words in sight while somebody chooses whose they are', () => {
    const titles = [
      'assign to a person',
      'assign to a unit',
      'change the category',
      'propose a unit',
    ]
    const shown = everyScreen({ words: 'dark '.repeat(2000), name: 'x' })
    for (const title of titles) {
      for (const { shown: one } of shown.filter((each) => each.title === title)) {
        const quotes = one.entities.filter(({ type }) => type === 'blockquote')
        expect(quotes.map((quote) => marked(one, quote).slice(1, 10))).toEqual(['dark dark'])
        expect(units(one.text), title).toBeLessThan(400)
      }
    }
  })

  it('says that files come along, and not how many: an album is still arriving', () => {
    const noted = noticeOf('resident.note', 'new lamps', { hasFiles: true })
    expect(renderer.render(noted, 'en', NOW).text).toMatch(/📎 \D+$/mu)
    const { text } = renderer.render({ ...noted, hasFiles: false }, 'en', NOW)
    expect(text).not.toContain('📎')
  })

  it('promises a date only while a reply is still to come', () => {
    const over = [
      'resident.resolved',
      'resident.closed',
      'resident.withdrawn',
      'resident.declined',
    ] as const
    const open = [
      'resident.assigned',
      'resident.accepted',
      'resident.extended',
      'unit.reworked',
    ] as const
    const says = (kind: NoticeKind) => renderer.render(noticeOf(kind, 'x'), 'en', NOW).text
    for (const kind of over) expect(says(kind), kind).not.toContain('25 Nov')
    for (const kind of open) expect(says(kind), kind).toContain('25 Nov')
  })

  it('never lets a unit read the single answers of a return visit', () => {
    for (const { title, screen } of sampleScreens()) {
      if (screen.screen !== 'task') continue
      const secret = (['contacted', 'solved', 'satisfied', 'pressed'] as const).map((act) =>
        entryOf(act, 'secret'),
      )
      const shown = renderer.render(
        { ...screen, view: { ...screen.view, latest: secret } },
        'en',
        NOW,
      )
      expect(shown.text, title).not.toContain('secret')
    }
  })

  it('fits whatever the organisation calls its units', () => {
    const wordy = createRenderer(
      { unit: () => 'u'.repeat(500), category: () => 'c'.repeat(500) },
      TIMEZONE,
    )
    for (const { title, screen } of sampleScreens({
      words: 'x'.repeat(4096),
      name: 'x'.repeat(4096),
    })) {
      expect(units(wordy.render(screen, 'en', NOW).text), title).toBeLessThanOrEqual(4096)
    }
  })

  it('uses the code where a name is unknown', () => {
    const shown = renderer.render({ screen: 'home_set', unit: 'nowhere' }, 'en', NOW)
    expect(shown.text).toContain('nowhere')
  })
})

describe('a short notice', () => {
  const plain = [
    'old_card',
    'nothing_there',
    'done',
    'taken',
    'kept',
    'anonymous_on',
    'anonymous_off',
    'place_first',
    'content_first',
  ] as const
  const toasts: Toast[] = [
    ...plain.map((toast) => ({ toast })),
    ...REFUSALS.map((refusal) => ({ toast: 'refused', refusal }) as const),
  ]

  it.each(LOCALES)('has words for every case, in at most 200 units: %s', (locale) => {
    const said = toasts.map((toast) => renderer.toast(toast, locale))
    for (const words of said) {
      expect(words).not.toMatch(/…$/u)
      expect(units(words)).toBeLessThanOrEqual(200)
    }
    expect(new Set(said).size).toBe(said.length)
  })

  it.each(LOCALES)('is said as a message when no button was pressed: %s', (locale) => {
    for (const toast of toasts) {
      const { text } = renderer.render({ screen: 'told', toast }, locale, NOW)
      expect(text).toBe(renderer.toast(toast, locale))
    }
  })
})

describe('docs/screens.md', () => {
  it('shows what people read: npm run screens writes it anew', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/screens.md'), 'utf8')
    expect(page).toBe(screensPage())
  })
})

function expectEntitiesInside(shown: Rendered, title: string): void {
  for (const entity of shown.entities) {
    expect(entity.length, title).toBeGreaterThan(0)
    expect(entity.offset, title).toBeGreaterThanOrEqual(0)
    expect(entity.offset + entity.length, title).toBeLessThanOrEqual(units(shown.text))
    expect(marked(shown, entity).isWellFormed(), title).toBe(true)
    expect(shown.text.slice(0, entity.offset).isWellFormed(), title).toBe(true)
  }
}

function expectButtonsFit({ buttons }: Rendered, title: string): void {
  expect(buttons.flat().length, title).toBeLessThanOrEqual(100)
  for (const row of buttons) {
    expect(row.length, title).toBeLessThanOrEqual(8)
    for (const { text, data } of row) {
      expect(text.trim(), title).not.toBe('')
      expect(units(text), title).toBeLessThanOrEqual(64)
      expect(Buffer.byteLength(data), title).toBeLessThanOrEqual(64)
    }
  }
}

function marked(
  { text }: Rendered,
  { offset, length }: { offset: number; length: number },
): string {
  return text.slice(offset, offset + length)
}

it.each([
  ['Hide my name', 'hide'],
  ['Show my name', 'show'],
  ['Submit', null],
] as const)('a button that looks like “%s” offers to %s the name', (label, offered) => {
  expect(renderer.offers(label)).toBe(offered)
})
