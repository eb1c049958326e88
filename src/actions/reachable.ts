import { openAppealsOf } from '../queries/own.ts'
import { findAppeal, lockAppeals } from '../store/appeals.ts'
import type { Transaction } from '../store/database.ts'
import { haltLane, takeTurn } from '../store/inbox.ts'
import { personByTelegram, rememberReachable, type StoredPerson } from '../store/people.ts'
import { giveUpWaiting, hasComeWithin } from '../store/unreachable.ts'
import { inTransaction, withWork, type Desk, type Work } from './desk.ts'
import { tellMissed, tellUndelivered } from './missed.ts'
import { refreshCards, sendPromise } from './screens.ts'
import { show } from './show.ts'

/**
 * The person blocked the bot, or let it in again: the cards of whoever handles their appeals
 * say so. False: it is not our turn.
 */
export function changeReachable(
  desk: Desk,
  inboxId: number,
  telegramId: number,
  isReachable: boolean,
): Promise<boolean> {
  return inTransaction(desk, async (work) => {
    if (!(await takeTurn(work.tx, inboxId))) return false
    await takeHold(work.tx, telegramId)
    const isNews = await setReachable(work, telegramId, isReachable)
    const person = await personByTelegram(work.tx, telegramId)
    if (!person) return true
    if (!isReachable)
      await tellUndelivered(work, person, await giveUpWaiting(work.tx, telegramId, inboxId))
    else if (isNews) await showAgain(work, person)
    return true
  })
}

/**
 * Whether this person has come within so many milliseconds: a refusal that is older says nothing about them. Begins the
 * transaction in which they are found unreachable else; whoever comes back at this very moment is answered once that is
 * written, and knows of it.
 */
export async function isBack(
  tx: Transaction,
  telegramId: number,
  withinMs: number,
): Promise<boolean> {
  await haltLane(tx, telegramId)
  return hasComeWithin(tx, telegramId, withinMs)
}

/** Delivery found that nothing reaches this person. Joins the transaction that has given up these messages to them. */
export function foundUnreachable(
  desk: Desk,
  tx: Transaction,
  telegramId: number,
  givenUp: readonly number[],
): Promise<void> {
  return withWork(desk, tx, async (work) => {
    await takeHold(tx, telegramId)
    await setReachable(work, telegramId, false)
    const person = await personByTelegram(tx, telegramId)
    // They were written while nobody knew: to who is known to be away nothing is written that waits.
    if (person) await tellUndelivered(work, person, givenUp)
  })
}

/** Somebody writes whom nothing reached: they are shown again what was in vain. */
export async function welcomeBack(work: Work, person: StoredPerson): Promise<void> {
  await takeHold(work.tx, person.telegramId)
  await setReachable(work, person.telegramId, true)
  await showAgain(work, person)
}

/**
 * Whoever acts on one of their appeals at this moment writes on the same cards: one after the other, else the second
 * would put back what the first has changed. Appeals come before people, as with everybody who acts.
 */
async function takeHold(tx: Transaction, telegramId: number): Promise<void> {
  const person = await personByTelegram(tx, telegramId)
  if (person) await lockAppeals(tx, await openAppealsOf(tx, person.id))
}

async function showAgain(work: Work, person: StoredPerson): Promise<void> {
  for (const number of await openAppealsOf(work.tx, person.id)) {
    const appeal = await findAppeal(work.tx, number)
    if (appeal) await sendPromise(work, person, appeal)
  }
  await tellMissed(work, person)
  for (const what of listsOf(person)) await show(work, person, { what, page: 0, edit: false }, null)
}

/** Where what was in vain is found again. */
function listsOf({ posts }: StoredPerson): ('queue' | 'tasks')[] {
  const isDispatcher = posts.some(({ role }) => role === 'dispatcher')
  const hasTasks = posts.some(({ role }) => role === 'handler' || role === 'head')
  return [...(isDispatcher ? ['queue' as const] : []), ...(hasTasks ? ['tasks' as const] : [])]
}

/** Gives true when that is news. */
async function setReachable(
  work: Work,
  telegramId: number,
  isReachable: boolean,
): Promise<boolean> {
  const { tx, now } = work
  const isNews = await rememberReachable(tx, telegramId, isReachable ? null : now)
  const person = isNews ? await personByTelegram(tx, telegramId) : null
  if (!person) return false
  for (const number of await openAppealsOf(tx, person.id)) {
    const appeal = await findAppeal(tx, number)
    if (appeal) await refreshCards(work, appeal)
  }
  return true
}
