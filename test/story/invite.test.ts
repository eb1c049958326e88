import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { dataOf, phoneOf, wordsOf, type Phone } from '../support/phone.ts'
import {
  startDesk,
  startTelegram,
  TOKEN,
  type RunningDesk,
  type TestTelegram,
} from '../support/running-desk.ts'

let telegram: TestTelegram
let fresh: FreshDatabase
let desk: RunningDesk
let head: Phone
let newcomer: Phone
let stranger: Phone
let resident: Phone

function phone(id: number): Phone {
  telegram.world.addPerson({ id, firstName: `Person ${id}`, languageCode: 'en' })
  return phoneOf(telegram.world, id)
}

const env = () => ({
  BOT_TOKEN: TOKEN,
  TELEGRAM_API_ROOT: telegram.origin,
  DATABASE_URL: fresh.url,
  SEND_RATE: '1000',
})

beforeAll(async () => {
  fresh = await freshDatabase()
  telegram = await startTelegram()
  desk = await startDesk(env())
  head = phone(2031)
  newcomer = phone(9101)
  stranger = phone(9102)
  resident = phone(9103)
  for (const one of [head, newcomer, stranger, resident]) {
    one.says('/start')
    await one.sees(/Huiying/)
  }
})

afterAll(async () => {
  await desk.stop()
  await telegram.stop()
  await fresh.drop()
})

const LINK = /https:\/\/t\.me\/(\w+)\?start=([\w-]{1,64})/

/** Types /invite; gives the code of the new link. */
async function invitation(): Promise<string> {
  const before = head.text()
  head.says('/invite')
  const fits = (words: string) => LINK.test(words) && !before.includes(words)
  const bubble = await head.sees((one) => fits(wordsOf(one)))
  const [, bot = '', code = ''] = LINK.exec(wordsOf(bubble)) ?? []
  expect(bot).toMatch(/bot$/i)
  return code
}

async function submit(words: string): Promise<string> {
  resident.says(words)
  const card = await resident.seesButton('draft.')
  if (!dataOf(card).includes('draft.submit')) await resident.presses('draft.place:anshun')
  await resident.seesButton('draft.submit')
  await resident.presses('draft.submit')
  const promise = await resident.seesButton('appeal.withdraw:')
  return /\d\d-\d{7}-\d/.exec(wordsOf(promise))![0]
}

const menuOf = ({ id }: Phone) => telegram.world.commands(id).map(({ command }) => command)

it('a head invites a colleague, who works, and takes it back', async () => {
  const code = await invitation()
  newcomer.says(`/start ${code}`)
  await newcomer.sees(/Welcome to/)
  const news = await head.seesButton('uninvite:')
  expect(wordsOf(news)).toContain('Person 9101')

  stranger.says(`/start ${code}`)
  await stranger.sees(/no longer good/)
  head.says(`/start ${await invitation()}`)
  await head.sees(/already/)

  const number = await submit('No electricity in our building since last night')
  await newcomer.presses(`task.accept:${number}`)
  await newcomer.seesButton(`task.resolve:${number}`)
  expect(menuOf(newcomer)).toContain('tasks')

  await desk.kill()
  desk = await startDesk(env())
  newcomer.says('/tasks')
  await newcomer.seesButton(`task.show:${number}`)

  await head.presses('uninvite:')
  await newcomer.sees(/no longer get the tasks/)
  newcomer.says('/tasks')
  await newcomer.sees(/do not know this command/)
  await newcomer.sees((one) => wordsOf(one).includes(number) && dataOf(one).length === 0)

  expect(menuOf(newcomer)).not.toContain('tasks')

  expect(desk.log.join('\n')).not.toContain(code)
})
