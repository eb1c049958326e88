import type { AlbumMemory, Awaiting } from '../flows/words/awaiting.ts'
import type { Draft, Locale, Person } from '../flows/facts.ts'
import type { FileRef } from '../flows/input.ts'
import type { Moment } from '../domain/appeal.ts'
import { aboutValues, CARDS_ABOUT, type About } from './cards.ts'
import type { Transaction } from './database.ts'
import { DRAFT, draftIn, type DraftRow } from './drafts.ts'
import { Prisma } from './generated/client.ts'
import { jsonText } from './json-text.ts'
import { dateOf } from './moments.ts'
import { sqlOf } from './sql.ts'
import { together } from './together.ts'

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
type PersonRow = Omit<
  Prisma.PersonGetPayload<{ include: typeof WITH_POSTS }>,
  'telegramId' | 'forgottenAt'
> & { telegramId: bigint | string | null }

/** A person as `personOf` reads it, where `person` is in reach. */
const PERSON = `
  person.id, person.telegram_id as "telegramId", person.name, person.locale, person.home,
  person.agreed_at as "agreedAt", person.unreachable, person.commands, person.awaiting, person.album,
  (select coalesce(jsonb_agg(jsonb_build_object('unit', staff.unit, 'role', staff.role) order by staff.id), '[]')
    from staff where staff.person_id = person.id and staff.retired_at is null) as staff`

/** Somebody who writes, and the appeal that they are writing, if any. */
export interface Met {
  person: StoredPerson
  draft: Draft | null
}

/**
 * Whoever writes is known from then on, by the name they go by and in the language of their app. `known`: as they were
 * found (`writerOf`).
 */
export async function meetPerson(
  tx: Transaction,
  known: Met | null,
  { telegramId, name, locale }: NewPerson,
): Promise<Met> {
  if (!known) {
    // Whoever has a post was entered with it, from the org file or by an invitation.
    return { person: await enterPerson(tx, { telegramId, name, locale }), draft: null }
  }
  if (known.person.name === name) return known
  // Staff are entered from the org file before they ever write: no name, nobody's language yet.
  const isFirst = known.person.name === ''
  const data = { name, ...(isFirst ? { locale } : {}) }
  await tx.person.update({ where: { id: known.person.id }, data, select: { id: true } })
  return { ...known, person: { ...known.person, ...data } }
}

/** Whoever writes, with their draft, if they are known. One look for both: this is where every answer begins. */
export const writerOf = together(
  async (tx, telegramIds: readonly number[]): Promise<(Met | null)[]> => {
    const rows = await sqlOf(tx).rows<PersonRow & { draft: DraftRow | null }>(
      `select ${PERSON}, (select ${DRAFT} from draft where draft.person_id = person.id) as draft
     from person where telegram_id = any($1::bigint[])`,
      [telegramIds],
    )
    const byTelegram = new Map(rows.map((row) => [Number(row.telegramId), row]))
    return telegramIds.map((id) => {
      const row = byTelegram.get(id)
      return row ? { person: personOf(row), draft: row.draft && draftIn(row.draft) } : null
    })
  },
)

type NewPerson = { telegramId: number; name: string; locale: Locale }

const enterPerson = together(async (tx, people: readonly NewPerson[]) => {
  const rows = await sqlOf(tx).rows<PersonRow>(
    `insert into person (telegram_id, name, locale)
     select * from unnest($1::bigint[], $2::text[], $3::text[]) returning ${PERSON}`,
    [
      people.map(({ telegramId }) => telegramId),
      people.map(({ name }) => name),
      people.map(({ locale }) => locale),
    ],
  )
  const byTelegram = new Map(rows.map((row) => [Number(row.telegramId), personOf(row)]))
  return people.map(({ telegramId }) => {
    const person = byTelegram.get(telegramId)
    if (!person) throw new Error('A person could not be entered.')
    return person
  })
})

/** The people in whose own chats live cards about a subject stand, by their chat. */
export const cardHolders = together(async (tx, asked: readonly About[]) => {
  const rows = await sqlOf(tx).rows<PersonRow & { place: number }>(
    `select asked.place, ${PERSON}
     from ${CARDS_ABOUT} and card.live join person on person.telegram_id = card.chat`,
    aboutValues(asked),
  )
  return asked.map((_, at) => {
    const people = rows.filter(({ place }) => place === at).map(personOf)
    return new Map(people.map((person) => [person.telegramId, person]))
  })
})

/** The person of that account, if the desk knows one. */
export const personByTelegram = together(async (tx, telegramIds: readonly number[]) => {
  const rows = await sqlOf(tx).rows<PersonRow>(
    `select ${PERSON} from person where telegram_id = any($1::bigint[])`,
    [telegramIds],
  )
  const byTelegram = new Map(rows.map((row) => [Number(row.telegramId), row]))
  return telegramIds.map((id): StoredPerson | null => {
    const row = byTelegram.get(id)
    return row ? personOf(row) : null
  })
})

export async function personById(tx: Transaction, id: number): Promise<StoredPerson | null> {
  const row = await tx.person.findUnique({ where: { id }, include: WITH_POSTS })
  return row && personOf(row)
}

/** The people with these ids who can still be written to, by id: who left is passed over. */
export const peopleByIds = together(async (tx, asked: readonly (readonly number[])[]) => {
  const ids = [...new Set(asked.flat())]
  if (ids.length === 0) return asked.map((): StoredPerson[] => [])
  const rows = await sqlOf(tx).rows<PersonRow>(
    `select ${PERSON} from person where id = any($1::int[]) and telegram_id is not null order by id`,
    [ids],
  )
  return asked.map((some) => rows.filter(({ id }) => some.includes(id)).map(personOf))
})

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

export function rememberAwaiting(
  tx: Transaction,
  id: number,
  awaiting: Awaiting | null,
): Promise<void> {
  return saveAwaiting(tx, { id, awaiting })
}

const saveAwaiting = together(
  async (tx, asked: readonly { id: number; awaiting: Awaiting | null }[]) => {
    await sqlOf(tx).write(
      `update person set awaiting = given.awaiting
       from unnest($1::int[], $2::jsonb[]) as given (id, awaiting) where person.id = given.id`,
      [
        asked.map(({ id }) => id),
        asked.map(({ awaiting }) => (awaiting ? jsonText(jsonOf(awaiting)) : null)),
      ],
    )
    return asked.map(() => undefined)
  },
)

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

function jsonOf(awaiting: Awaiting): object {
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
