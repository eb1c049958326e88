import type { ActName } from './lifecycle.ts'
import { PAPER_RULES } from './papers/kinds.ts'
import type { PaperKind } from './papers/paper.ts'

type Entry = ActName | 'submit' | 'paper'

/** What a household sees in the timeline of an appeal: never memos, requests, or who was handed what. */
const RESIDENT_SEES: ReadonlySet<Entry> = new Set<Entry>([
  'submit',
  'assign',
  'reassign',
  'accept',
  'note',
  'ask',
  'answer',
  'approve_extension',
  'approve_suspension',
  'resume',
  'resolve',
  'decline',
  'join',
  'merge',
  'absorb',
  'split',
  'add',
  'urge',
  'raise',
  'withdraw',
  'contacted',
  'solved',
  'satisfied',
  'comment',
  'rework',
  'close',
  'contact',
  'unreached',
  'approve_explained',
  'change',
  'still',
  'reopen',
  'lower',
])

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

/** What the unit keeps for itself of an entry that households see: they learn that it was, not what was written. */
const WORDS_OF_UNIT: ReadonlySet<Entry> = new Set<Entry>(['contact'])

/** Of what other households do, a household sees that they said the same; never their words or answers. */
const OF_OTHERS: ReadonlySet<Entry> = new Set<Entry>(['submit', 'join'])

/** Whether households see what was done with a paper: exactly what they are told of. */
export function isPaperVisible(kind: PaperKind, act: string): boolean {
  return PAPER_RULES[kind]?.acts[act]?.tells.households !== undefined
}

/** Whether a household sees an entry that another household made. Its words are left out in any case. */
export function isVisibleToOthers(act: string): boolean {
  return OF_OTHERS.has(act as Entry)
}

/** Whether the words of an entry are the unit's alone. */
export function areWordsOfUnit(act: string): boolean {
  return WORDS_OF_UNIT.has(act as Entry)
}

/** Whether an entry of the history is shown to these eyes. */
export function isVisibleTo(viewer: 'resident' | 'unit', act: string): boolean {
  const entry = act as Entry
  return viewer === 'resident' ? RESIDENT_SEES.has(entry) : !UNIT_NEVER_SEES.has(entry)
}
