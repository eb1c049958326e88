import type { Moment } from '../domain/appeal.ts'
import type { Transaction } from './database.ts'
import { Prisma } from './generated/client.ts'
import { dateOf } from './moments.ts'

/** Erases everybody's words and files of one appeal, and where it was: its time to be kept is over. */
export async function eraseWords(tx: Transaction, number: string): Promise<void> {
  const appeal = { number }
  await tx.words.deleteMany({ where: { history: { appeal } } })
  await tx.request.updateMany({ where: { appeal }, data: { reason: '' } })
  await tx.attachment.deleteMany({ where: { appeal } })
  await tx.appeal.update({
    where: appeal,
    data: { longitude: null, latitude: null },
    select: { id: true },
  })
}

/**
 * Removes what a person said and who they are; history, dates and figures stay. The account of
 * a member of staff stays known, since the org file names it. Gives the numbers of their appeals.
 */
export async function erasePerson(
  tx: Transaction,
  personId: number,
  now: Moment,
): Promise<string[]> {
  const appeals = await tx.appeal.findMany({
    where: { residentId: personId },
    select: { id: true, number: true },
  })
  const own = { in: appeals.map(({ id }) => id) }
  await tx.words.deleteMany({ where: { history: { actorId: personId, appealId: own } } })
  await tx.attachment.deleteMany({ where: { history: { actorId: personId, appealId: own } } })
  await tx.appeal.updateMany({
    where: { id: own },
    data: { longitude: null, latitude: null },
  })
  await tx.draft.deleteMany({ where: { personId } })
  const isStaff = (await tx.staff.count({ where: { personId } })) > 0
  if (!isStaff) await leaveChat(tx, personId)
  await tx.person.update({
    where: { id: personId },
    data: {
      name: '',
      home: null,
      agreedAt: null,
      awaiting: Prisma.DbNull,
      album: Prisma.DbNull,
      forgottenAt: dateOf(now),
      ...(isStaff ? {} : { telegramId: null }),
    },
    select: { id: true },
  })
  return appeals.map(({ number }) => number)
}

/** What was sent must not tell whose appeal it was. What still waits to be edited there is dropped. */
async function leaveChat(tx: Transaction, personId: number): Promise<void> {
  const { telegramId } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { telegramId: true },
  })
  if (telegramId === null) return
  await tx.$executeRaw`
    UPDATE outbox SET state = 'failed', body = NULL, error = 'forgotten'
    WHERE id IN (
      SELECT id FROM outbox
      WHERE chat = ${telegramId} AND state = 'waiting' AND delivery = 'edit'
      FOR UPDATE SKIP LOCKED)`
  await tx.$executeRaw`
    UPDATE outbox SET chat = ${NOBODY} WHERE chat = ${telegramId} AND state IN ('sent', 'failed')`
  await tx.card.updateMany({ where: { chat: telegramId }, data: { chat: NOBODY, live: false } })
}

/** A chat that nobody has. */
const NOBODY = 0n
