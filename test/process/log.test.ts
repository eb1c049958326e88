import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { orgFile, peopleOf } from '../crash/town.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { phoneOf, type Phone } from '../support/phone.ts'
import { startDesk, startTelegram, TOKEN, type TestTelegram } from '../support/running-desk.ts'

/** What no line of the log may hold. */
const PERSONAL = {
  token: TOKEN.split(':')[1] ?? '',
  name: 'Wilhelmina',
  account: 'wilhelmina_w',
  words: 'xylophone',
  addition: 'zeppelin',
  reply: 'quinquereme',
  phone: '13800138000',
}
const NUMBER = /\d\d-\d{7}-\d/

let directory: string
let fresh: FreshDatabase
let telegram: TestTelegram

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'log-'))
  await writeFile(join(directory, 'town.yaml'), orgFile())
  fresh = await freshDatabase()
  telegram = await startTelegram()
})

afterAll(async () => {
  await telegram.stop()
  await fresh.drop()
  await rm(directory, { recursive: true })
})

function phone(id: number): Phone {
  const { name, account } = PERSONAL
  telegram.world.addPerson({ id, firstName: name, username: account, languageCode: 'en' })
  return phoneOf(telegram.world, id, 20_000)
}

it('no line of the log holds the token, a name or what somebody said, whatever goes wrong', async () => {
  const desk = await startDesk({
    ...{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.origin, DATABASE_URL: fresh.url },
    ...{ ORG_FILE: join(directory, 'town.yaml'), LOG_LEVEL: 'trace', SEND_RATE: '1000' },
  })
  const resident = phone(9001)
  const handler = phone(peopleOf('water')[1] ?? 0)
  handler.says('/start')
  const { words, addition, reply, phone: number } = PERSONAL

  await submit(resident, `There is water trouble, ${words}, call ${number}`)
  for (const code of [500, 401, 404]) {
    telegram.faults.next('sendMessage', { kind: 'error', code, description: `no "${words}"` }, 2)
    telegram.faults.next('getUpdates', { kind: 'error', code, description: TOKEN }, 1)
    resident.says(`and also ${words} ${code}`)
    await resident.sees(new RegExp(`${words} ${code}`))
  }
  telegram.faults.next('sendMessage', { kind: 'reset-after' }, 1)
  telegram.faults.next('editMessageText', { kind: 'error', code: 400, description: words }, 1)
  await submit(resident, `There is water trouble again, ${addition}`)
  telegram.faults.clear()

  await cutOffDatabase(fresh.url)
  resident.says(`One more thing: ${addition}`)
  await resident.sees(new RegExp(`One more thing`))
  await handler.presses('task.accept:')
  await handler.presses('task.note:')
  await handler.sees(/resident will see/)
  handler.says(reply)
  await resident.sees(new RegExp(reply))
  expect(await desk.stop()).toBe(0)

  const log = desk.log.join('\n')
  expect(desk.log.length).toBeGreaterThan(5)
  expect(log).toContain('Telegram takes no messages')
  for (const [what, secret] of Object.entries(PERSONAL))
    expect(log.includes(secret), `the log holds a ${what}`).toBe(false)
  for (const line of desk.log) expect(() => JSON.parse(line) as unknown).not.toThrow()
}, 60_000)

/** Says it, and submits whatever has been said. */
async function submit(who: Phone, text: string): Promise<void> {
  who.says(text)
  const place = 'draft.place:east'
  const card = await who.seesButton('draft.')
  const isAsked = card.buttons?.flat().some((button) => button.callback_data === place)
  if (isAsked === true) await who.presses(place)
  await who.seesButton('draft.submit')
  await who.presses('draft.submit')
  await who.sees(NUMBER)
}

/** Every connection breaks, again and again for a while, in the middle of whatever is going on. */
async function cutOffDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (let times = 0; times < 5; times += 1) {
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    )
    await pause(100)
  }
  await client.end()
}
