import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../../src/queries/verify.ts'
import { addAnchor } from '../../src/store/anchors.ts'
import { backUp } from '../../src/store/backup/back-up.ts'
import { restore } from '../../src/store/backup/restore.ts'
import { keepMadeFile } from '../../src/store/made-files.ts'
import { emptyDatabase, type FreshDatabase } from '../support/database.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
let directory: string
let file: string
const opened: FreshDatabase[] = []

async function empty(): Promise<FreshDatabase> {
  const database = await emptyDatabase()
  opened.push(database)
  return database
}

beforeAll(async () => {
  desk = await openTestDesk()
  directory = await mkdtemp(join(tmpdir(), 'backup-'))
  file = join(directory, 'huiying.gz')
  await work(desk, 0)
  await desk.work(async (work) => {
    await addAnchor(work.tx, work.now)
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
    await keepMadeFile(work.tx, { kind: 'document', name: 'all bytes', bytes })
  })
})
afterAll(async () => {
  await desk.close()
  for (const { drop } of opened) await drop()
  await rm(directory, { recursive: true })
})

/** Appeals in many states, with words that are hard to write down, an open draft and timers. */
async function work(on: TestDesk, first: number): Promise<void> {
  const hard = 'power \\ "quoted" \t\n {a,b} NULL \u2028 变压器 😀'
  const photo = { kind: 'photo', fileId: 'f\\1', size: null } as const
  const number = await on.submit(1000 + first, hard, { files: [photo] })
  await on.act(STAFF.handler, number, { act: 'accept' })
  await on.act(STAFF.handler, number, { act: 'resolve' }, { words: 'repaired' })
  on.later(1)
  await on.due()
  await on.act(1000 + first, number, { act: 'contacted', answer: 'yes' })
  const open = await on.submit(1001 + first, 'power again')
  await on.act(STAFF.handler, open, { act: 'ask_return', unit: 'anshun' }, { words: 'not ours' })
  await on.submit(1002 + first, 'something odd', { anonymous: true })
  await on.write(1003 + first, 'half a sentence')
}

/** All rows of all tables, as text. */
async function contents(url: string): Promise<Map<string, string[]>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const tables = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
  )
  const all = new Map<string, string[]>()
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ row: string }>(
      `SELECT t::text AS row FROM "${name}" AS t ORDER BY 1`,
    )
    all.set(
      name,
      rows.map(({ row }) => row),
    )
  }
  await client.end()
  return all
}

describe('a backup that was restored', () => {
  it('is the database that it was made of, row by row, and the desk goes on with it', async () => {
    const written = await backUp(desk.url, file)
    const other = await empty()
    expect(await restore(other.url, file)).toBe(written)
    const [before, after] = [await contents(desk.url), await contents(other.url)]
    const filled = [...before.values()].filter((rows) => rows.length > 0).length
    expect(filled).toBeGreaterThan(15)
    for (const [table, rows] of before)
      if (table !== 'outbox') expect(after.get(table), table).toEqual(rows)

    const second = await openTestDesk({ ...other, drop: () => Promise.resolve() })
    second.later(2)
    expect((await verify(second.desk.db)).first).toBeNull()
    await work(second, 10)
    expect((await verify(second.desk.db)).first).toBeNull()
    await second.close()
  })

  it('sends again what must arrive, and never what may be said only once', async () => {
    await desk.clearOutbox()
    const { prisma } = desk.desk.db
    for (const delivery of ['must', 'once', 'edit'] as const)
      for (const state of ['waiting', 'sending', 'sent'] as const)
        await prisma.outbox.create({
          data: { chat: 5, delivery, state, method: 'sendMessage', body: { text: 'hello' } },
        })
    await backUp(desk.url, file)
    const other = await empty()
    await restore(other.url, file)
    const rows = (await contents(other.url)).get('outbox') ?? []
    const states = ['must', 'once', 'edit'].map((delivery) =>
      rows
        .filter((row) => row.includes(`,${delivery},`))
        .map((row) => /,(waiting|sending|sent|failed),/.exec(row)?.[1])
        .sort(),
    )
    expect(states).toEqual([
      ['sending', 'sent', 'waiting'],
      ['failed', 'failed', 'sent'],
      ['sending', 'sent', 'waiting'],
    ])
  })

  it('is one moment, while the desk goes on working', async () => {
    const working = (async () => {
      for (let count = 0; count < 4; count++) await work(desk, 20 + 10 * count)
    })()
    await backUp(desk.url, file)
    await working
    const other = await empty()
    await restore(other.url, file)
    const second = await openTestDesk({ ...other, drop: () => Promise.resolve() })
    const [now, then] = [await verify(desk.desk.db), await verify(second.desk.db)]
    await second.close()
    expect([now.first, then.first]).toEqual([null, null])
    expect(now.counts.appeals).toBeGreaterThan(then.counts.appeals)
  })
})

describe('a restore is refused, and changes nothing,', () => {
  it('where anything stands already', async () => {
    const before = await contents(desk.url)
    await expect(restore(desk.url, file)).rejects.toThrow('is not empty')
    expect(await contents(desk.url)).toEqual(before)
  })

  /** Of the lines of a whole backup. */
  const damages: [remark: string, reason: RegExp, damage: (lines: string[]) => string[]][] = [
    ['its end is missing', /its end is missing/, (lines) => lines.slice(0, -1)],
    ['a row is missing', /checksum/, (lines) => lines.toSpliced(-3, 1)],
    [
      'a row was changed',
      /checksum/,
      (lines) => lines.with(-3, (lines.at(-3) ?? '').replace('"', '"1')),
    ],
    [
      'it is of a newer version',
      /does not know/,
      (lines) => resealed(lines, '"checksum":"', '"checksum":"0'),
    ],
    ['it is something else', /does not begin as one/, () => ['{"hello":1}']],
  ]
  it.each(damages)('when %s', async (_, reason, damage) => {
    const lines = gunzipSync(await readFile(file))
      .toString()
      .trimEnd()
      .split('\n')
    const bad = join(directory, 'bad.gz')
    await writeFile(
      bad,
      gzipSync(
        damage(lines)
          .map((line) => `${line}\n`)
          .join(''),
      ),
    )
    const other = await empty()
    await expect(restore(other.url, bad)).rejects.toThrow(reason)
    expect((await contents(other.url)).size).toBe(0)
  })

  it('when the file was cut off', async () => {
    const bad = join(directory, 'bad.gz')
    const whole = await readFile(file)
    await writeFile(bad, whole.subarray(0, whole.length - 100))
    await expect(restore((await empty()).url, bad)).rejects.toThrow('is no whole backup')
  })
})

it('a backup that cannot be made leaves no file', async () => {
  const nothing = await empty()
  const aim = join(directory, 'nothing.gz')
  await expect(backUp(nothing.url, aim)).rejects.toThrow('No desk has ever been started')
  expect((await readdir(directory)).filter((name) => name.startsWith('nothing'))).toEqual([])
})

/** Changed, with a checksum that holds. */
function resealed(lines: readonly string[], from: string, to: string): string[] {
  const changed = lines.slice(0, -1)
  changed[0] = (changed[0] ?? '').replace(from, to)
  const end = JSON.parse(lines.at(-1) ?? '') as { rows: number; sha256: string }
  const sha256 = createHash('sha256')
    .update(changed.map((line) => `${line}\n`).join(''))
    .digest('hex')
  return [...changed, JSON.stringify({ ...end, sha256 })]
}
