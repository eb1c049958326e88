import type { AlbumMemory, Awaiting } from '../flows/words/awaiting.ts'
import type { Draft, Locale, Person } from '../flows/facts.ts'
import type { FileRef } from '../flows/input.ts'
import type { Moment } from '../domain/appeal.ts'
import type { Transaction } from './database.ts'
import { draftIn, WITH_FILES } from './drafts.ts'
import { Prisma } from './generated/client.ts'
import { dateOf } from './moments.ts'

/** A person with what the chat has in mind for them. */
export interface StoredPerson extends Person {
  telegramId: number
  unreachable: boolean
  awaiting: Awaiting | null
  album: AlbumMemory | null
  /** Digest of the commands that were published to this person's own chat. */
  commands: string | null
}

const WITH_POSTS = { staff: { where: { retiredAt: null }, select: { unit: true, role: true } } }
type PersonRow = Prisma.PersonGetPayload<{ include: typeof WITH_POSTS }>

/** Somebody who writes, and the appeal that they are writing, if any. */
export interface Met {
  person: StoredPerson
  draft: Draft | null
}

/**
 * Whoever writes is known from then on, by the name they go by and in the language of their app.
 * One look for a person and their draft: this is where every answer begins.
 */
export async function meetPerson(
  tx: Transaction,
  telegramId: number,
  name: string,
  locale: Locale,
): Promise<Met> {
  const where = { telegramId: BigInt(telegramId) }
  const include = { ...WITH_POSTS, draft: { include: WITH_FILES } }
  const known = await tx.person.findUnique({ where, include })
  if (!known) {
    // Whoever has a post was entered with it, from the org file or by an invitation.
    const row = await tx.person.create({ data: { ...where, name, locale } })
    return { person: personOf({ ...row, staff: [] }), draft: null }
  }
  // Staff are entered from the org file before they ever write: no name, nobody's language yet.
  const first = known.name === ''
  const draft = known.draft && draftIn(known.draft)
  if (known.name === name) return { person: personOf(known), draft }
  const row = await tx.person.update({
    where,
    data: { name, ...(first ? { locale } : {}) },
    include: WITH_POSTS,
  })
  return { person: personOf(row), draft }
}

/** The person of that account, if the desk knows one. */
export async function personByTelegram(
  tx: Transaction,
  telegramId: number,
): Promise<StoredPerson | null> {
  const where = { telegramId: BigInt(telegramId) }
  const row = await tx.person.findUnique({ where, include: WITH_POSTS })
  return row && personOf(row)
}

export async function personById(tx: Transaction, id: number): Promise<StoredPerson | null> {
  const row = await tx.person.findUnique({ where: { id }, include: WITH_POSTS })
  return row && personOf(row)
}

/** The people with these ids who can still be written to: who left is passed over. */
export async function peopleByIds(
  tx: Transaction,
  ids: readonly number[],
): Promise<StoredPerson[]> {
  if (ids.length === 0) return []
  const rows = await tx.person.findMany({
    where: { id: { in: [...ids] }, telegramId: { not: null } },
    include: WITH_POSTS,
    orderBy: { id: 'asc' },
  })
  return rows.map(personOf)
}

/** Members of staff who have written to the bot, or whose own commands are out of date. */
export async function staffWhoTalked(tx: Transaction): Promise<StoredPerson[]> {
  const rows = await tx.person.findMany({
    where: {
      telegramId: { not: null },
      OR: [
        { commands: { not: null } },
        { name: { not: '' }, staff: { some: { retiredAt: null } } },
      ],
    },
    include: WITH_POSTS,
    orderBy: { id: 'asc' },
  })
  return rows.map(personOf)
}

export async function rememberCommands(
  tx: Transaction,
  id: number,
  digest: string | null,
): Promise<void> {
  await tx.person.update({ where: { id }, data: { commands: digest }, select: { id: true } })
}

export async function rememberAwaiting(
  tx: Transaction,
  id: number,
  awaiting: Awaiting | null,
): Promise<void> {
  await tx.person.update({
    where: { id },
    data: {
      awaiting: awaiting ? jsonOf(awaiting) : Prisma.DbNull,
    },
    select: { id: true },
  })
}

/**
 * Lets the resident's next words count as the answer to a question, unless they are busy
 * writing something else.
 */
export async function awaitAnswer(tx: Transaction, id: number, number: string): Promise<void> {
  const awaiting: Awaiting = { what: 'answer', number, files: [] }
  await tx.$executeRaw`
    UPDATE person SET awaiting = ${JSON.stringify(awaiting)}::jsonb
    WHERE id = ${id} AND awaiting IS NULL
      AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.person_id = person.id)`
}

export async function rememberAlbum(
  tx: Transaction,
  id: number,
  album: AlbumMemory | null,
): Promise<void> {
  const data = { album: album ? { album: album.album, to: album.to } : Prisma.DbNull }
  await tx.person.update({ where: { id }, data, select: { id: true } })
}

export async function chooseLocale(tx: Transaction, id: number, locale: Locale): Promise<void> {
  await tx.person.update({ where: { id }, data: { locale }, select: { id: true } })
}

export async function chooseHome(tx: Transaction, id: number, home: string): Promise<void> {
  await tx.person.update({ where: { id }, data: { home }, select: { id: true } })
}

/** Submitting for the first time agrees to the privacy notice. */
export async function rememberAgreement(tx: Transaction, id: number, at: Moment): Promise<void> {
  await tx.person.update({ where: { id }, data: { agreedAt: dateOf(at) }, select: { id: true } })
}

/** Whether Telegram lets us reach this person. Gives true when that is news. */
export async function rememberReachable(
  tx: Transaction,
  telegramId: number,
  unreachableSince: Moment | null,
): Promise<boolean> {
  const { count } = await tx.person.updateMany({
    where: {
      telegramId: BigInt(telegramId),
      unreachable: unreachableSince ? null : { not: null },
    },
    data: { unreachable: dateOf(unreachableSince) },
  })
  return count > 0
}

function jsonOf(awaiting: Awaiting): Prisma.InputJsonObject {
  return 'files' in awaiting ? { ...awaiting, files: awaiting.files.map(plain) } : { ...awaiting }
}

function plain(file: FileRef) {
  return { kind: file.kind, fileId: file.fileId, size: file.size }
}

function personOf(row: PersonRow): StoredPerson {
  return {
    id: row.id,
    telegramId: Number(row.telegramId),
    name: row.name,
    locale: row.locale === 'en' ? 'en' : 'zh-CN',
    home: row.home,
    agreed: row.agreedAt !== null,
    unreachable: row.unreachable !== null,
    posts: row.staff.map(({ unit, role }) => ({ unit, role })),
    awaiting: row.awaiting as unknown as Awaiting | null,
    album: row.album as unknown as AlbumMemory | null,
    commands: row.commands,
  }
}
