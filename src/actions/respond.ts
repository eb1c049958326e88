import { calmed, type Pace } from '../flows/calm.ts'
import { deniedIn, type Denied } from '../flows/denied.ts'
import { flow } from '../flows/flow.ts'
import type { Facts } from '../flows/facts.ts'
import type { Input } from '../flows/input.ts'
import { demandIn } from '../flows/demand/demand-press.ts'
import { paperIn } from '../flows/paper/paper-press.ts'
import { codeIn, postIn } from '../flows/person/invite.ts'
import type { Toast } from '../flows/told.ts'
import { namedBy, type Named } from '../flows/named.ts'
import { demandFor } from '../queries/demands.ts'
import { paperFor } from '../queries/papers.ts'
import { loadCase, numberIn, viewFor, type LoadedCase } from '../queries/facts.ts'
import { cardAt, isSendingTo, type StoredCard } from '../store/cards.ts'
import { finishTurns, hasComeBefore, takeTurns, type Finished } from '../store/inbox.ts'
import { goodInvitation, invitedPost } from '../store/invitations.ts'
import { meetPerson, writerOf, type Met, type StoredPerson } from '../store/people.ts'
import type { Hearing } from '../domain/away.ts'
import { localeOf } from '../domain/locale.ts'
import { tellOfAway } from './away.ts'
import { say } from './cards.ts'
import { enqueue } from '../store/outbox.ts'
import { allOf, type Company } from './company.ts'
import { dueIf, newWork, type Desk, type Work } from './desk.ts'
import { followActs } from './papers/follow-acts.ts'
import { isHidden } from './hidden.ts'
import { hashOf } from './invite.ts'
import { isQuick, perform, type Answering } from './perform.ts'
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
  /** How fast this person writes. */
  pace: Pace
  hearing: Hearing
}

export type Answer =
  /** Somebody else handles or has handled this update. */
  | { kind: 'not_my_turn' }
  /** A message of ours is being sent: the pressed card may be that one. Nothing was done. */
  | { kind: 'too_early' }
  /** Wants a transaction of its own. Nothing was done. */
  | { kind: 'alone' }
  /** `person`: their id; `denied`: what they may not. */
  | { kind: 'answered'; toast: string | null; person: number; denied: Denied | null }

/** Thrown by an input that came before its card is known. */
class TooEarly extends Error {}

/**
 * Answers one input in one transaction: the inbox row is done, the flow decides, and everything that
 * it wants happens, or nothing does.
 */
export async function respond(desk: Desk, incoming: Incoming): Promise<Answer> {
  const [answer] = await respondTogether(desk, [incoming])
  if (!answer) throw new Error('An input was not answered.')
  return answer
}

/**
 * Answers inputs of different people in one transaction, side by side: what they ask of the database at the same time
 * is asked in one go (store/together). All of it holds or nothing does: where it throws, each is to be tried alone.
 */
export function respondTogether(desk: Desk, incoming: readonly Incoming[]): Promise<Answer[]> {
  return desk.db.transaction(async (tx) => {
    // Not waited for: what is said after it is read once the turns are taken.
    const turns = takeTurns(
      tx,
      incoming.map(({ inboxId }) => inboxId),
    )
    const company: Company | null = incoming.length > 1 ? new Map() : null
    const answers = await allOf(
      incoming.map((one) => respondIn(newWork(desk, tx, company), one, turns)),
    )
    const done = answers.flatMap((answer) => ('finished' in answer ? [answer] : []))
    await Promise.all([
      enqueue(
        tx,
        done.flatMap(({ outgoing }) => outgoing),
      ),
      finishTurns(
        tx,
        done.map(({ finished }) => finished),
      ),
    ])
    return answers
  })
}

/** What was answered, with what the transaction ends with. */
interface Answered extends Extract<Answer, { kind: 'answered' }> {
  finished: Finished
  outgoing: Work['outgoing']
}

async function respondIn(
  work: Work,
  incoming: Incoming,
  turns: Promise<ReadonlySet<number>>,
): Promise<Answered | Exclude<Answer, { kind: 'answered' }>> {
  try {
    const answered = await answer(work, incoming, turns)
    if (answered === NOT_MY_TURN) return { kind: 'not_my_turn' }
    if (answered === ALONE) return { kind: 'alone' }
    await followActs(work)
    const { toast, press } = answered
    const finished = { id: incoming.inboxId, press }
    const { person, denied } = answered
    return { kind: 'answered', toast, person, denied, finished, outgoing: work.outgoing }
  } catch (error) {
    if (error instanceof TooEarly) return { kind: 'too_early' }
    throw error
  }
}

/** Steps out before anything was changed: somebody else has this update. */
const NOT_MY_TURN = Symbol('not my turn')
/** The same, to come again in a transaction of its own. */
const ALONE = Symbol('alone')

type Reply = Pick<Answered, 'toast' | 'person' | 'denied'> & Pick<Finished, 'press'>

async function answer(
  work: Work,
  incoming: Incoming,
  turns: Promise<ReadonlySet<number>>,
): Promise<Reply | typeof NOT_MY_TURN | typeof ALONE> {
  const { tx, desk } = work
  const { telegramId, name, language } = incoming.from
  const locale = localeOf(language, desk.rules.org.locale)
  const press = pressIn(incoming)
  const [turn, known, card, isRepeated] = await Promise.all([
    turns,
    writerOf(tx, telegramId),
    cardOf(work, incoming),
    press !== null && hasComeBefore(tx, press),
  ])
  if (!turn.has(incoming.inboxId)) return NOT_MY_TURN
  const met = await meetPerson(tx, known, { telegramId, name, locale })
  const { person } = met
  if (isRepeated || isUndone(work, met.draft, incoming)) {
    const toast = desk.renderer.toast(ALREADY_DONE, person.locale)
    return { toast, press: null, person: person.id, denied: null }
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
  const effects = calmed(flow(incoming.input, facts), incoming.pace, facts)
  if (work.company && !(isQuick(work, effects) && !person.unreachable)) return ALONE
  await tellOfAway(work, person, incoming.hearing)
  await perform(answering, effects)
  await publishCommands(work, person)
  const { input } = incoming
  const denied = deniedIn(input, facts, answering.toast, await isHidden(work, input, facts))
  // In a rush a refusal is one more thing that nobody reads.
  const toast = incoming.pace === 'rush' ? null : giveToast(answering, input)
  if (person.unreachable) await welcomeBack(work, person)
  return { toast, press, person: person.id, denied }
}

const ALREADY_DONE: Toast = { toast: 'refused', refusal: 'already_done' }

/**
 * What makes a press the same: the app repeats one that it takes for unanswered, with the same id, card and button.
 * A toggle would be taken back by a repeat under a new id, too: there the button must have looked different meanwhile.
 * Edits of one message are the same, too: that they do not reach us is said once.
 */
function pressIn({ callbackId, seen, input, from }: Incoming): string | null {
  if (input.kind === 'edited') return `edited ${from.telegramId} ${input.messageId}`
  if (callbackId === null || input.kind !== 'press') return null
  const id = input.verb === 'draft.anonymous' ? (seen ?? callbackId) : callbackId
  return [id, from.telegramId, input.messageId, input.verb, ...input.args].join(' ')
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
  { input, mayWait, from: { telegramId } }: Incoming,
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
  const { desk, now } = work
  const { awaiting, album } = person
  const [loaded, invited, demand, paper] = await Promise.all([
    caseNamed(work, namedBy(input, { card, awaiting, album, draft })),
    invitedIn(work, input),
    demandNamed(work, person, input),
    paperNamed(work, person, input),
  ])
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
    ...{ ...invited, demand, paper },
    classify: desk.classify,
    reads: desk.reads,
    dueIf: dueIf(work),
  }
}

/** The appeal that an input is about. Most such inputs change it: it is locked at once, unless somebody else is at it. */
async function caseNamed(work: Work, named: Named | null): Promise<LoadedCase | null> {
  const { tx, desk, now } = work
  const number = await numberIn(tx, named)
  if (number === null) return null
  const loaded = await loadCase(tx, number, { rules: desk.rules, now }, 'if_free')
  work.held = loaded?.isLocked ? loaded : null
  return loaded
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
