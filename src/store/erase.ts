import type { Pool } from 'pg'
import type { Moment } from '../domain/appeal.ts'
import { eraseCallers } from './callers.ts'
import type { Transaction } from './database.ts'
import { Prisma } from './generated/client.ts'
import { dateOf } from './moments.ts'
import { dropUnsent, type Unwanted } from './unsent.ts'

/** Erases everybody's words and files of one appeal, who its callers are, and where it was: its time to be kept is over. */
export async function eraseWords(tx: Transaction, number: string): Promise<void> {
  const appeal = { number }
  await dropUnsent(tx, await unwantedOf(tx, { appeal }, appeal))
  await tx.words.deleteMany({ where: { history: { appeal } } })
  await eraseCallers(tx, number)
  await tx.request.updateMany({ where: { appeal }, data: { reason: '' } })
  await tx.attachment.deleteMany({ where: { appeal } })
  await tx.posting.deleteMany({ where: { appeal } })
  await tx.paperWords.deleteMany({ where: { entry: { paper: { appeal } } } })
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
  // What they said as one of the households behind an appeal, their own or one that they joined.
  const said = { actorId: personId, role: { in: ['resident', 'joiner', 'neighbour'] } }
  const spoken = await tx.appeal.findMany({
    where: { history: { some: said } },
    select: { number: true },
  })
  const first = { history: { some: { ...said, seq: 1 } } }
  await dropUnsent(tx, await unwantedOf(tx, { history: said }, first))
  await tx.words.deleteMany({ where: { history: said } })
  await tx.attachment.deleteMany({ where: { history: said } })
  await tx.posting.deleteMany({ where: { appeal: first } })
  await tx.appeal.updateMany({
    where: first,
    data: { longitude: null, latitude: null },
  })
  await tx.timer.deleteMany({
    where: { kind: 'still_ask', subject: { in: appeals.map(({ number }) => number) } },
  })
  await tx.draft.deleteMany({ where: { personId } })
  await tx.awayTold.deleteMany({ where: { personId } })
  await forgetUpdates(tx, personId)
  const isKept = await isStaff(tx, personId)
  await tx.person.update({
    where: { id: personId },
    data: {
      name: '',
      phone: null,
      home: null,
      agreedAt: null,
      awaiting: Prisma.DbNull,
      album: Prisma.DbNull,
      forgottenAt: dateOf(now),
      ...(isKept ? {} : { telegramId: null }),
    },
    select: { id: true },
  })
  return [...new Set([...appeals, ...spoken].map(({ number }) => number))]
}

/** The files, and the places of the appeals, that are to be forgotten. */
async function unwantedOf(
  tx: Transaction,
  ofFiles: Prisma.AttachmentWhereInput,
  ofPins: Prisma.AppealWhereInput,
): Promise<Unwanted> {
  const files = await tx.attachment.findMany({ where: ofFiles, select: { fileId: true } })
  const pins = await tx.appeal.findMany({
    where: { ...ofPins, longitude: { not: null } },
    select: { longitude: true, latitude: true },
  })
  return { files: files.map(({ fileId }) => fileId), pins }
}

/**
 * Afterwards no message that was sent tells an account that nobody has any more: the last ones, which say that all was
 * forgotten, leave after it was.
 */
export async function forgetChats(pool: Pool): Promise<void> {
  await pool.query(
    `UPDATE outbox SET chat = ${NOBODY}
     WHERE state IN ('sent', 'failed') AND chat > 0
       AND NOT EXISTS (SELECT FROM person WHERE telegram_id = chat)`,
  )
}

/**
 * Cuts what was sent to a chat off from what it was about, and drops what was still to be edited there:
 * afterwards nothing tells whose appeals they were. A member of staff goes on working in theirs.
 */
export async function leaveChat(
  tx: Transaction,
  person: { id: number; telegramId: number },
): Promise<void> {
  if (await isStaff(tx, person.id)) return
  const chat = BigInt(person.telegramId)
  await tx.$executeRaw`
    UPDATE outbox SET
      card_id = NULL, appeal = NULL,
      state = CASE WHEN delivery = 'edit' THEN 'failed' ELSE state END,
      body = CASE WHEN delivery = 'edit' THEN NULL ELSE body END
    WHERE id IN (
      SELECT id FROM outbox WHERE chat = ${chat} AND state = 'waiting'
      FOR UPDATE SKIP LOCKED)`
  await tx.$executeRaw`
    UPDATE outbox SET chat = ${NOBODY} WHERE chat = ${chat} AND state IN ('sent', 'failed')`
  await tx.card.updateMany({ where: { chat }, data: { chat: NOBODY, live: false } })
}

/** A chat that nobody has. */
const NOBODY = 0n

/** Whether the org file names them, now or once. An invited colleague it does not know. */
async function isStaff(tx: Transaction, personId: number): Promise<boolean> {
  return (await tx.staff.count({ where: { personId, invitedBy: null } })) > 0
}

/** Updates of this person that were set aside hold their words, handled ones still the account. */
async function forgetUpdates(tx: Transaction, personId: number): Promise<void> {
  const { telegramId: lane } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { telegramId: true },
  })
  if (lane === null) return
  await tx.inbox.deleteMany({ where: { lane, state: 'failed' } })
  await tx.inbox.updateMany({ where: { lane, state: 'done' }, data: { lane: 0, press: null } })
}
