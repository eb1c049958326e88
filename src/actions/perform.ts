import type { Refusal } from '../domain/refusal.ts'
import { actorOf } from '../domain/actor.ts'
import type { ActArguments, Effect, PaperEffect } from '../flows/effect.ts'
import { promptSubject, type Awaiting } from '../flows/words/awaiting.ts'
import type { Draft, DraftContent } from '../flows/facts.ts'
import type { Screen } from '../flows/screen.ts'
import type { Toast } from '../flows/told.ts'
import { changeCard, liveCards, livePrompts, type StoredCard } from '../store/cards.ts'
import { dropDraft, saveDraft } from '../store/drafts.ts'
import {
  chooseHome,
  chooseLocale,
  rememberAlbum,
  rememberAwaiting,
  type StoredPerson,
} from '../store/people.ts'
import { clearTimers, setTimer } from '../store/timers.ts'
import { act } from './act.ts'
import { attach } from './attach.ts'
import { retire, rewrite, say } from './cards.ts'
import { actOnDemand } from './demands/act.ts'
import { claim } from './company.ts'
import type { Work } from './desk.ts'
import { draftAgain } from './draft-again.ts'
import { showDraft } from './draft-card.ts'
import { actOnPaper } from './papers/act.ts'
import { forget } from './forget.ts'
import { asPassedOn } from './passed-on.ts'
import { invite, join, uninvite } from './invite.ts'
import { joinAppeal } from './join-appeal.ts'
import { merge, split } from './merge.ts'
import { askForProposal, propose } from './propose.ts'
import { show } from './show.ts'
import { submit } from './submit.ts'

/** How long a draft waits for its writer. */
const DRAFT_WAITS_HOURS = 72

/** What one input is being answered with: changes as the effects are carried out. */
export interface Answering {
  work: Work
  person: StoredPerson
  draft: Draft | null
  /** The draft was begun just now: it has no card yet. */
  isDraftNew: boolean
  /** The card that was pressed. */
  pressed: StoredCard | null
  /** The short notice for the press. */
  toast: Toast | null
}

/**
 * Carries the effects of a flow out, in order, in the transaction of the work. A refused act
 * ends it: what was to follow belonged to the act.
 */
export async function perform(answering: Answering, effects: readonly Effect[]): Promise<void> {
  for (const effect of effects) {
    const refusal = await performOne(answering, effect)
    if (!refusal) continue
    answering.toast = refusal
    return
  }
}

/** What changes nothing that others may want to change at the same moment, and takes no longer than a few looks. */
const QUICK: ReadonlySet<Effect['do']> = new Set([
  ...(['say', 'rewrite', 'toast', 'await', 'album', 'draft', 'show_draft', 'submit'] as const),
  ...(['act', 'attach', 'language', 'home'] as const),
])

/** What leaves every appeal as it is. */
const ONLY_TALKS: ReadonlySet<Effect['do']> = new Set([
  ...(['say', 'rewrite', 'toast', 'await', 'album'] as const),
])

/** Whether these effects may be carried out in the transaction of others: then what they act on is claimed. */
export function isQuick(work: Work, effects: readonly Effect[]): boolean {
  return effects.every(
    (effect) =>
      QUICK.has(effect.do) && (effect.do !== 'act' || claim(work, effect.arguments.number)),
  )
}

async function performOne(answering: Answering, effect: Effect): Promise<Toast | null> {
  const { work, person, pressed } = answering
  const { tx } = work
  if (effect.do !== 'act' && !ONLY_TALKS.has(effect.do)) work.held = null
  switch (effect.do) {
    case 'say':
      say(work, person, effect.screen, effect.card ?? null)
      return null
    case 'rewrite':
      await rewriteOrSay(answering, effect.screen, effect.card)
      return null
    case 'toast':
      answering.toast = effect.toast
      return null
    case 'await':
      await changeAwaiting(answering, effect.awaiting)
      return null
    case 'album':
      await rememberAlbum(tx, person.id, effect.album)
      return null
    case 'draft':
      await changeDraft(answering, effect.draft)
      return null
    case 'draft_again':
      return performAgain(answering, effect.number)
    case 'show_draft':
      await showDraftOf(answering, effect.where)
      return null
    case 'submit':
      if (answering.draft) await submit(work, person, answering.draft)
      answering.draft = null
      return null
    case 'join_appeal':
      return performJoin(answering, effect.number)
    case 'paper':
      return performPaper(answering, effect.arguments)
    case 'merge':
      return refused(await merge(work, person, effect.number, effect.into))
    case 'split':
      return refused(await split(work, person, effect.number))
    case 'act':
      return performAct(answering, effect.arguments, effect.said)
    case 'demand':
      return refused(await actOnDemand(work, person, effect.arguments))
    case 'attach':
      await attach(work, person, effect.number, effect.what, effect.file)
      return null
    case 'propose':
      return refused(await propose(work, person, effect.request, effect.unit))
    case 'language':
      await chooseLocale(tx, person.id, effect.locale)
      person.locale = effect.locale
      return null
    case 'home':
      await chooseHome(tx, person.id, effect.unit)
      person.home = effect.unit
      return null
    case 'forget':
      await forget(work, person)
      return null
    case 'invite':
      await invite(work, person, effect.unit, pressed)
      return null
    case 'join':
      await join(work, person, effect.invitation)
      return null
    case 'uninvite':
      return (await uninvite(work, effect.post)) ? null : { toast: 'nothing_there' }
    case 'show':
      await show(work, person, effect.what, pressed)
      return null
  }
}

function refused(refusal: Refusal | 'no_such_appeal' | null): Toast | null {
  if (refusal === 'no_such_appeal') return { toast: 'nothing_there' }
  return refusal && { toast: 'refused', refusal }
}

/** Where joining is no longer possible, the card shows what is possible now. */
async function performJoin(answering: Answering, number: string): Promise<Toast | null> {
  const { work, person, draft } = answering
  if (!draft) return null
  const refusal = await joinAppeal(work, person, draft, number)
  if (refusal) await showDraftOf(answering, 'edit')
  else answering.draft = null
  return refused(refusal)
}

async function rewriteOrSay(
  { work, person, pressed }: Answering,
  screen: Screen,
  card: { kind: StoredCard['kind']; subject: string } | undefined,
): Promise<void> {
  if (pressed?.live) await rewrite(work, pressed, person.locale, screen, card ?? {})
  else say(work, person, screen, card ?? null)
}

/** The prompt before has done its work, or is given up: it offers no way out any more. */
async function changeAwaiting({ work, person }: Answering, awaiting: Awaiting | null) {
  const isSamePrompt =
    awaiting?.what === person.awaiting?.what && subjectOf(awaiting) === subjectOf(person.awaiting)
  if (person.awaiting && !isSamePrompt) {
    for (const card of await livePrompts(work.tx, person.telegramId)) await retire(work, card)
  }
  await rememberAwaiting(work.tx, person.id, awaiting)
}

function subjectOf(awaiting: Awaiting | null): string | null {
  return awaiting && promptSubject(awaiting)
}

async function performAgain(answering: Answering, number: string): Promise<Toast | null> {
  const content = await draftAgain(answering.work, answering.person, number)
  if (!content) return { toast: 'nothing_there' }
  await changeDraft(answering, content)
  return null
}

async function showDraftOf(answering: Answering, where: 'below' | 'edit'): Promise<void> {
  const { work, person, draft, pressed, isDraftNew } = answering
  if (draft) await showDraft(work, person, draft, where, pressed, isDraftNew)
}

async function changeDraft(answering: Answering, draft: DraftContent | null): Promise<void> {
  const { work, person, draft: before } = answering
  const { tx, now } = work
  if (draft) {
    const saved = await saveDraft(tx, person.id, before, draft, now)
    const until = now.add({ hours: DRAFT_WAITS_HOURS })
    await setTimer(tx, 'draft_expire', String(saved.id), until)
    answering.draft = saved
    answering.isDraftNew = !before
  } else if (before) {
    await clearTimers(tx, ['draft_expire'], String(before.id))
    for (const card of await liveCards(tx, ['draft'], String(before.id))) {
      if (card.id !== answering.pressed?.id) await changeCard(tx, card.id, { live: false })
    }
    await dropDraft(tx, before.id)
    answering.draft = null
  }
}

/** An act on a paper; words that went well show the card that came of them. */
async function performPaper(answering: Answering, given: PaperEffect): Promise<Toast | null> {
  const { work, person, pressed } = answering
  const acted = await actOnPaper(work, actorOf(person), given)
  if (!acted.ok) return refused(acted.refusal)
  const isOnCard = pressed?.kind === 'paper' && pressed.subject === String(acted.paper.id)
  if (!isOnCard)
    await show(work, person, { what: 'paper', paper: acted.paper.id, edit: false }, null)
  return null
}

async function performAct(
  { work, person }: Answering,
  { number, words, files, caller, act: name, ...rest }: ActArguments,
  said: Screen | undefined,
): Promise<Toast | null> {
  const carried = { words: words ?? '', files: files ?? [] }
  const acted = await act(work, number, { act: name, ...rest }, actorOf(person, caller), carried)
  if (!acted.ok) return refused(acted.refusal)
  if (said) say(work, person, await asPassedOn(work, number, name, said), null)
  if (name === 'ask_return' && acted.request !== null && rest.unit === undefined) {
    await askForProposal(work, person, acted.request)
  }
  return null
}
