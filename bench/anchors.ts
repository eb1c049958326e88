import { verifyAnchors } from '../src/queries/verify-anchors.ts'
import { addAnchor } from '../src/store/anchors.ts'
import { openDatabase, type Database } from '../src/store/database.ts'
import { migrate } from '../src/store/migrate.ts'
import { startTemporary } from '../src/store/temporary.ts'

const HELP = `npm run bench:anchors    how long it takes to anchor a history, the first time and every night after
  --entries N    how long the history is (default 1000000)
`
/** A night adds so many. */
const NIGHT = 10_000

/** A database that keeps its promises (fsync on). What is in the entries does not matter to an anchor. */
async function main(args: string[]): Promise<number> {
  const at = args.indexOf('--entries')
  const entries = at < 0 ? 1_000_000 : Number(args[at + 1])
  if (args.includes('--help') || !(entries > 0)) {
    process.stdout.write(HELP)
    return args.includes('--help') ? 0 : 2
  }
  const server = await startTemporary({
    ...{ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' },
  })
  await migrate(server.url)
  const db = await openDatabase(server.url)
  try {
    await enter(db, entries)
    await timed(`${entries} entries, all new`, () => anchorAll(db))
    await enter(db, NIGHT)
    await timed(`${NIGHT} more`, () => anchorAll(db))
    await timed('all of it held against its anchors', async () => {
      const { fault, count } = await db.transaction((tx) => verifyAnchors(tx, [], []), {
        timeoutMs: 600_000,
      })
      return `${count} anchors, ${fault?.kind ?? 'everything holds'}`
    })
  } finally {
    await db.close()
    await server.stop()
  }
  return 0
}

/** Entries of an appeal each eight. */
async function enter(db: Database, count: number): Promise<void> {
  await db.pool.query(
    `INSERT INTO person (telegram_id, locale) VALUES (1, 'en') ON CONFLICT DO NOTHING`,
  )
  await db.pool.query(
    `WITH made AS (
      INSERT INTO appeal (number, resident_id, status, anonymous, registered_at)
      SELECT '26-' || lpad((last + one)::text, 7, '0') || '-0', (SELECT min(id) FROM person), 'registered', false, now()
      FROM generate_series(1, $1::int / 8) AS one, (SELECT coalesce(max(id), 0) AS last FROM appeal) AS l
      RETURNING id)
    INSERT INTO history (appeal_id, seq, at, act, role, "to", hash)
    SELECT id, seq, now(), 'memo', 'desk', 'registered', encode(sha256((id || ' ' || seq)::bytea), 'hex')
    FROM made, generate_series(1, 8) AS seq`,
    [count],
  )
  await db.pool.query('ANALYZE')
}

async function anchorAll(db: Database): Promise<string> {
  let anchors = 0
  let longest = 0
  for (let isWhole = false; !isWhole; anchors++) {
    const begin = performance.now()
    const added = await db.transaction((tx) => addAnchor(tx, Temporal.Now.instant()), {
      timeoutMs: 60_000,
    })
    longest = Math.max(longest, performance.now() - begin)
    isWhole = added?.isWhole ?? true
  }
  return `${anchors} anchors, the longest transaction ${(longest / 1000).toFixed(2)} s`
}

async function timed(what: string, does: () => Promise<string>): Promise<void> {
  const begin = performance.now()
  const said = await does()
  const seconds = ((performance.now() - begin) / 1000).toFixed(2)
  process.stdout.write(`${what}: ${seconds} s; ${said}\n`)
}

process.exitCode = await main(process.argv.slice(2))
