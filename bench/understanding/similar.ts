import { readFile } from 'node:fs/promises'
import { indexAppeals } from '../../src/actions/index-appeal.ts'
import { bytesOfCounts } from '../../src/classify/rarity-bytes.ts'
import { countRarity } from '../../src/classify/vectors.ts'
import { formatNumber } from '../../src/domain/number.ts'
import { leavesOf, type Org } from '../../src/domain/organisation.ts'
import { calendarOf } from '../../src/org/calendar.ts'
import { parseOrg } from '../../src/org/parse-org.ts'
import { createSearch } from '../../src/queries/search.ts'
import { similarTo, type Similar } from '../../src/queries/similar.ts'
import { openDatabase, type Database } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { saveCounts } from '../../src/store/postings.ts'
import { startTemporary } from '../../src/store/temporary.ts'
import { quantile, spread } from '../figures.ts'
import { ABSENT, hotLetters } from './letters.ts'
import type { Section } from './section.ts'
import { countyUnits, createDice, makeAppeal, saidAgain, type MadeAppeal } from './town.ts'

const OPEN = 100_000
const SEARCHES = 1000
const TIMES = 3
const COUNTED = 3000
const AT_A_TIME = 1000
const NOW = Temporal.Instant.from('2026-11-27T09:00:00Z')

/** Finding the similar ones among 100,000 open appeals of 300 communities, Chinese and English. */
export const similar: Section = {
  name: 'similar',
  async measure() {
    const hot = await hotLetters()
    const org = await countyOrg()
    const dice = createDice(2026)
    const letters = (hot ?? []).map(({ title, text }) => `${title ?? ''} ${text.trim()}`)
    const communities = org.units.filter(({ kind }) => kind === 'community')
    const made = Array.from({ length: OPEN }, () =>
      makeAppeal(dice, communities, leavesOf(org.categories), letters),
    )
    const server = await startTemporary()
    const db = await openDatabase(await migrated(server.url))
    try {
      return [
        hot ? `${letters.length} letters among the words` : `${ABSENT} with them, templates alone`,
        ...(await fill(db, org, made)),
        ...(await search(db, org, made)),
      ]
    } finally {
      await db.close()
      await server.stop()
    }
  },
}

async function migrated(url: string): Promise<string> {
  await migrate(url)
  return url
}

async function countyOrg(): Promise<Org> {
  const parsed = parseOrg(await readFile('org/wulian.yaml', 'utf8'), 'org/wulian.yaml')
  if ('faults' in parsed) throw new Error(parsed.faults.join('\n'))
  return { ...parsed.org, units: countyUnits() }
}

async function fill(db: Database, org: Org, made: readonly MadeAppeal[]): Promise<string[]> {
  const { prisma, pool } = db
  await pool.query(
    `INSERT INTO person (id, telegram_id, name, locale) VALUES (1, 1, 'one', 'zh-CN')`,
  )
  const counted = countRarity(made.slice(-COUNTED).map(({ text }) => text))
  const counts = bytesOfCounts(counted)
  await saveCounts(prisma, { documents: counted.documents, counts, at: NOW })
  const desk = { search: createSearch(org) }
  const begin = performance.now()
  for (let from = 0; from < made.length; from += AT_A_TIME) {
    const some = made.slice(from, from + AT_A_TIME)
    const ids = some.map((_, index) => from + index + 1)
    await enter(db, some, ids)
    await db.transaction((tx) => indexAppeals({ tx, desk }, ids), { timeoutMs: 60_000 })
  }
  await pool.query('VACUUM ANALYZE')
  const took = (performance.now() - begin) / 1000
  const { rows } = await pool.query<{ size: string }>(
    `SELECT pg_size_pretty(pg_total_relation_size('posting')) AS size`,
  )
  return [
    `${made.length} open appeals entered in ${took.toFixed(0)} s; the index has ${rows[0]?.size ?? '?'}, the counts ${(counts.length / 1024).toFixed(0)} kB`,
  ]
}

async function enter({ pool }: Database, made: readonly MadeAppeal[], ids: readonly number[]) {
  await pool.query(
    `INSERT INTO appeal (id, number, resident_id, status, anonymous, category, place, registered_at)
     SELECT id, number, 1, 'registered', false, category, place, $5
     FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS made (id, number, category, place)`,
    [
      ids,
      ids.map((id) => formatNumber(26, id)),
      made.map(({ category }) => category),
      made.map(({ place }) => place),
      NOW.toString(),
    ],
  )
  await pool.query(
    `INSERT INTO history (id, appeal_id, seq, at, act, role, "to", hash)
     SELECT id, id, 1, $2, 'submit', 'resident', 'registered', '' FROM unnest($1::int[]) AS made (id)`,
    [ids, NOW.toString()],
  )
  await pool.query(
    `INSERT INTO words (history_id, text, salt)
     SELECT id, text, '' FROM unnest($1::int[], $2::text[]) AS made (id, text)`,
    [ids, made.map(({ text }) => text)],
  )
}

async function search(db: Database, org: Org, made: readonly MadeAppeal[]): Promise<string[]> {
  const dice = createDice(7)
  const given = {
    rules: { org, calendar: calendarOf(org) },
    search: createSearch(org),
    now: NOW,
  }
  const [first, best]: [number[], number[]] = [[], []]
  let found = 0
  for (let count = 0; count < SEARCHES; count++) {
    const index = dice(made.length)
    const again = saidAgain(made[index] ?? { text: '', place: '', category: null }, dice)
    const sought = { ...again, pin: null, person: 2, besides: null }
    const took: number[] = []
    let similar: Similar[] = []
    for (let time = 0; time < TIMES; time++) {
      const begin = performance.now()
      similar = await similarTo(db.prisma, sought, given, 3)
      took.push(performance.now() - begin)
    }
    first.push(took[0] ?? Number.NaN)
    best.push(Math.min(...took))
    if (similar.some(({ number }) => number === formatNumber(26, index + 1))) found += 1
  }
  return [
    `one search: p95 ${p95(first)} ms; the best of ${TIMES}, as on a machine that has nothing else to do: p95 ${p95(best)} ms`,
    spread('one search', first),
    spread(`the best of ${TIMES}`, best),
    `the one that was said again is among the three: ${((100 * found) / SEARCHES).toFixed(1)} %`,
  ]
}

function p95(values: readonly number[]): string {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.95,
  ).toFixed(1)
}
