import type { ActName } from './lifecycle.ts'
import { PAPER_RULES } from './papers/kinds.ts'
import type { PaperKind } from './papers/paper.ts'

type Entry = ActName | 'submit' | 'paper'

/** How much of an entry somebody sees: its words and files, only that it was, or nothing. */
export type Sight = 'words' | 'fact' | 'nothing'

/** What the household sees that an entry is about, and what the other households behind the appeal see. */
type Sights = readonly [its: Sight, others: Sight]

const ALL: Sights = ['words', 'words']
/** What one household says to the desk, and what the unit says to one household. */
const ITS_OWN: Sights = ['words', 'nothing']
/** That somebody else said the same helps; how they said it does not. */
const ITS_WORDS: Sights = ['words', 'fact']
/** Memos, requests, warnings, and who was handed what. */
const INSIDE: Sights = ['nothing', 'nothing']

/**
 * What households see in the timeline of an appeal. An entry is about whoever made it; what the unit says to one
 * household is about the resident. Of papers see `isPaperVisible`.
 */
// prettier-ignore
const HOUSEHOLDS_SEE: Readonly<Record<Exclude<Entry, 'paper'>, Sights>> = {
  submit: ITS_WORDS,
  queue: INSIDE,
  assign: ALL,
  reassign: ALL,
  recategorise: INSIDE,
  about: INSIDE,
  decline: ALL,
  hand: INSIDE,
  accept: ALL,
  note: ALL,
  memo: INSIDE,
  ask: ITS_OWN,
  lapse: INSIDE,
  answer: ITS_OWN,
  ask_return: INSIDE,
  approve_return: INSIDE,
  deny_return: INSIDE,
  ask_extension: INSIDE,
  approve_extension: ALL,
  deny_extension: INSIDE,
  ask_suspension: INSIDE,
  approve_suspension: ALL,
  deny_suspension: INSIDE,
  resume: ALL,
  // The unit writes it down for itself: its household learns that it was, and may say that it was not.
  contact: ['fact', 'nothing'],
  unreached: ITS_OWN,
  ask_explained: INSIDE,
  approve_explained: ALL,
  deny_explained: INSIDE,
  resolve: ALL,
  ask_help: INSIDE,
  help: INSIDE,
  end_help: INSIDE,
  join: ITS_WORDS,
  leave: INSIDE,
  merge: ALL,
  absorb: ALL,
  split: ALL,
  release: INSIDE,
  add: ITS_OWN,
  urge: ITS_OWN,
  yellow: INSIDE,
  red: INSIDE,
  serious: INSIDE,
  raise: ALL,
  lower: ALL,
  withdraw: ITS_OWN,
  contacted: ITS_OWN,
  solved: ITS_OWN,
  satisfied: ITS_OWN,
  comment: ITS_OWN,
  pressed: INSIDE,
  rework: ALL,
  relieve: INSIDE,
  requeue: INSIDE,
  close: ALL,
  change: ITS_OWN,
  still: ITS_OWN,
  reopen: ITS_OWN,
}

/** The single answers of a return visit: whoever handles the appeal never sees them. */
const UNIT_NEVER_SEES: ReadonlySet<Entry> = new Set<Entry>([
  'contacted',
  'solved',
  'satisfied',
  'pressed',
  'unreached',
  'change',
  'still',
])

/** What is said to the unit. What is said about it after a reply is nobody's in particular. */
const NUMBERED: ReadonlySet<Entry> = new Set<Entry>(['submit', 'join', 'add', 'answer'])

/** Whether the unit learns which of several households an entry is of: by its number, never by its name. */
export function isNumbered(act: string): boolean {
  return NUMBERED.has(act as Entry)
}

/** Whether households see what was done with a paper: exactly what they are told of. */
export function isPaperVisible(kind: PaperKind, act: string): boolean {
  return PAPER_RULES[kind]?.acts[act]?.tells.households !== undefined
}

/** How much of an entry a household sees that it is about, or another household behind the appeal. */
export function sightOf(act: string, isAbout: boolean): Sight {
  const [its, others] = HOUSEHOLDS_SEE[act as Exclude<Entry, 'paper'>]
  return isAbout ? its : others
}

/** Whether an entry of the history is ever shown to these eyes. */
export function isVisibleTo(viewer: 'resident' | 'unit', act: string): boolean {
  return viewer === 'resident'
    ? sightOf(act, true) !== 'nothing'
    : !UNIT_NEVER_SEES.has(act as Entry)
}
