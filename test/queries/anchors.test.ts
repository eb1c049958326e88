import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forget } from '../../src/actions/forget.ts'
import type { NoticeContent } from '../../src/figures/notice.ts'
import { verify, verifyIn } from '../../src/queries/verify.ts'
import type { Fault } from '../../src/queries/verify-appeal.ts'
import { keepAnchors, readAnchors } from '../../src/store/anchor-file.ts'
import { ANCHORED_TABLES } from '../../src/store/anchored-rows.ts'
import { addAnchor, sealed, type Anchor } from '../../src/store/anchors.ts'
import type { Transaction } from '../../src/store/database.ts'
import { appendDemandEntry } from '../../src/store/demands.ts'
import { hashOf } from '../../src/store/history.ts'
import { addNoticeVersion } from '../../src/store/notice-versions.ts'
import { appendPaperEntry } from '../../src/store/papers.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
let directory: string
let kept: Anchor[]
const file = () => join(directory, 'anchors.jsonl')

beforeAll(async () => {
  desk = await openTestDesk()
  directory = await mkdtemp(join(tmpdir(), 'anchors-'))
  await live(901, 902)
  await anchor()
  desk.later(24)
  await live(903, 904)
  await anchor()
  kept = await readAnchors(file())
})
afterAll(async () => {
  await desk.close()
  await rm(directory, { recursive: true })
})

/** Something of everything that is append-only: appeals that go from unit to unit, papers, a notice, a demand. */
async function live(...residents: number[]): Promise<void> {
  for (const resident of residents) {
    const number = await desk.submit(resident, 'power at my house')
    await desk.act(STAFF.handler, number, { act: 'accept' })
    await desk.act(STAFF.handler, number, { act: 'note' }, { words: 'on our way' })
    desk.later(2)
    await desk.act(STAFF.handler, number, { act: 'ask_return', unit: 'anshun' }, { words: 'no' })
    await desk.act(STAFF.dispatcher, number, { act: 'reassign', unit: 'anshun' })
  }
  const { id: actor } = await desk.person(STAFF.leader)
  await desk.work(async ({ tx, now }) => {
    const at = new Date(now.epochMilliseconds)
    const paper = await tx.paper.create({
      data: { kind: 'notice', state: 'draft', openedAt: at, data: { month: '2026-10' } },
    })
    for (const act of ['open', 'introduce'])
      await appendPaperEntry(tx, paper.id, { at: now, act, actor, data: {}, words: 'so it is' })
    for (const remark of ['first', 'second']) {
      const content = { month: '2026-10', remark } as NoticeContent
      await addNoticeVersion(tx, paper.id, { at: now, published: false, content, signs: [] })
    }
    const counts = { letters: 2, households: 2, monthLetters: 2, monthHouseholds: 2 }
    const seen = { firstSeen: at, lastSeen: at, countedAt: at }
    const demand = await tx.demand.create({ data: { label: 'power', ...counts, ...seen } })
    for (const words of ['lamps', 'wires'])
      await appendDemandEntry(tx, demand.id, { at: now, act: 'rename', actor, data: {} }, words)
  })
}

/** A night: an anchor, and the file. */
async function anchor(): Promise<void> {
  await desk.work(({ tx, now }) => addAnchor(tx, now))
  await keepAnchors(desk.desk.db.pool, file())
}

/** What verification finds first after somebody with all rights did this, as all is undone again. */
async function found(
  does: (tx: Transaction) => Promise<unknown>,
  outside: readonly Anchor[] = kept,
): Promise<Fault | null> {
  let first: Fault | null = null
  const undo = new Error('undo')
  const trying = desk.work(async ({ tx }) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`
    await does(tx)
    first = (await verifyIn(tx, outside)).first
    throw undo
  })
  await expect(trying).rejects.toBe(undo)
  return first
}

const sql = (statement: string) => (tx: Transaction) => tx.$executeRawUnsafe(statement)

/** Whether a fault speaks of this row: by its table and id, a few ids around it, or its appeal. */
async function names(fault: Fault | null, table: string, id: number): Promise<boolean> {
  const [, of, first, last] = /^(\w+) (\d+)(?: to (\d+))?$/.exec(fault?.number ?? '') ?? []
  if (of === table && Number(first) <= id && id <= Number(last ?? first)) return true
  if (table !== 'history') return false
  const where = { history: { some: { id } }, number: fault?.number ?? '' }
  return (await desk.desk.db.prisma.appeal.count({ where })) === 1
}

async function rows<Row>(statement: string): Promise<Row[]> {
  return (await desk.desk.db.pool.query(statement)).rows as Row[]
}

async function idsOf(table: string): Promise<number[]> {
  return (await rows<{ id: number }>(`SELECT id FROM ${table} ORDER BY id`)).map(({ id }) => id)
}

/** Another value of the same kind. */
const OTHER: Record<string, (column: string) => string> = {
  int4: (column) => `coalesce(${column}, 0) + 1000`,
  text: (column) => `coalesce(${column}, '') || 'x'`,
  bool: (column) => `NOT ${column}`,
  timestamptz: (column) => `${column} + interval '1 ms'`,
  jsonb: () => `'{"and": 1}'`,
  Status: (column) => `CASE ${column} WHEN 'merged' THEN 'shelved'::"Status" ELSE 'merged' END`,
}

describe('a desk at work', () => {
  it('holds against its own anchors and those outside', async () => {
    expect(await found(sql('SELECT'))).toBeNull()
    expect(kept).toHaveLength(2)
    const tables = Object.entries(kept[1]!.tables)
    for (const [table, { count }] of tables) expect([table, count > 1]).toEqual([table, true])
  })

  it('anchors an entry that was committed after one with a higher id, and only once', async () => {
    const { pool } = desk.desk.db
    const slow = await pool.connect()
    await slow.query('BEGIN')
    const insert = `INSERT INTO charge (appeal_id, unit, round, "from", "to", minutes)
      SELECT max(id), 'anshun', 0, now(), now(), 1 FROM appeal RETURNING id`
    const late = (await slow.query<{ id: number }>(insert)).rows[0]!.id
    await pool.query(insert)
    await anchor()
    await slow.query('COMMIT')
    slow.release()
    await anchor()
    await anchor()
    kept = await readAnchors(file())
    expect(kept.map(({ tables }) => tables.charge.runs.map(([first]) => first)).slice(2)).toEqual([
      [late + 1],
      [late],
    ])
    expect(await found(sql('SELECT'))).toBeNull()
    expect(await found(sql(`DELETE FROM charge WHERE id = ${late}`))).toMatchObject({
      ...{ number: `charge ${late}`, kind: 'row_missing' },
    })
  })
})

describe('npm run verify finds and names', () => {
  it('an edit of any column of any row of what is append-only', async () => {
    const missed: string[] = []
    let edits = 0
    for (const table of ANCHORED_TABLES) {
      const columns = await rows<{ name: string; type: string }>(`
        SELECT column_name AS name, udt_name AS type FROM information_schema.columns
        WHERE table_name = '${table}'`)
      const ids = await idsOf(table)
      for (const { name, type } of columns)
        for (const id of new Set([ids[0], ids.at(-1)] as number[])) {
          const other = OTHER[type]!(`"${name}"`)
          const fault = await found(async (tx) => {
            await withoutChecks(tx, table)
            await tx.$executeRawUnsafe(`UPDATE ${table} SET "${name}" = ${other} WHERE id = ${id}`)
          })
          edits += 1
          if (!(await names(fault, table, id))) missed.push(`${table}.${name} ${id}`)
        }
    }
    expect(missed).toEqual([])
    expect(edits).toBeGreaterThan(70)
  })

  it('any row that was removed', async () => {
    const missed: string[] = []
    for (const table of ANCHORED_TABLES)
      for (const id of await idsOf(table)) {
        const fault = await found(sql(`DELETE FROM ${table} WHERE id = ${id}`))
        if (!(await names(fault, table, id))) missed.push(`${table} ${id}`)
      }
    expect(missed).toEqual([])
  })

  it('any two neighbours that were swapped, and any two far apart', async () => {
    const missed: string[] = []
    for (const table of ANCHORED_TABLES) {
      const ids = await idsOf(table)
      const pairs = ids.slice(1).map((id, place) => [ids[place]!, id] as const)
      for (const [one, other] of [...pairs, [ids[0]!, ids.at(-1)!] as const]) {
        const fault = await found(async (tx) => {
          for (const [from, to] of [
            [one, 0],
            [other, one],
            [0, other],
          ])
            await tx.$executeRawUnsafe(`UPDATE ${table} SET id = ${to} WHERE id = ${from}`)
        })
        const isNamed = (await names(fault, table, one)) || (await names(fault, table, other))
        if (!isNamed) missed.push(`${table} ${one} ${other}`)
      }
    }
    expect(missed).toEqual([])
  })

  it.each(['words', 'paper_words', 'demand_words'])('any change of %s', async (table) => {
    for (const change of ["text = text || '!'", "salt = salt || '0'"]) {
      const fault = await found(sql(`UPDATE ${table} SET ${change}`))
      expect(fault, change).toMatchObject({ kind: 'words_edited' })
    }
  })

  it('the tail of a history, however much of it was cut off, when its appeal says the same', async () => {
    const { id, entries } = await desk.desk.db.prisma.appeal.findFirstOrThrow()
    for (let left = entries - 1; left > 0; left--) {
      const next = `(SELECT id FROM history WHERE appeal_id = ${id} AND seq = ${left + 1})`
      const [missing] = await rows<{ id: number }>(`SELECT id FROM history WHERE id = ${next}`)
      const fault = await found(async (tx) => {
        await tx.$executeRawUnsafe(`DELETE FROM history WHERE appeal_id = ${id} AND seq > ${left}`)
        await tx.$executeRawUnsafe(
          'DELETE FROM words WHERE history_id NOT IN (SELECT id FROM history)',
        )
        await tx.$executeRawUnsafe('DELETE FROM request')
        await tx.$executeRawUnsafe(`UPDATE appeal SET entries = ${left}, head_hash = h.hash, status = h."to",
          unit = h.unit, due = coalesce(due, now()), accept_due = coalesce(accept_due, now())
          FROM history AS h WHERE appeal.id = ${id} AND h.appeal_id = ${id} AND h.seq = ${left}`)
      })
      expect(fault, String(left)).toEqual({
        ...{ number: `history ${missing!.id}`, seq: null, kind: 'row_missing' },
      })
    }
  })

  it('an appeal that was removed with everything, and its number taken back', async () => {
    const last = '(SELECT max(id) FROM appeal)'
    const fault = await found(async (tx) => {
      for (const table of ['history', 'request', 'charge', 'joiner'])
        await tx.$executeRawUnsafe(`DELETE FROM ${table} WHERE appeal_id = ${last}`)
      await tx.$executeRawUnsafe(`DELETE FROM appeal WHERE id = ${last}`)
      await tx.$executeRaw`UPDATE setting SET value = to_jsonb((value #>> '{}')::int - 1) WHERE name LIKE 'serial.%'`
    })
    expect(fault).toMatchObject({
      number: expect.stringMatching(/^history \d+$/) as string,
      kind: 'row_missing',
    })
  })

  it('an entry that was rewritten together with all hashes that follow', async () => {
    const fault = await found(rewriteHistory)
    expect(fault).toMatchObject({ kind: 'row_edited' })
    expect(fault?.number).toMatch(/^history 1 to \d+$/)
  })

  it('anchors that were made anew over what was rewritten, by those outside alone', async () => {
    const forge = async (tx: Transaction) => {
      await rewriteHistory(tx)
      await tx.$executeRaw`DELETE FROM anchor`
      await addAnchor(tx, desk.desk.now())
    }
    expect(await found(forge, [])).toBeNull()
    expect(await found(forge)).toEqual({ number: 'anchor 1', seq: null, kind: 'anchor_edited' })
  })

  it('a database that was put back to an older state, by the anchors outside', async () => {
    const goBack = async (tx: Transaction) => {
      await tx.$executeRaw`DELETE FROM anchor WHERE number > 3`
      await tx.$executeRaw`DELETE FROM charge WHERE id NOT IN (
        SELECT one FROM anchor, jsonb_array_elements(body::jsonb->'tables'->'charge'->'runs') AS run,
          generate_series((run->>0)::int, (run->>1)::int) AS one)`
    }
    expect(await found(goBack, [])).toBeNull()
    expect(await found(goBack)).toEqual({ number: 'anchor 4', seq: null, kind: 'anchor_missing' })
  })

  it.each(['number = number + 1000', "body = replace(body, '2026', '2025')", "hash = hash || '0'"])(
    'an anchor with another %s',
    async (change) => {
      for (const number of [1, 3, 4]) {
        const fault = await found(sql(`UPDATE anchor SET ${change} WHERE number = ${number}`), [])
        const kind = change.startsWith('number') ? 'anchor_missing' : 'anchor_edited'
        expect(fault, String(number)).toMatchObject({ kind })
      }
    },
  )
})

/** One entry says something else, and the chain of its appeal is made to fit, as somebody would who knows it. */
async function rewriteHistory(tx: Transaction): Promise<void> {
  const { id, number } = await tx.appeal.findFirstOrThrow({ orderBy: { id: 'asc' } })
  let previous = ''
  for (const entry of await tx.history.findMany({
    where: { appealId: id },
    orderBy: { seq: 'asc' },
  })) {
    const at = entry.seq === 2 ? new Date(entry.at.getTime() - 3_600_000) : entry.at
    const hash = hashOf({ ...entry, at, previous, number })
    await tx.history.update({ where: { id: entry.id }, data: { at, hash } })
    previous = hash
  }
  await tx.appeal.update({ where: { id }, data: { headHash: previous } })
}

async function withoutChecks(tx: Transaction, table: string): Promise<void> {
  const checks = await tx.$queryRawUnsafe<{ name: string }[]>(
    `SELECT conname AS name FROM pg_constraint WHERE conrelid = '${table}'::regclass AND contype = 'c'`,
  )
  for (const { name } of checks)
    await tx.$executeRawUnsafe(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`)
}

describe('what a desk does honestly', () => {
  it('leaves everything as it was anchored: forgetting, retention, further work', async () => {
    const person = await desk.person(901)
    await desk.work((work) => forget(work, person))
    desk.later(800 * 24)
    await desk.due()
    await anchor()
    const verified = await verify(desk.desk.db, await readAnchors(file()))
    expect(verified.first).toBeNull()
    expect(verified.counts.erased).toBeGreaterThan(2)
    expect(verified.counts.anchors).toBeGreaterThan(4)
  })
})

describe('the file of anchors', () => {
  it('goes on where it ended, also when a line was cut off while it was written', async () => {
    const whole = await readFile(file(), 'utf8')
    const lines = whole.split('\n')
    await writeFile(file(), `${lines.slice(0, 2).join('\n')}\n${lines[2]!.slice(0, 50)}`)
    await keepAnchors(desk.desk.db.pool, file())
    expect(await readFile(file(), 'utf8')).toBe(whole)
  })

  it('takes nothing from a database that says something else, or that is older', async () => {
    const anchors = await readAnchors(file())
    const { hash, ...last } = anchors.at(-1)!
    expect(sealed(last).hash).toBe(hash)
    for (const other of [sealed({ ...last, at: '' }), sealed({ ...last, number: 99 })]) {
      const apart = join(directory, `apart-${other.number}.jsonl`)
      await writeFile(apart, `${JSON.stringify(other)}\n`)
      await expect(keepAnchors(desk.desk.db.pool, apart)).rejects.toThrow(
        'not that of the database',
      )
    }
  })

  it('takes in more than one anchor holds, one after another', async () => {
    await live(911)
    const parts: boolean[] = []
    for (;;) {
      const added = await desk.work(({ tx, now }) => addAnchor(tx, now, 2))
      if (!added) break
      parts.push(added.isWhole)
    }
    expect(parts.length).toBeGreaterThan(2)
    expect(parts.slice(0, -1)).not.toContain(true)
    expect((await verify(desk.desk.db)).first).toBeNull()
  })
})
