import { cut } from '../domain/words.ts'
import type { Locale } from '../flows/facts.ts'
import type { ButtonSpec } from '../flows/screen.ts'
import { packVerb } from '../flows/verbs.ts'
import { t } from './i18n.ts'
import { RESOURCES, type Words } from './resources.ts'
import type { Names } from './writer.ts'

export interface Button {
  text: string
  data: string
}

export type ButtonLabel = keyof Words['button']

/**
 * Where a button stands. `alone`: a row of its own. `answer`: all of them in one row.
 * `pair`: two in a row. `page` and `last`: one row each, below everything else.
 */
type Place = 'alone' | 'answer' | 'pair' | 'page' | 'last'

// prettier-ignore
const PLACES: Record<ButtonLabel, Place> = {
  submit: 'alone', submit_agree: 'alone', change_category: 'pair', change_place: 'pair',
  choose_category: 'pair', choose_place: 'pair', open_township: 'pair', elsewhere: 'alone',
  anonymous_on: 'pair', anonymous_off: 'pair', drop: 'last',
  back: 'last', more: 'page', previous: 'page', next: 'page', show: 'pair',
  add: 'pair', remind: 'pair', withdraw: 'pair',
  accept: 'alone', note: 'pair', memo: 'pair', ask: 'pair', resolve: 'alone',
  ask_return: 'pair', ask_extension: 'pair', ask_suspension: 'pair', resume: 'alone',
  assign: 'pair', assign_unit: 'pair', assign_person: 'pair', suggested_unit: 'alone',
  category: 'pair', choose_unit: 'pair', decline: 'pair',
  approve: 'pair', deny: 'pair', answer: 'alone',
  yes: 'answer', partly: 'answer', no: 'answer',
  contacted_yes: 'answer', contacted_no: 'answer',
  solved_yes: 'answer', solved_partly: 'answer', solved_no: 'answer',
  rate_1: 'answer', rate_2: 'answer', rate_3: 'answer', rate_4: 'answer', rate_5: 'answer',
  comment: 'pair', survey_done: 'pair', pressed_on: 'alone', pressed_off: 'alone',
  language_zh: 'pair', language_en: 'pair', choose_home: 'pair', forget_yes: 'pair', forget_no: 'pair',
  show_task: 'pair', show_appeal: 'pair', propose_unit: 'pair', propose_none: 'alone',
  cancel_words: 'last',
}

/** How many of a kind share a row. Eight is what Telegram shows in a row at all. */
const WIDTH: Record<Place, number> = { alone: 1, pair: 2, answer: 8, page: 8, last: 8 }

/** Longer labels are cut by the phone anyway, and in worse places. */
const LABEL_UNITS = 48

/** Lays the buttons out in rows, in their own order; pages and the way back come last. */
export function layOut(specs: readonly ButtonSpec[], names: Names, locale: Locale): Button[][] {
  const rows: { place: Place; buttons: Button[] }[] = []
  for (const spec of inOrder(specs)) {
    const place = placeOf(spec)
    const button = { text: labelOf(spec, names, locale), data: packVerb(spec.verb, spec.args) }
    const row = rows.at(-1)
    if (row?.place === place && row.buttons.length < WIDTH[place]) row.buttons.push(button)
    else rows.push({ place, buttons: [button] })
  }
  return rows.map((row) => row.buttons)
}

function inOrder(specs: readonly ButtonSpec[]): ButtonSpec[] {
  const rank = (spec: ButtonSpec): number => ['page', 'last'].indexOf(placeOf(spec))
  return [...specs].sort((a, b) => rank(a) - rank(b))
}

function labelOf({ label, values = {} }: ButtonSpec, names: Names, locale: Locale): string {
  if (!isButtonLabel(label)) throw new Error(`No button is called ${label}`)
  const { unit, category, name, number, count } = values
  const said = t(locale)(`button:${label}`, {
    ...(unit === undefined ? {} : { unit: names.unit(unit, locale) }),
    ...(category === undefined ? {} : { category: names.category(category, locale) }),
    ...(name === undefined ? {} : { name }),
    ...(number === undefined ? {} : { number }),
    ...(count === undefined ? {} : { count }),
  })
  return cut(said.replace(/\s+/gu, ' ').trim(), LABEL_UNITS)
}

function placeOf({ label }: ButtonSpec): Place {
  if (!isButtonLabel(label)) throw new Error(`No button is called ${label}`)
  return PLACES[label]
}

function isButtonLabel(label: string): label is ButtonLabel {
  return label in RESOURCES['zh-CN'].button
}
