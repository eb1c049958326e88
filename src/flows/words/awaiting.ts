import type { Improvement } from '../../domain/demand.ts'
import type { PaperKind } from '../../domain/papers/paper.ts'
import type { FileRef } from '../input.ts'
import type { Unreachable } from '../views.ts'

/** For which words a press or a question of ours waits. */
export type AwaitedWords =
  | 'add'
  | 'answer'
  | 'comment'
  | 'memo'
  | 'note'
  | 'ask'
  | 'resolve'
  | 'ask_return'
  | 'ask_extension'
  | 'ask_suspension'
  | 'decline'
  | 'contact'
  | 'ask_help'
  | 'help'
  | 'ask_explained'
  | 'lower'
  | 'reopen'

/** What the next message of this person is taken for. */
export type Awaiting = AwaitingAct | AwaitingDemand | AwaitingPaper | AwaitingCaller

/** The name of a caller, for whom a draft is to be written. */
export const CALLER = 'caller'

interface AwaitingCaller {
  what: typeof CALLER
}

/** Words for a common demand. */
export type DemandWords = 'rename' | 'measure' | 'improve'

export interface AwaitingDemand {
  what: DemandWords
  demand: number
  /** Of an improvement. */
  kind: Improvement | null
}

/** Words for a paper: one that is there, or one that is opened about an appeal, about a unit, about nothing. */
export interface AwaitingPaper {
  what: 'paper'
  act: string
  kind: PaperKind
  paper: number | null
  /** Number of the appeal about which it is opened. */
  about: string | null
  unit: string | null
  choice: string | null
}

/** Words for an appeal. */
export interface AwaitingAct {
  what: AwaitedWords
  number: string
  /** Pictures that came before the words that the act needs. */
  files: FileRef[]
  /** Words that came before the photo that the act needs. */
  words?: string
  /** ask_help: the unit that is asked. */
  unit?: string
}

/** What the first picture of an album was taken for; the rest follows it. */
export interface AlbumMemory {
  album: string
  /** `draft`, or the act that was done with the first picture. `full`: no more fit, which has been said. */
  to: 'draft' | { act: AwaitedWords; number: string } | 'awaiting' | 'full'
}

/** The appeal that words are awaited for. */
export function awaitedNumber(awaiting: Awaiting | null): string | null {
  if (awaiting === null) return null
  if ('about' in awaiting) return awaiting.about
  return 'number' in awaiting ? awaiting.number : null
}

/** Pictures that came before the words. */
export function filesBefore(awaiting: Awaiting | null): readonly FileRef[] {
  return awaiting && 'files' in awaiting ? awaiting.files : []
}

/** Words that came before the photo. */
export function wordsBefore(awaiting: Awaiting | null): string {
  return (awaiting && 'words' in awaiting ? awaiting.words : undefined) ?? ''
}

/** What the card of a prompt is about: the appeal, the demand, the paper, or a caller. */
export function promptSubject(awaiting: Awaiting): string {
  if ('number' in awaiting) return awaiting.number
  if ('demand' in awaiting) return demandSubject(awaiting.demand)
  if (awaiting.what === CALLER) return CALLER
  const { paper, about, unit, kind, act } = awaiting
  return `${kind}:${act}:${paper ?? about ?? unit ?? 'new'}`
}

/** A demand's id alone could be taken for a request's. */
export function demandSubject(demand: number): string {
  return `demand:${demand}`
}

/** What is said of words that were awaited and came. */
export interface PassedOn {
  what: AwaitedWords
  number: string
  /** What was read out of an extension or a suspension. */
  days: number | null
  /** They are for a resident whom nothing reaches. */
  unreachable?: Unreachable | null
}
