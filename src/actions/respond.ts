import { flow } from '../flows/flow.ts'
import type { Facts } from '../flows/facts.ts'
import type { Input } from '../flows/input.ts'
import { demandIn } from '../flows/demand/demand-press.ts'
import { paperIn } from '../flows/paper/paper-press.ts'
import { codeIn, postIn } from '../flows/person/invite.ts'
import type { Toast } from '../flows/screen.ts'
import { namedBy } from '../flows/named.ts'
import { demandFor } from '../queries/demands.ts'
import { paperFor } from '../queries/papers.ts'
import { loadCase, numberIn, viewFor } from '../queries/facts.ts'
import { cardAt, isSendingTo, type StoredCard } from '../store/cards.ts'
import { isFirstOfPress, takeTurn } from '../store/inbox.ts'
import { goodInvitation, invitedPost } from '../store/invitations.ts'
import { meetPerson, type Met, type StoredPerson } from '../store/people.ts'
import { localeOf } from '../domain/locale.ts'
import { say } from './cards.ts'
import { dueIf, inTransaction, type Desk, type Work } from './desk.ts'
import { hashOf } from './invite.ts'
import { perform, type Answering } from './perform.ts'
import { publishCommands } from './publish.ts'
import { welcomeBack } from './reachable.ts'

/** What a person did, and who they are as far as Telegram tells. */
export interface Incoming {
  inboxId: number
  from: { telegramId: number; name: string; language: string | null }
  input: Input
  /** Telegram's id of the press, if it is one. */
  callbackId: string | null
  /** How the pressed button looked, and since when. */
  seen: string | null
  /** Whether the card may still be on its way: its message id is not known yet. */
  mayWait: boolean
}

export type Answer =
  /** Somebody else handles or has handled this update. */
  | { kind: 'not_my_turn' }
  /** A message of ours is being sent: the pressed card may be that one. Nothing was done. */
  | { kind: 'too_early' }
  | { kind: 'answered'; toast: string | null }

/** Thrown to undo the transaction of an input that came before its card is known. */
class TooEarly extends Error {}

/**
 * Answers one input in one transaction: the inbox row is done, the flow decides, and everything that
 * it wants happens, or nothing does.
 */
export async function respond(desk: Desk, incoming: Incoming): Promise<Answer> {
  try {
    return await inTransaction(desk, (work) => respondIn(work, incoming))
  } catch (error) {
    if (error instanceof TooEarly) return { kind: 'too_early' }
    throw error
  }
}

async function respondIn(work: Work, incoming: Incoming): Promise<Answer> {
  const { tx, desk } = work
  if (!(await takeTurn(tx, incoming.inboxId))) return { kind: 'not_my_turn' }
  const { telegramId, name, language } = incoming.from
  const locale = localeOf(language, desk.rules.org.locale)
  const met = await meetPerson(tx, telegramId, name, locale)
  const { person } = met
  const card = await cardOf(work, person, incoming)
  if (isUndone(work, met.draft, incoming) || (await isRepeated(work, incoming))) {
    return { kind: 'answered', toast: desk.renderer.toast(ALREADY_DONE, person.locale) }
  }
  const facts = await factsFor(work, met, incoming.input, card)
  const answering: Answering = {
    work,
    person,
    draft: met.draft,
    isDraftNew: false,
    pressed: card,
    toast: null,
  }
  await perform(answering, flow(incoming.input, facts))
  await publishCommands(work, person)
  const toast = giveToast(answering, incoming.input)
  if (person.unreachable) await welcomeBack(work, person)
  return { kind: 'answered', toast }
}

const ALREADY_DONE: Toast = { toast: 'refused', refusal: 'already_done' }

/**
 * The app repeats a press that it takes for unanswered: the same id, card and button. A toggle would be taken
 * back by a repeat under a new id, too: there the button must have looked different meanwhile.
 */
async function isRepeated({ tx }: Work, incoming: Incoming): Promise<boolean> {
  const { inboxId, callbackId, seen, input, from } = incoming
  if (callbackId === null || input.kind !== 'press') return false
  const id = input.verb === 'draft.anonymous' ? (seen ?? callbackId) : callbackId
  const press = [id, from.telegramId, input.messageId, input.verb, ...input.args].join(' ')
  return !(await isFirstOfPress(tx, inboxId, press))
}

/**
 * A press that waited may find that the toggle has been turned already, by one before it: it says what was wanted
 * by how the button looked, and that is not to be undone.
 */
function isUndone({ desk }: Work, draft: Met['draft'], { input, seen }: Incoming): boolean {
  if (!draft || seen === null || input.kind !== 'press') return false
  if (input.verb !== 'draft.anonymous') return false
  const wanted = desk.renderer.offers(seen.slice(seen.indexOf(' ') + 1))
  return wanted === (draft.anonymous ? 'hide' : 'show')
}

/** The card that is pressed or replied to. */
async function cardOf(
  { tx }: Work,
  { telegramId }: StoredPerson,
  { input, mayWait }: Incoming,
): Promise<StoredCard | null> {
  const messageId =
    input.kind === 'press' ? input.messageId : 'replyTo' in input ? input.replyTo : null
  if (messageId === null) return null
  const card = await cardAt(tx, telegramId, messageId)
  if (card || !mayWait) return card
  if (await isSendingTo(tx, telegramId)) throw new TooEarly()
  // Its message id may have been written between the two looks.
  return cardAt(tx, telegramId, messageId)
}

async function factsFor(
  work: Work,
  { person, draft }: Met,
  input: Input,
  card: StoredCard | null,
): Promise<Facts> {
  const { tx, desk, now } = work
  const { awaiting, album } = person
  const number = await numberIn(tx, namedBy(input, card, awaiting, album))
  const loaded =
    number === null ? null : await loadCase(tx, number, { rules: desk.rules, now }, false)
  return {
    now,
    org: desk.rules.org,
    rules: desk.rules,
    person,
    draft,
    awaiting,
    album,
    card,
    view: viewFor(person, loaded),
    ...(await invitedIn(work, input)),
    demand: await demandNamed(work, person, input),
    paper: await paperNamed(work, person, input),
    classify: desk.classify,
    reads: desk.reads,
    dueIf: dueIf(work),
  }
}

/** The invitation or the invited post that an input is about. */
async function invitedIn({ tx, now }: Work, input: Input): Promise<InvitedFacts> {
  const [code, post] = [codeIn(input), postIn(input)]
  return {
    invitation: code === null ? null : await goodInvitation(tx, hashOf(code), now),
    post: post === null ? null : await invitedPost(tx, post),
  }
}

/** The common demand that an input is about. */
async function demandNamed({ tx }: Work, person: StoredPerson, input: Input) {
  const demand = demandIn(input, person.awaiting)
  return demand === null ? null : demandFor(tx, person, demand)
}

/** The paper that an input is about. */
async function paperNamed({ tx, desk, now }: Work, person: StoredPerson, input: Input) {
  const paper = paperIn(input, person.awaiting)
  return paper === null ? null : paperFor(tx, person, paper, { rules: desk.rules, now })
}

type InvitedFacts = Pick<Facts, 'invitation' | 'post'>

/** A press is answered by its notice; after anything else the notice is a message. */
function giveToast({ work, person, toast }: Answering, input: Input): string | null {
  if (!toast) return null
  if (input.kind === 'press') return work.desk.renderer.toast(toast, person.locale)
  say(work, person, { screen: 'told', toast }, null)
  return null
}
