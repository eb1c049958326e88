import type { Transaction } from '../store/database.ts'
import { sqlOf } from '../store/sql.ts'
import { together } from '../store/together.ts'
import { SOUGHT_AMONG } from './similar.ts'

/** What an appeal began with, while its words are kept. */
export interface FirstWords {
  id: number
  place: string | null
  text: string
}

/** The first words of these appeals. One without words is not among them. */
export async function firstWords(tx: Transaction, ids: readonly number[]): Promise<FirstWords[]> {
  const found = await Promise.all(ids.map((id) => firstWordsOf(tx, id)))
  return found.filter((words) => words !== null)
}

const firstWordsOf = together(async (tx, ids: readonly number[]) => {
  const rows = await sqlOf(tx).rows<FirstWords>(
    `select appeal.id, appeal.place, words.text from appeal
     join history on history.appeal_id = appeal.id and history.seq = 1
     join words on words.history_id = history.id
     where appeal.id = any($1::int[])`,
    [ids],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id) ?? null)
})

/** The first words of the latest appeals, at most so many. */
export async function latestWords(tx: Transaction, most: number): Promise<string[]> {
  const rows = await tx.history.findMany({
    where: { seq: 1, words: { isNot: null } },
    orderBy: { id: 'desc' },
    take: most,
    select: { words: { select: { text: true } } },
  })
  return rows.flatMap(({ words }) => words?.text ?? [])
}

/** Ids of the open appeals after this one, in ascending order, at most so many. */
export async function openAfter(tx: Transaction, id: number, most: number): Promise<number[]> {
  const rows = await tx.appeal.findMany({
    where: { id: { gt: id }, status: { in: [...SOUGHT_AMONG] } },
    orderBy: { id: 'asc' },
    take: most,
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}
