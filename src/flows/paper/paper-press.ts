import { actorOf } from '../../domain/actor.ts'
import { needsWords, paperRow, whyNotPaper } from '../../domain/papers/decide.ts'
import { newPaperCase } from '../../domain/papers/opening.ts'
import type { PaperCase, PaperKind } from '../../domain/papers/paper.ts'
import { unitOf } from '../../domain/organisation.ts'
import { promptButtons } from '../buttons.ts'
import { refuse, say, toast, type Effect } from '../effect.ts'
import type { AppealInView, DemandInView, Facts } from '../facts.ts'
import type { Input } from '../input.ts'
import { isVerb, verbRow } from '../verbs.ts'
import { filesBefore, promptSubject, type Awaiting, type AwaitingPaper } from '../words/awaiting.ts'
import type { NoticePageName } from './notice-pages.ts'
import type { PaperInView } from './views.ts'

/** What a press on a paper is about, whether it is there already or is to be opened. */
interface Pressed {
  act: string
  choice: string | null
  given: PaperCase
  target: Pick<AwaitingPaper, 'paper' | 'kind' | 'about' | 'unit'>
}

/** The paper that an input is about: a button names it, or words are awaited for it. */
export function paperIn(input: Input, awaiting: Awaiting | null): number | null {
  if (input.kind === 'press') {
    const isAbout = isVerb(input.verb, input.args) && verbRow(input.verb).about === 'paper'
    return isAbout ? Number(input.args[0]) : null
  }
  return awaiting && 'paper' in awaiting ? awaiting.paper : null
}

/** Shows the card of a paper: in place of the card of another one, or of the choices that stand on it, or below. */
export function showPaper({ card }: Facts, { id }: PaperInView): Effect[] {
  const edit = card?.kind === 'paper' && card.live
  return [{ do: 'show', what: { what: 'paper', paper: id, edit } }]
}

/** Does one act on a paper, or asks for what it needs first: a choice, then words. */
export function doWithPaper(
  facts: Facts,
  { id, given }: PaperInView,
  [, act = '', choice]: readonly string[],
): Effect[] {
  const { kind } = given.paper
  const target = { paper: id, kind, about: null, unit: null }
  return act === 'open'
    ? [toast('nothing_there')]
    : step(facts, { act, choice: choice ?? null, given, target })
}

/** Opens a paper about an appeal. */
export function openPaper(facts: Facts, view: AppealInView, args: readonly string[]): Effect[] {
  const { now, rules } = facts
  const [number = '', kind, choice] = args
  const given = newPaperCase(kind as PaperKind, { now, rules, about: view, unit: view.appeal.unit })
  const target = { paper: null, kind: kind as PaperKind, about: number, unit: null }
  return step(facts, { act: 'open', choice: choice ?? null, given, target })
}

/** Opens a paper to a unit, about no appeal. */
export function openPaperFor(facts: Facts, args: readonly string[]): Effect[] {
  const { now, rules } = facts
  const [unit = '', kind, choice] = args
  if (!unitOf(facts.org, unit)) return [toast('nothing_there')]
  const given = newPaperCase(kind as PaperKind, { now, rules, about: null, unit })
  const target = { paper: null, kind: kind as PaperKind, about: null, unit }
  return step(facts, { act: 'open', choice: choice ?? null, given, target })
}

/** Opens a paper that is about no appeal and no unit: a session, a study. */
export function openNewPaper(facts: Facts, args: readonly string[]): Effect[] {
  const { now, rules } = facts
  const [kind, choice] = args
  const given = newPaperCase(kind as PaperKind, { now, rules, about: null, unit: null })
  const target = { paper: null, kind: kind as PaperKind, about: null, unit: null }
  return step(facts, { act: 'open', choice: choice ?? null, given, target })
}

/** Opens a page of a notice, on its card. */
export function openNoticePage(
  _facts: Facts,
  { id }: PaperInView,
  args: readonly string[],
): Effect[] {
  const [, page = '', code = null] = args
  const what = {
    what: 'notice_page',
    paper: id,
    page: page as NoticePageName,
    code,
    edit: true,
  } as const
  return [{ do: 'show', what }]
}

/** Puts a common demand on the agenda of the next joint review. */
export function reviewDemand(_facts: Facts, { id, unit }: DemandInView): Effect[] {
  const item = { act: 'open', kind: 'item', paper: null, about: null, unit, demand: id } as const
  return [
    { do: 'paper', arguments: { ...item, choice: null, words: '', days: null } },
    toast('done'),
  ]
}

/** Shows a list of papers, below. */
export function openPapers(list: string): () => Effect[] {
  return () => [{ do: 'show', what: { what: 'papers', list, page: 0, edit: false } }]
}

/** Turns to a page of a list of papers, on the card itself. */
export function turnPapers(_facts: Facts, [list = '', page = '0']: readonly string[]): Effect[] {
  return [{ do: 'show', what: { what: 'papers', list, page: Number(page), edit: true } }]
}

function step(facts: Facts, pressed: Pressed): Effect[] {
  const { act, choice, given, target } = pressed
  const row = paperRow(target.kind, act)
  if (!row) return [toast('nothing_there')]
  const refusal = whyNotPaper(act, actorOf(facts.person), given)
  // A stranger to the paper learns no more than that there is nothing.
  if (refusal === 'not_allowed') return [toast('nothing_there')]
  if (refusal) return [refuse(refusal)]
  if (row.carries.includes('choice') && (choice === null || choice.startsWith(WITHIN)))
    return [
      {
        do: 'show',
        what: { what: 'paper_choice', ...target, act, within: withinOf(choice), edit: true },
      },
    ]
  if (needsWords(row, choice)) return promptFor(facts, { what: 'paper', ...target, act, choice })
  return [
    { do: 'paper', arguments: { ...target, act, choice, words: '', days: null } },
    toast('done'),
  ]
}

/** A choice that only opens further ones: units below a unit. */
export const WITHIN = 'in.'

function withinOf(choice: string | null): string | null {
  return choice === null ? null : choice.slice(WITHIN.length)
}

function promptFor(facts: Facts, awaiting: AwaitingPaper): Effect[] {
  const { kind, act, about, unit } = awaiting
  const title = { kind, serial: null, number: about, unit }
  const screen = { screen: 'paper_prompt', kind, act, title, buttons: promptButtons() } as const
  const givesUp = filesBefore(facts.awaiting).length > 0
  return [
    ...(givesUp ? [say({ screen: 'cancelled', what: 'words' })] : []),
    { do: 'await', awaiting },
    say(screen, 'prompt', promptSubject(awaiting)),
  ]
}
