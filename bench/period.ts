import { mkdtemp, rm } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Org } from '../src/domain/organisation.ts'
import { monthOf } from '../src/figures/period.ts'
import { parseOrg } from '../src/org/parse-org.ts'
import { boardOf } from '../src/queries/board.ts'
import { figuresOf } from '../src/queries/figures.ts'
import { radarFacts } from '../src/queries/radar.ts'
import { openDatabase, type Database, type Transaction } from '../src/store/database.ts'
import { startEmbedded } from '../src/store/embedded.ts'
import { migrate } from '../src/store/migrate.ts'
import { spread } from './figures.ts'

/** A year like that of the model county: 36,000 appeals, 3,000 a month, ten entries each, all closed but the last. */
const APPEALS = 36_000
const TIMES = 7
const NOW = Temporal.Instant.from('2026-11-30T04:00:00Z')

/** How long it takes to count a month out of a year: the figures of all units, the radar, the board. */
async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'period-'))
  const embedded = await startEmbedded(directory, {
    onLost: (error) => {
      throw error
    },
  })
  try {
    await migrate(embedded.url)
    const db = await openDatabase(embedded.url)
    const org = demoOrg()
    await fill(db, org)
    const month = monthOf(NOW, org.timezone)
    await measure(db, 'figures of a month', (tx) => figuresOf(tx, org, month))
    await measure(db, 'radar of a month', (tx) => radarFacts(tx, month, org.policy.radar))
    await measure(db, 'the board', (tx) => boardOf(tx, org, NOW))
    await db.close()
  } finally {
    await embedded.stop()
    await rm(directory, { recursive: true })
  }
}

async function measure(db: Database, name: string, ask: (tx: Transaction) => Promise<unknown>) {
  const took: number[] = []
  for (let time = 0; time < TIMES; time++) {
    const begin = performance.now()
    await db.transaction(ask)
    took.push(performance.now() - begin)
  }
  process.stdout.write(`${spread(`${name}, ${APPEALS} appeals a year`, took)}\n`)
}

function demoOrg(): Org {
  const file = 'org/wulian.yaml'
  const read = parseOrg(readFileSync(file, 'utf8'), file)
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return read.org
}

/** Appeals evenly over a year, in the order of time, as a desk writes them. */
async function fill({ pool }: Database, org: Org): Promise<void> {
  const units = org.units.map(({ code }) => code)
  const at = `$1::timestamptz - interval '365 days' + n * interval '365 days' / $2::int`
  await pool.query(
    `insert into person (id, name, locale) select n, 'P', 'en' from generate_series(1, 9000) as n`,
  )
  await pool.query(
    `insert into appeal (id, number, resident_id, status, outcome, anonymous, category, unit, registered_at,
       assigned_at, due, resolved_at, closed_at, households)
     select n, '26-' || lpad(n::text, 7, '0') || '-0', n % 9000 + 1, 'closed', case when n % 4 = 0 then 'solved_unconfirmed' else 'solved_confirmed' end::"Outcome",
       false, 'power', ($3::text[])[n % cardinality($3::text[]) + 1], ${at}, ${at}, ${at} + interval '3 days',
       ${at} + interval '1 day', ${at} + interval '2 days', 1
     from generate_series(1, $2::int) as n`,
    [NOW.toString(), APPEALS, units],
  )
  await pool.query(
    `update appeal set status = 'accepted', outcome = null, closed_at = null where id > $1::int - 1000`,
    [APPEALS],
  )
  await pool.query(
    `insert into history (appeal_id, seq, at, act, actor_id, role, "from", "to", unit, data, hash)
     select n, seq, ${at} + hours * interval '1 hour', act, n % 9000 + 1, 'desk', 'accepted',
       (case when act = 'close' then 'closed' else 'accepted' end)::"Status",
       ($3::text[])[n % cardinality($3::text[]) + 1], data::jsonb, ''
     from generate_series(1, $2::int) as n, (values
       (1, 0, 'submit', '{}'), (2, 0, 'assign', '{}'),
       (3, 1, 'accept', '{"acceptDue": "2026-06-01T00:00:00Z"}'), (4, 5, 'note', '{}'),
       (5, 24, 'resolve', '{"replyDue": "2026-06-01T00:00:00Z", "asked": 1}'), (6, 25, 'contacted', '{"answer": "yes"}'),
       (7, 25, 'solved', '{"answer": "yes"}'), (8, 25, 'satisfied', '{"answer": "4"}'), (9, 25, 'add', '{}'),
       (10, 48, 'close', '{"outcome": "solved_confirmed"}')) as entry (seq, hours, act, data)
     where n <= $2::int - 1000 or seq < 5
     order by 3`,
    [NOW.toString(), APPEALS, units],
  )
  await pool.query(
    `insert into words (history_id, text, salt) select id, 'It has been repaired on ' || at, '' from history where act = 'resolve'`,
  )
  await pool.query(
    `insert into charge (appeal_id, unit, round, "from", "to", minutes)
     select appeal_id, unit, 0, at - interval '1 day', at, appeal_id % 900 from history where act = 'resolve'`,
  )
  await pool.query('vacuum analyze')
}

await main()
