import { execFile } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forget } from '../../src/actions/forget.ts'
import { verify, verifyIn, type Verified } from '../../src/queries/verify.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
let number = ''
let other = ''

beforeAll(async () => {
  desk = await openTestDesk()
  number = await desk.submit(901, 'power at my house')
  other = await desk.submit(902, 'noise, power')
  await desk.act(STAFF.handler, number, { act: 'accept' })
  await desk.act(STAFF.handler, number, { act: 'note' }, { words: 'on our way' })
  await desk.act(STAFF.handler, number, { act: 'ask' }, { words: 'which door?' })
  await desk.act(901, number, { act: 'answer' }, { words: 'the red one' })
})
afterAll(() => desk.close())

/** What verification finds after statements that only the owner of the tables can run; then all is as before. */
async function found(...statements: string[]): Promise<Verified> {
  let verified: Verified | undefined
  const undo = new Error('undo')
  const trying = desk.work(async ({ tx }) => {
    await tx.$executeRaw`ALTER TABLE history DISABLE TRIGGER USER`
    for (const statement of statements) await tx.$executeRawUnsafe(statement)
    verified = await verifyIn(tx)
    throw undo
  })
  await expect(trying).rejects.toBe(undo)
  return verified!
}

const first = `(SELECT min(id) FROM appeal)`

describe('an untouched desk', () => {
  it('holds, and is counted', async () => {
    expect(await verify(desk.desk.db)).toEqual({
      counts: { appeals: 2, entries: 8, words: 5, erased: 0, waiting: 0, notices: 0, anchors: 0 },
      ...{ faults: 0, first: null },
    })
  })

  it('never lets an entry be changed, removed or emptied, not even by the owner of the tables', async () => {
    const { pool } = desk.desk.db
    for (const statement of [
      `UPDATE history SET act = 'memo' WHERE seq = 1`,
      'DELETE FROM history',
      'TRUNCATE history CASCADE',
    ]) {
      await expect(pool.query(statement), statement).rejects.toThrow('history is append-only')
    }
    expect((await verify(desk.desk.db)).faults).toBe(0)
  })
})

describe('what somebody touched is named', () => {
  const entry = (seq: number) => `appeal_id = ${first} AND seq = ${seq}`
  const id = (seq: number) => `(SELECT id FROM history WHERE ${entry(seq)})`
  const rows: [remark: string, kind: string, seq: number | null, statements: string[]][] = [
    [
      'an entry with another actor',
      'entry_edited',
      3,
      [`UPDATE history SET actor_id = NULL WHERE ${entry(3)}`],
    ],
    [
      'an entry moved in time',
      'entry_edited',
      2,
      [`UPDATE history SET at = at + interval '1 ms' WHERE ${entry(2)}`],
    ],
    [
      'an entry with other data',
      'entry_edited',
      2,
      [`UPDATE history SET data = '{"unit": "anshun"}' WHERE ${entry(2)}`],
    ],
    [
      'an entry removed from the middle',
      'entry_missing',
      4,
      [`DELETE FROM words WHERE history_id = ${id(4)}`, `DELETE FROM history WHERE ${entry(4)}`],
    ],
    [
      'an entry removed from the middle, and the rest moved up',
      'entry_edited',
      3,
      [
        `DELETE FROM history WHERE ${entry(3)}`,
        `UPDATE history SET seq = seq - 1 WHERE ${entry(4)}`,
        `UPDATE history SET seq = seq - 1 WHERE ${entry(5)}`,
        `UPDATE history SET seq = seq - 1 WHERE ${entry(6)}`,
      ],
    ],
    [
      'the last entry removed',
      'entry_missing',
      6,
      [`DELETE FROM words WHERE history_id = ${id(6)}`, `DELETE FROM history WHERE ${entry(6)}`],
    ],
    [
      'a whole history removed',
      'entry_missing',
      1,
      ['DELETE FROM words', `DELETE FROM history WHERE appeal_id = ${first}`],
    ],
    [
      'words that were changed',
      'words_edited',
      4,
      [`UPDATE words SET text = 'we never came' WHERE history_id = ${id(4)}`],
    ],
    [
      'words put where nobody spoke',
      'words_edited',
      3,
      [`INSERT INTO words (history_id, text, salt) VALUES (${id(3)}, 'yes', '')`],
    ],
    [
      'another status',
      'status_edited',
      6,
      [`UPDATE appeal SET status = 'closed', outcome = 'solved_confirmed' WHERE id = ${first}`],
    ],
    ['another unit', 'unit_edited', 6, [`UPDATE appeal SET unit = 'anshun' WHERE id = ${first}`]],
    [
      'an open appeal without a due date',
      'no_deadline',
      null,
      [`UPDATE appeal SET due = NULL WHERE id = ${first}`],
    ],
    [
      'a household more than anybody joined',
      'households_wrong',
      null,
      [`UPDATE appeal SET households = 2 WHERE id = ${first}`],
    ],
    [
      'two requests that wait',
      'requests_wait',
      null,
      [
        'DROP INDEX request_waits_once',
        `INSERT INTO request (appeal_id, kind, unit, by_id, reason, asked_at)
         SELECT ${first}, 'return', 'housing', 1, '', now() FROM generate_series(1, 2)`,
      ],
    ],
  ]
  for (const [remark, kind, seq, statements] of rows) {
    it(remark, async () => {
      const fault = { number, seq, kind }
      expect(await found(...statements)).toMatchObject({ faults: 1, first: fault })
    })
  }

  it('a number with a wrong check digit', async () => {
    const wrong = number.replace(/.$/, (digit) => String((Number(digit) + 1) % 10))
    const verified = await found(`UPDATE appeal SET number = '${wrong}' WHERE id = ${first}`)
    expect(verified.first).toEqual({
      ...{ number: wrong, seq: null, kind: 'number_wrong' },
    })
  })

  it('a serial that is behind the highest number', async () => {
    const verified = await found(`UPDATE setting SET value = '1' WHERE name LIKE 'serial.%'`)
    expect(verified.first).toEqual({
      ...{ number: other, seq: null, kind: 'serial_behind' },
    })
  })

  it('an appeal removed with everything that belongs to it', async () => {
    const verified = await found(
      'DELETE FROM words',
      `DELETE FROM history WHERE appeal_id = ${first}`,
      `DELETE FROM appeal WHERE id = ${first}`,
    )
    expect(verified.first).toEqual({
      ...{ number, seq: null, kind: 'appeal_missing' },
    })
  })
})

describe('a desk after everything that a life brings', () => {
  it('holds, a forgotten resident and erased words included', async () => {
    await desk.act(STAFF.handler, number, { act: 'ask_extension' }, { words: 'parts' })
    const request = await desk.request(number)
    await desk.act(STAFF.head, number, { act: 'approve_extension', request })
    await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'repaired' })
    await desk.act(STAFF.handler, other, { act: 'ask_return', unit: 'anshun' }, { words: 'noise' })
    expect((await verify(desk.desk.db)).counts.waiting).toBe(1)
    const back = await desk.request(other)
    await desk.act(STAFF.dispatcher, other, { act: 'approve_return', request: back })
    desk.later(1)
    await desk.due()
    const person = await desk.person(901)
    await desk.work((work) => forget(work, person))
    desk.later(800 * 24)
    await desk.due()
    const verified = await verify(desk.desk.db)
    expect(verified.first).toBeNull()
    expect(verified.counts.erased).toBeGreaterThan(0)
  })
})

describe('npm run verify', () => {
  const run = (url: string, ...words: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const env = { PATH: process.env['PATH'], DATABASE_URL: url, DATA_DIR: 'no/directory' }
      execFile(process.execPath, ['scripts/verify.ts', ...words], { env }, (error, out, err) =>
        resolve({ code: Number(error?.code ?? 0), out, err }),
      )
    })

  it('prints the counts and ends well, or names the first bad entry in one line', async () => {
    const well = await run(desk.url)
    expect(well).toMatchObject({ code: 0, err: '' })
    expect(well.out).toMatch(/^appeals {2}2\nentries {2}\d+\nwords {4}\d+, erased \d+\n/)
    expect(well.out).toMatch(/\nEverything holds\.\n$/)
    await desk.desk.db.pool.query(`
      ALTER TABLE history DISABLE TRIGGER USER;
      UPDATE history SET role = 'desk' WHERE seq = 3 AND appeal_id = ${first};
      ALTER TABLE history ENABLE TRIGGER USER`)
    const badly = await run(desk.url)
    expect(await run(desk.url, '--anchors', 'nowhere.jsonl')).toMatchObject({ code: 2, out: '' })
    expect(badly).toMatchObject({ code: 1, err: '' })
    expect(badly.out.split('\n').at(-2)).toBe(
      `${number}, entry 3: the entry is not what was written.`,
    )
  })

  it('explains itself, and refuses what it does not know and what it cannot reach', async () => {
    const unreachable = 'postgresql://somebody:secret@127.0.0.1:1/nothing'
    const [help, unknown, unset] = await Promise.all([
      run(unreachable, '--help'),
      run(unreachable, 'everything'),
      run(unreachable),
    ])
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toMatch(/^npm run verify/)
    expect(unknown).toMatchObject({ code: 2, out: '' })
    expect(unset).toMatchObject({ code: 2, out: '' })
    expect(unset.err).not.toContain('secret')
  })
})
