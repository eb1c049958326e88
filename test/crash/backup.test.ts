import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { orgFile } from './town.ts'
import { emptyDatabase, freshDatabase, type FreshDatabase } from '../support/database.ts'
import { phoneOf, wordsOf, type Phone } from '../support/phone.ts'
import { startDesk, startTelegram, TOKEN, type TestTelegram } from '../support/running-desk.ts'

const ROOT = resolve(import.meta.dirname, '../..')

let directory: string
let telegram: TestTelegram
let old: FreshDatabase
let fresh: FreshDatabase

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'operating-'))
  await writeFile(join(directory, 'town.yaml'), orgFile())
  telegram = await startTelegram()
  old = await freshDatabase()
  fresh = await emptyDatabase()
})
afterAll(async () => {
  await telegram.stop()
  await old.drop()
  await fresh.drop()
  await rm(directory, { recursive: true })
})

/** Settings of a desk on a database, and of the commands beside it. */
function settings({ url }: FreshDatabase, data: string): Record<string, string> {
  return {
    ...{
      BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: telegram.origin,
      DATABASE_URL: url,
      LOG_LEVEL: 'warn',
    },
    ...{
      ORG_FILE: join(directory, 'town.yaml'),
      DATA_DIR: join(directory, data),
      BACKUPS: directory,
    },
  }
}

/** Runs the commands of a block of docs/operating.md as they stand there. Throws when one of them fails. */
async function runPage(block: string, env: Record<string, string>): Promise<string> {
  const page = await readFile(join(ROOT, 'docs/operating.md'), 'utf8')
  const [, commands] = new RegExp(`^\`\`\`bash ${block}\\n([^]*?)^\`\`\``, 'm').exec(page) ?? []
  if (!commands) throw new Error(`docs/operating.md has no block ${block}`)
  const PATH = `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`
  const options = { cwd: ROOT, env: { ...env, PATH, HOME: directory } }
  return (await promisify(execFile)('bash', ['-ec', commands], options)).stdout
}

it('a desk is backed up while it works, and goes on from the backup as docs/operating.md says', async () => {
  const [resident, second] = [phone(9001), phone(9002)]
  const handler = phone(7011)
  const first = await startDesk(settings(old, 'first'))
  handler.says('/start')
  const number = await submit(resident, 'There is power trouble in the yard')
  await handler.seesButton(`task.accept:${number}`)
  await anchorNow()
  await runPage('backup', settings(old, 'first'))
  const lost = await submit(second, 'There is noise trouble at night')
  await first.kill()

  const said = await runPage('restore', settings(fresh, 'second'))
  expect(said).toMatch(/\nappeals {2}1\n/)
  expect(said).toMatch(/\nanchors {2}1\n/)
  expect(said).toMatch(/\nEverything holds\.\n$/)
  expect(await readdir(join(directory, 'second'))).toEqual(['anchors.jsonl'])

  const sentBefore = telegram.world.chat(9001).filter(({ by }) => by === 'bot').length
  const again = await startDesk(settings(fresh, 'second'))
  second.says(`/appeal ${lost}`)
  await second.sees(/I found no appeal/)
  // Nothing comes of having come back: what had been sent is not sent again.
  expect(resident.chat().filter(({ by }) => by === 'bot')).toHaveLength(sentBefore)
  await handler.presses(`task.accept:${number}`)
  await handler.presses(`task.resolve:${number}`)
  handler.says('The wire was repaired')
  await resident.sees(/The wire was repaired/)
  expect(await again.stop()).toBe(0)
})

function phone(id: number): Phone {
  telegram.world.addPerson({ id, firstName: `Goes by ${id}`, languageCode: 'en' })
  return phoneOf(telegram.world, id, 15_000)
}

/** Says it, chooses the place, submits. Gives the number. */
async function submit(person: Phone, words: string): Promise<string> {
  person.says(words)
  await person.presses('draft.place:east')
  await person.presses('draft.submit')
  const [number = ''] = /\d\d-\d{7}-\d/.exec(wordsOf(await person.sees(/\d\d-\d{7}-\d/))) ?? []
  return number
}

/** It is the time of the night at which the desk anchors. */
async function anchorNow(): Promise<void> {
  const client = new pg.Client({ connectionString: old.url })
  await client.connect()
  await client.query(`UPDATE timer SET due_at = now() WHERE kind = 'anchor'`)
  const anchors = async () => (await client.query('SELECT FROM anchor')).rowCount
  await expect.poll(anchors, { timeout: 15_000 }).toBe(1)
  await client.end()
}
