import type { Moment } from '../domain/appeal.ts'
import type { DemandFigures } from '../domain/demand.ts'
import type { Transaction } from './database.ts'
import { columnsOf } from './demands.ts'
import { dateOf } from './moments.ts'

/** Enters so many demands that no run has found before. Gives their ids. */
export async function insertDemands(tx: Transaction, count: number, at: Moment): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    INSERT INTO demand (label, first_seen, last_seen, counted_at,
      letters, households, month_letters, month_households)
    SELECT '', ${dateOf(at)}, ${dateOf(at)}, ${dateOf(at)}, 0, 0, 0, 0
    FROM generate_series(1, ${count}::int) RETURNING id`
  return rows.map(({ id }) => id)
}

/** What a run says of a demand that is known. */
export interface Seen {
  id: number
  label: string
  resting: boolean
  figures: DemandFigures
}

/** Writes down what a run found out about all demands, in one statement. */
export async function saveSeen(tx: Transaction, seen: readonly Seen[], at: Moment): Promise<void> {
  const rows = seen.map(({ id, label, resting, figures }) => ({
    ...{ id, label, resting },
    ...columnsOf(figures),
  }))
  await tx.$executeRaw`
    UPDATE demand SET
      label = seen.label, resting = seen.resting, counted_at = ${dateOf(at)},
      last_seen = CASE WHEN seen.resting THEN demand.last_seen ELSE ${dateOf(at)} END,
      letters = seen.letters, households = seen.households,
      month_letters = seen."monthLetters", month_households = seen."monthHouseholds",
      before_letters = seen."beforeLetters", before_households = seen."beforeHouseholds",
      last_year_letters = seen."lastYearLetters", last_year_households = seen."lastYearHouseholds",
      expected = seen.expected, unusual = seen.unusual
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS seen (
      id int, label text, resting boolean, letters int, households int,
      "monthLetters" int, "monthHouseholds" int, "beforeLetters" int, "beforeHouseholds" int,
      "lastYearLetters" int, "lastYearHouseholds" int, expected float8, unusual boolean)
    WHERE demand.id = seen.id`
}

/** Of which demand each of these letters is now; null: of none. All others stay where they are. */
export async function saveMembers(
  tx: Transaction,
  members: ReadonlyMap<string, number | null>,
): Promise<void> {
  const left: number[] = []
  const joined: { appeal: number; demand: number }[] = []
  for (const [letter, demand] of members) {
    if (demand === null) left.push(Number(letter))
    else joined.push({ appeal: Number(letter), demand })
  }
  await tx.$executeRaw`DELETE FROM demand_member WHERE appeal_id = ANY(${left}::int[])`
  await tx.$executeRaw`
    INSERT INTO demand_member (appeal_id, demand_id)
    SELECT appeal, demand FROM unnest(
      ${joined.map(({ appeal }) => appeal)}::int[], ${joined.map(({ demand }) => demand)}::int[]
    ) AS joined (appeal, demand)
    ON CONFLICT (appeal_id) DO UPDATE SET demand_id = excluded.demand_id
    WHERE demand_member.demand_id <> excluded.demand_id`
}
