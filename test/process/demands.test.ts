import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ALONE, BUS, PLANT } from '../demands/letters.ts'
import { runScript, type Ended } from './commands.ts'

let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'demands-'))
})
afterAll(() => rm(directory, { recursive: true }))

function demands(...args: string[]): Promise<Ended> {
  return runScript(['demands', ...args])
}

async function fileOf(rows: readonly (object | string)[]): Promise<string> {
  const file = join(directory, `${crypto.randomUUID()}.jsonl`)
  const lines = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)))
  await writeFile(file, lines.map((line) => `${line}\n`).join(''))
  return file
}

/** As the letters come from outside, the times written in both ways. */
const ROWS = [...ALONE, ...PLANT, ...BUS].map(({ id, text, at }, index) => {
  const [day = '', clock = ''] = new Date(at).toISOString().split(/[T.]/)
  const time = index % 2 === 0 ? `${day.replace(/-0?/g, '/')} ${clock}` : `${day}T${clock}Z`
  return { id, title: null, text, time }
})

it('letters come in as JSON lines and demands go out as JSON lines, the strongest first', async () => {
  const { code, out, err } = await demands(await fileOf(ROWS))
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const found = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object)
  expect(found).toEqual([
    { label: '柳泉花园 · 石料场', strength: 6, members: PLANT.map(({ id }) => id) },
    {
      label: expect.stringContaining('Weaver Lane') as string,
      strength: 4,
      members: BUS.map(({ id }) => id),
    },
  ])
})

it('one who is named as the writer of several letters is one household', async () => {
  const signed = ROWS.map((row, index) => ({ ...row, user: index % 2 }))
  const { out } = await demands(await fileOf(signed))
  expect(out.match(/"strength":\d+/g)).toEqual(['"strength":2', '"strength":2'])
})

it('the report names households, letters, days and growth', async () => {
  const { code, out } = await demands('--report', await fileOf(ROWS))
  expect(code).toBe(0)
  expect(out).toContain(
    '1. **柳泉花园 · 石料场**\n   6 households, 6 letters, 2025-03-01 to 2025-03-06\n   last month 6, month before 0 (new)',
  )
})

it('every bad line is named, and nothing is grouped', async () => {
  const good = { id: 'a', title: 't', text: 'x', time: '2019/2/28 11:25:05' }
  const file = await fileOf([
    good,
    '{"id": "b"',
    { ...good, id: 'c', text: 7 },
    '',
    { ...good, id: 'd', time: '2019/2/30 11:25:05' },
    { ...good, id: 'e', time: 'yesterday' },
    good,
  ])
  const { code, out, err } = await demands(file)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  const named = err
    .trim()
    .split('\n')
    .map((line) => line.slice(file.length + 1))
  expect(named.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    '2: not', // JSON
    '3: text:',
    '5: time:',
    '6: time:',
    '7: id', // twice
  ])
})

it.each([
  ['no file', []],
  ['two files', ['one.jsonl', 'two.jsonl']],
  ['an unknown option', ['--fast', 'one.jsonl']],
  ['a file that is not there', ['nowhere.jsonl']],
])('%s is a bad argument', async (_what, args) => {
  const { code, out, err } = await demands(...args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).not.toBe('')
})

it('a file that is not UTF-8 is refused in one line', async () => {
  const file = join(directory, 'gbk.jsonl')
  await writeFile(file, Buffer.from([0xc4, 0xe3, 0xba, 0xc3]))
  const { code, err } = await demands(file)
  expect(code).toBe(2)
  expect(err).toMatch(/^.+gbk\.jsonl: this is not UTF-8; .+\n$/)
})

it('--help says how it is used', async () => {
  const { code, out } = await demands('--help')
  expect(code).toBe(0)
  expect(out).toContain('npm run demands -- FILE')
})

it('an empty file has no demands', async () => {
  expect(await demands(await fileOf([]))).toEqual({ code: 0, out: '', err: '' })
})
