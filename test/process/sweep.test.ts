import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { importOrganisation } from '../../src/actions/import-organisation.ts'
import { calendarOf } from '../../src/org/calendar.ts'
import { parseOrg } from '../../src/org/parse-org.ts'
import { verify } from '../../src/queries/verify.ts'
import { openDatabase, type Database } from '../../src/store/database.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { enterAppeals, manyUnits } from '../support/many-appeals.ts'
import {
  freePort,
  startDesk,
  startTelegram,
  TOKEN,
  type TestTelegram,
} from '../support/running-desk.ts'

const AFTERNOON = Temporal.Instant.from('2026-11-26T06:05:00Z')
const DUE = new Date('2026-11-26T06:00:00Z')
const CROSSING = 180

let directory: string
let fresh: FreshDatabase
let db: Database
let telegram: TestTelegram

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sweep-'))
  fresh = await freshDatabase()
  telegram = await startTelegram()
  db = await openDatabase(fresh.url)
  await writeFile(join(directory, 'county.yaml'), manyUnits())
  const parsed = parseOrg(manyUnits(), 'county')
  if ('faults' in parsed) throw new Error(parsed.faults.join('\n'))
  const rules = { org: parsed.org, calendar: calendarOf(parsed.org) }
  await importOrganisation(db, rules, AFTERNOON)
  await enterAppeals(db, { open: 400, crossing: CROSSING })
  const clock = { real: Date.now(), desk: AFTERNOON.epochMilliseconds, rate: 1 }
  await db.prisma.setting.create({ data: { name: 'clock', value: clock } })
})

afterAll(async () => {
  await db.close()
  await telegram.stop()
  await fresh.drop()
  await rm(directory, { recursive: true })
})

/** With a webhook, for only then a second one may stand beside it. */
async function startReplica() {
  const port = String(await freePort())
  return startDesk({
    ...{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.origin, DATABASE_URL: fresh.url },
    ...{ PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}`, WEBHOOK_SECRET: 'secret' },
    ...{ ORG_FILE: join(directory, 'county.yaml'), LOG_LEVEL: 'error' },
  })
}

async function count(statement: string): Promise<number> {
  const { rows } = await db.pool.query<{ count: string }>(`SELECT count(*) ${statement}`)
  return Number(rows[0]?.count)
}

it('a desk that is killed in the middle of a sweep has warned nobody, and the replica beside it warns each once', async () => {
  const [dies, stays] = await Promise.all([startReplica(), startReplica()])
  onTestFinished(() => Promise.all([dies.kill(), stays.kill()]).then(() => undefined))
  const client = await db.pool.connect()
  onTestFinished(() => client.release(true))
  await client.query('BEGIN')
  await client.query('LOCK TABLE warning IN SHARE MODE')
  stays.process.kill('SIGSTOP')
  await db.prisma.timer.updateMany({ where: { kind: 'sweep' }, data: { dueAt: DUE } })
  const isInTheMiddle = () =>
    count(`FROM pg_locks WHERE relation = 'warning'::regclass AND NOT granted`)
  await expect.poll(isInTheMiddle, { timeout: 20_000 }).toBe(1)
  stays.process.kill('SIGCONT')
  await dies.kill()
  expect(await count(WARNED)).toBe(0)
  await client.query('ROLLBACK')

  await expect.poll(() => count(WARNED), { timeout: 30_000 }).toBeGreaterThan(0)
  expect(await stays.stop()).toBe(0)
  // 45 yellow, 135 red, of which 45 are seriously late besides.
  expect(await count(`FROM history WHERE act IN ('yellow', 'red', 'serious')`)).toBe(
    CROSSING * 1.25,
  )
  expect(
    await count(
      `FROM (SELECT outbox.chat ${WARNED} GROUP BY outbox.chat HAVING count(*) > 1) AS twice`,
    ),
  ).toBe(0)
  expect(await count(WARNED)).toBe(await count(`FROM (${EXPECTED}) AS people`))
  expect((await verify(db)).faults).toBe(0)
}, 60_000)

const WARNED = `FROM outbox JOIN card ON card.id = card_id WHERE card.subject = 'warnings'`

// Whose appeals they are: the handler of each, for what is serious the head and the leader in charge.
const EXPECTED = `
  SELECT handler_id FROM appeal WHERE id <= ${CROSSING}
  UNION SELECT person_id FROM staff JOIN appeal USING (unit) WHERE role = 'head' AND appeal.id <= ${CROSSING} AND appeal.id % 4 = 3
  UNION SELECT person_id FROM staff JOIN person ON person.id = person_id, appeal
    WHERE role = 'leader' AND appeal.id <= ${CROSSING} AND appeal.id % 4 = 3 AND telegram_id = 40000 + (appeal.id % 45) % 9`
