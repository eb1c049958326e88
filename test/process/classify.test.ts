import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { english } from '../classify/english.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { runScript } from './commands.ts'

let directory: string
let model: string
let fresh: FreshDatabase
const letters = english.map(([label, text]) => ({ label: `about ${label}`, text }))
const jsonLines = (rows: readonly unknown[]) =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('')

const GBK = Buffer.from([0xc4, 0xe3, 0xba, 0xc3])

interface Answer {
  id?: unknown
  label: string | null
  confidence: number
  ranked: [string, number][]
}
const answersIn = (out: string) =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer)

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'classify-'))
  model = join(directory, 'model')
  fresh = await freshDatabase()
})

afterAll(async () => {
  await fresh.drop()
  await rm(directory, { recursive: true })
})

describe('npm run train', () => {
  it('learns any labels into a file, from JSON Lines as from CSV, and tells how well', async () => {
    const json = await fileOf('letters.jsonl', jsonLines(letters))
    const trained = await runScript(['train', json, '--out', model])
    expect(trained).toMatchObject({ code: 0, err: '' })
    expect(trained.out).toMatch(/letters +60\nlabels +5\naccuracy +\d+\.\d %/)
    const quoted = letters.map(({ label, text }) => `${label},"${text}",\r\n`)
    const csv = await fileOf('letters.csv', `\ufefflabel,text,title\r\n${quoted.join('')}`)
    const fromCsv = await runScript(['train', csv, '--out', join(directory, 'csv')])
    expect(fromCsv).toEqual(trained)
  })

  it('names labels that are no categories, and stores nothing', async () => {
    const json = await fileOf('letters.jsonl', jsonLines(letters))
    const { code, out, err } = await runScript(['train', json], empty())
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err.match(/^label: given "about \w+" \(12 letters\), expected /gm)).toHaveLength(5)
    expect(existsSync(join(directory, 'data'))).toBe(false)
  })

  it('names every bad line by its number, and stores nothing', async () => {
    const file = await fileOf(
      'bad.jsonl',
      `${jsonLines(letters)}not json\n{"text":"no label"}\n\n{"label":"a","text":5}\n`,
    )
    const out = join(directory, 'bad')
    const ended = await runScript(['train', file, '--out', out])
    expect(ended.code).toBe(2)
    expect(ended.err.match(/^line \d+: /gm)).toEqual(['line 61: ', 'line 62: ', 'line 64: '])
    expect(ended.err).not.toContain('no label')
    expect(existsSync(out)).toBe(false)
  })

  it('takes a CSV file in no other encoding than UTF-8', async () => {
    const file = await fileOf('gbk.csv', Buffer.concat([Buffer.from('label,text\na,'), GBK]))
    const ended = await runScript(['train', file, '--out', join(directory, 'none')])
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err).toBe(
      `${file}: this is not UTF-8; save it as "CSV UTF-8", or as text in UTF-8\n`,
    )
  })

  it('has the org file alone in use on a new desk, which it does not make for it', async () => {
    const restored = await runScript(['train', '--restore', 'none'], empty())
    expect(restored).toEqual({ code: 0, out: 'in use: the org file alone\n', err: '' })
    expect(existsSync(join(directory, 'data'))).toBe(false)
  })

  it('names bad rows of CSV by their numbers', async () => {
    const rows = letters.map(({ label, text }) => `${label},"${text}"\n`).join('')
    const file = await fileOf('bad.csv', `label,text\n${rows}too,many,columns\n,no label\n`)
    const ended = await runScript(['train', file, '--out', join(directory, 'bad')])
    expect(ended.code).toBe(2)
    expect(ended.err.match(/^line \d+: /gm)?.sort()).toEqual(['line 62: ', 'line 63: '])
  })

  it.each([
    ['too few letters', () => jsonLines(letters.slice(0, 5)), /at least 20 letters/],
    ['text in GBK', () => GBK, /given\.jsonl: this is not UTF-8; save it as/],
    ['text in UTF-16', () => Buffer.from('\ufefftext', 'utf16le'), /not UTF-8/],
    ['text in UTF-16 without its mark', () => Buffer.from('text', 'utf16le'), /not UTF-8/],
  ])('says what is wrong in one line: %s', async (_what, content, said) => {
    const file = await fileOf('given.jsonl', content())
    const ended = await runScript(['train', file, '--out', join(directory, 'none')])
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err).toMatch(said)
    expect(ended.err.trimEnd()).not.toContain('\n')
  })
})

describe('npm run classify', () => {
  it('ends quietly when whoever reads it has read enough', async () => {
    const input = '{"text":"停电"}\n'.repeat(20_000)
    expect(await runScript(['classify'], { ...empty(), input, reads: 'a little' })).toMatchObject({
      code: 0,
      err: '',
    })
  })

  it('answers each letter in order, with all labels, by a model of a file', async () => {
    const asked = letters.map(({ text }, at) => ({ id: at % 2 === 0 ? at : `n${at}`, text }))
    const { code, out, err } = await runScript(['classify', '--model', model], {
      input: jsonLines(asked),
    })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const answers = answersIn(out)
    expect(answers.map(({ id }) => id)).toEqual(asked.map(({ id }) => id))
    for (const { label, confidence, ranked } of answers) {
      expect(ranked).toHaveLength(5)
      expect(ranked[0]).toEqual([label, confidence])
      expect(ranked.reduce((sum, [, share]) => sum + share, 0)).toBeCloseTo(1, 4)
    }
    const right = answers.filter(({ label }, at) => label === letters[at]?.label)
    expect(right.length).toBeGreaterThan(50)
  })

  it('reads by the org file alone on a new desk, which it does not start', async () => {
    const { code, out } = await runScript(['classify'], {
      ...empty(),
      input: jsonLines([
        { id: 7, title: '停电', text: '小区停电两天了' },
        { title: null, text: '…' },
      ]),
    })
    expect(code).toBe(0)
    const [power, nothing] = answersIn(out)
    expect(power).toMatchObject({ id: 7, label: 'power' })
    expect(nothing).toEqual({ label: null, confidence: 0, ranked: [] })
    expect(existsSync(join(directory, 'data'))).toBe(false)
  })

  it('answers the other lines when one is bad, and names it', async () => {
    const input = `{"id":1,"text":"停电"}\noops\n{"id":3,"text":"停水"}`
    const { code, out, err } = await runScript(['classify'], { ...empty(), input })
    expect(code).toBe(2)
    expect(answersIn(out).map(({ id }) => id)).toEqual([1, 3])
    expect(err).toBe('line 2: this is not JSON\n')
  })

  it.each([
    ['that is none', () => fileOf('nonsense', 'nonsense')],
    ['that is not there', () => Promise.resolve(join(directory, 'nowhere'))],
  ])('refuses a model %s in one line', async (_what, file) => {
    const { code, out, err } = await runScript(['classify', '--model', await file()])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('a model in the database', () => {
  it('is the one that classify reads by; earlier ones are listed and can be restored', async () => {
    const env = { DATABASE_URL: fresh.url }
    // Words that no org file knows.
    const about = (one: string, other: string) =>
      Array.from({ length: 24 }, (_, at) =>
        at % 2 === 0
          ? { text: `blorp flim ${at}`, label: one }
          : { text: `zint quaz ${at}`, label: other },
      )
    const [first, second] = [about('dogs', 'road'), about('road', 'dogs')]
    const input = jsonLines([{ text: 'Blorp, flim!' }])
    const answer = async () =>
      answersIn((await runScript(['classify'], { env, input })).out)[0]?.label
    const restored = (version: string) => runScript(['train', '--restore', version], { env })
    expect(await answer()).toBeNull()
    const file = await fileOf('codes.jsonl', jsonLines(first))
    const trained = await runScript(['train', file], { env })
    expect(trained).toMatchObject({ code: 0, err: '' })
    expect(trained.out).toMatch(/^version +1, in use\nletters +24\nlabels +\d+\n/)
    await runScript(['train', await fileOf('codes.jsonl', jsonLines(second))], { env })
    expect(await answer()).toBe('road')
    const { out } = await runScript(['train', '--list'], { env })
    expect(out).toMatch(/^\* 2 .+\n {2}1 .+24 letters, accuracy .+\n$/)
    expect(await restored('1')).toEqual({ code: 0, out: 'in use: 1\n', err: '' })
    expect(await answer()).toBe('dogs')
    expect((await restored('none')).out).toBe('in use: the org file alone\n')
    expect((await restored('7')).code).toBe(2)
    expect((await runScript(['train', '--list'], { env })).out).toContain('* the org file alone')
  }, 60_000)
})

it.each([['train'], ['classify']])('%s tells how it is used', async (script) => {
  const helped = await runScript([script, '--help'])
  expect(helped).toMatchObject({ code: 0, err: '' })
  expect(helped.out).toContain(`npm run ${script}`)
  const wrong = await runScript([script, '--nonsense'])
  expect(wrong).toEqual({
    ...{ code: 2, out: '' },
    err: "Unknown option '--nonsense'; --help says how it is used\n",
  })
})

/** A desk that has never been started. */
function empty(): { env: Record<string, string> } {
  return { env: { DATA_DIR: join(directory, 'data') } }
}

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(directory, name)
  await writeFile(file, content)
  return file
}
