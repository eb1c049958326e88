import type { Transaction } from '../store/database.ts'
import { SOUGHT_AMONG } from './similar.ts'

/** What an appeal began with, while its words are kept. */
export interface FirstWords {
  id: number
  place: string | null
  text: string
}

const FIRST = { where: { seq: 1 }, select: { words: { select: { text: true } } } } as const

/** The first words of these appeals. One without words is not among them. */
export async function firstWords(tx: Transaction, ids: readonly number[]): Promise<FirstWords[]> {
  const rows = await tx.appeal.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, place: true, history: FIRST },
  })
  return rows.flatMap(({ id, place, history: [entry] }) =>
    entry?.words ? [{ id, place, text: entry.words.text }] : [],
  )
}

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
