import type { Moment } from '../domain/appeal.ts'
import type { Counted } from '../demands/growth.ts'
import type { Letter } from '../demands/letter.ts'
import type { Transaction } from '../store/database.ts'
import { dateOf } from '../store/moments.ts'

/** The first words of the appeals of a time, as far as they are kept: what was only shown cannot be grouped. */
export async function lettersBetween(tx: Transaction, from: Moment, to: Moment): Promise<Letter[]> {
  const rows = await tx.$queryRaw<LetterRow[]>`
    SELECT appeal.id, appeal.resident_id AS resident, appeal.category, appeal.place,
      appeal.registered_at AS at, words.text
    FROM appeal
    JOIN history ON history.appeal_id = appeal.id AND history.seq = 1
    JOIN words ON words.history_id = history.id
    WHERE appeal.registered_at > ${dateOf(from)} AND appeal.registered_at <= ${dateOf(to)}
    ORDER BY appeal.id`
  return rows.map(letterOf)
}

/** The latest letters of each of these demands whose words are kept, so many at most of one. */
export async function latestLetters(
  tx: Transaction,
  demands: readonly number[],
  most: number,
): Promise<Map<number, Letter[]>> {
  const rows = await tx.$queryRaw<(LetterRow & { demand: number })[]>`
    SELECT * FROM (
      SELECT appeal.id, appeal.resident_id AS resident, appeal.category, appeal.place,
        appeal.registered_at AS at, words.text, member.demand_id AS demand,
        row_number() OVER (PARTITION BY member.demand_id ORDER BY appeal.id DESC) AS place_in_line
      FROM demand_member AS member
      JOIN appeal ON appeal.id = member.appeal_id
      JOIN history ON history.appeal_id = appeal.id AND history.seq = 1
      JOIN words ON words.history_id = history.id
      WHERE member.demand_id = ANY(${[...demands]}::int[])
    ) AS latest
    WHERE place_in_line <= ${most}
    ORDER BY demand, id`
  const letters = new Map<number, Letter[]>()
  for (const row of rows)
    letters.set(row.demand, [...(letters.get(row.demand) ?? []), letterOf(row)])
  return letters
}

/** Of these letters those whose words are still kept. */
export async function keptAmong(tx: Transaction, letters: readonly Letter[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT history.appeal_id AS id FROM history JOIN words ON words.history_id = history.id
    WHERE history.seq = 1 AND history.appeal_id = ANY(${idsOf(letters)}::int[])`
  return new Set(rows.map(({ id }) => String(id)))
}

/** Of which demand each of these letters is; those of none are left out. */
export async function ownersOf(
  tx: Transaction,
  letters: readonly Letter[],
): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ appeal: number; demand: number }[]>`
    SELECT appeal_id AS appeal, demand_id AS demand FROM demand_member
    WHERE appeal_id = ANY(${idsOf(letters)}::int[])`
  return new Map(rows.map(({ appeal, demand }) => [String(appeal), demand]))
}

/** The demands with a label of which these appeals are. */
export async function labelledAmong(
  tx: Transaction,
  numbers: readonly string[],
): Promise<{ id: number; label: string }[]> {
  return tx.$queryRaw`
    SELECT DISTINCT demand.id, demand.label FROM demand
    JOIN demand_member AS member ON member.demand_id = demand.id
    JOIN appeal ON appeal.id = member.appeal_id
    WHERE demand.label <> '' AND appeal.number = ANY(${[...numbers]}) ORDER BY demand.id`
}

function idsOf(letters: readonly Letter[]): number[] {
  return letters.map(({ id }) => Number(id))
}

/** When the desk took its first appeal. Null: it has none yet. */
export async function firstAppealAt(tx: Transaction): Promise<number | null> {
  const { _min } = await tx.appeal.aggregate({ _min: { registeredAt: true } })
  return _min.registeredAt?.getTime() ?? null
}

/**
 * When these appeals came, and the households behind each: who brought it and who joined. This is the one place
 * that says who counts.
 */
export async function countedAmong(
  tx: Transaction,
  appeals: readonly number[],
): Promise<Map<number, Counted>> {
  const rows = await tx.$queryRaw<{ id: number; at: Date; households: number[] }[]>`
    SELECT appeal.id, appeal.registered_at AS at,
      array_prepend(appeal.resident_id, array_remove(array_agg(joiner.person_id), NULL)) AS households
    FROM appeal LEFT JOIN joiner ON joiner.appeal_id = appeal.id
    WHERE appeal.id = ANY(${[...appeals]}::int[])
    GROUP BY appeal.id`
  return new Map(
    rows.map(({ id, at, households }) => [
      id,
      { at: at.getTime(), households: households.map(String) },
    ]),
  )
}

/** The appeals of each of these demands, those of what was merged into it included. */
export async function membersOf(
  tx: Transaction,
  demands: readonly number[],
): Promise<Map<number, number[]>> {
  const rows = await tx.$queryRaw<{ demand: number; appeal: number }[]>`
    SELECT coalesce(demand.merged_into, demand.id) AS demand, member.appeal_id AS appeal
    FROM demand_member AS member JOIN demand ON demand.id = member.demand_id
    WHERE coalesce(demand.merged_into, demand.id) = ANY(${[...demands]}::int[])
    ORDER BY member.appeal_id`
  const members = new Map<number, number[]>(demands.map((id) => [id, []]))
  for (const { demand, appeal } of rows) members.get(demand)?.push(appeal)
  return members
}

interface LetterRow {
  id: number
  resident: number
  category: string | null
  place: string | null
  at: Date
  text: string
}

function letterOf({ id, resident, category, place, at, text }: LetterRow): Letter {
  return {
    ...{ id: String(id), title: null, text, at: at.getTime() },
    ...{ household: String(resident), place, category },
  }
}
