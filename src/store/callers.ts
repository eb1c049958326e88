import type { Caller } from '../domain/caller.ts'
import type { Locale } from '../flows/facts.ts'
import type { Transaction } from './database.ts'
import { sqlOf } from './sql.ts'
import { together } from './together.ts'

/** Whether a person has no chat and never had one. Whoever asked to be forgotten had. */
export const WITHOUT_CHAT = `telegram_id is null and forgotten_at is null`

/** Enters somebody without a chat as a person of their own: nobody can tell whether it is one who came before. */
export async function enterCaller(
  tx: Transaction,
  { name, phone }: Caller,
  locale: Locale,
): Promise<number> {
  const row = await tx.person.create({ data: { name, phone, locale }, select: { id: true } })
  return row.id
}

/** Takes back somebody for whom nothing was registered after all. */
export async function dropCaller(tx: Transaction, id: number): Promise<void> {
  await tx.person.delete({ where: { id }, select: { id: true } })
}

/** A caller who can be called. */
export interface KnownCaller {
  id: number
  name: string
  phone: string
}

/** Those of these people who have no chat, and left a number. */
export const callersAmong = together(async (tx, asked: readonly (readonly number[])[]) => {
  const rows = await sqlOf(tx).rows<KnownCaller>(
    `select id, name, phone from person
     where id = any($1::int[]) and phone is not null and ${WITHOUT_CHAT} order by id`,
    [[...new Set(asked.flat())]],
  )
  return asked.map((ids) => rows.filter(({ id }) => ids.includes(id)))
})

/**
 * Forgets who the callers behind an appeal are, name and number, but of those for whom another one is still open: the one
 * into which it was merged. They have no chat in which they could ask for it.
 */
export async function eraseCallers(tx: Transaction, number: string): Promise<void> {
  await sqlOf(tx).write(
    `update person set name = '', phone = null
     where ${WITHOUT_CHAT}
       and id in (
         select resident_id from appeal where number = $1
         union select person_id from joiner join appeal on appeal.id = appeal_id where number = $1)
       and not exists (
         select from appeal where resident_id = person.id and number <> $1 and closed_at is null)
       and not exists (
         select from joiner join appeal on appeal.id = appeal_id
         where person_id = person.id and number <> $1 and closed_at is null)`,
    [number],
  )
}
