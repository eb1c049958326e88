import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { dataOf, phoneOf, wordsOf, type Phone } from '../support/phone.ts'
import {
  startDesk,
  startTelegram,
  TOKEN,
  type RunningDesk,
  type TestTelegram,
} from '../support/running-desk.ts'

const NUMBER = /\d\d-\d{7}-\d/

let telegram: TestTelegram
let fresh: FreshDatabase
let desk: RunningDesk
let resident: Phone
let emma: Phone
let handler: Phone
let head: Phone
let secretary: Phone
let dispatcher: Phone
let leader: Phone

/** Starts chatting as somebody of this language. */
function phone(id: number, languageCode = 'zh-hans'): Phone {
  telegram.world.addPerson({
    id,
    firstName: `Person ${id}`,
    languageCode,
    username: `secret_${id}`,
  })
  return phoneOf(telegram.world, id)
}

beforeAll(async () => {
  fresh = await freshDatabase()
  telegram = await startTelegram()
  desk = await startDesk({
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: telegram.origin,
    DATABASE_URL: fresh.url,
    CLOCK_RATE: '3600',
    SEND_RATE: '1000',
  })
  resident = phone(9001)
  emma = phone(9003, 'en')
  handler = phone(2032)
  head = phone(2031)
  secretary = phone(2001)
  dispatcher = phone(2091)
  leader = phone(2095)
  for (const one of [handler, head, secretary, dispatcher, leader]) {
    one.says('/start')
    await one.sees(/./)
  }
})

afterAll(async () => {
  await desk.stop()
  await telegram.stop()
  await fresh.drop()
})

/** Says it, chooses the place if it is asked for, submits; gives the number. */
async function submit(who: Phone, words: string, place = 'anshun'): Promise<string> {
  const before = who.text()
  who.says(words)
  const card = await who.seesButton('draft.')
  if (!dataOf(card).includes('draft.submit')) await who.presses(`draft.place:${place}`)
  await who.seesButton('draft.submit')
  await who.presses('draft.submit')
  const bubble = await who.sees((one) => {
    const number = NUMBER.exec(wordsOf(one))?.[0]
    return number !== undefined && !before.includes(number)
  })
  return NUMBER.exec(wordsOf(bubble))![0]
}

describe('an appeal, from the first words to the return visit', () => {
  it('is submitted in three steps by a first-timer and in two by who has a home', async () => {
    resident.says('小区停电两天了没人管')
    const card = await resident.seesButton('draft.place:anshun')
    expect(wordsOf(card)).toContain('停电')
    await resident.presses('draft.place:anshun')
    await resident.presses('draft.submit')
    await resident.sees(NUMBER)

    const number = await submit(resident, '楼道的灯坏了，老人摔跤了')
    expect(number).toMatch(NUMBER)
  })

  it('goes to the unit that is responsible, and nobody else hears of it', async () => {
    const number = await submit(emma, 'No electricity since last night')
    await handler.sees(new RegExp(number))
    await head.sees(new RegExp(number))
    expect(dispatcher.text()).not.toContain(number)
    expect(secretary.text()).not.toContain(number)
    expect(leader.text()).not.toContain(number)
    expect(handler.text()).not.toContain('secret_9003')
    expect(handler.text()).not.toContain('9003 ')
  })

  it('is accepted, noted on, asked about, answered, resolved, and asked after', async () => {
    const number = await submit(emma, 'Power cut again in our whole building')
    await handler.presses(`task.accept:${number}`)
    await emma.sees(/taken|accepted|working/i)

    await handler.presses(`task.note:${number}`)
    await handler.sees((one) => dataOf(one).includes('cancel'))
    handler.says('已派抢修队')
    await emma.sees(/已派抢修队/)

    await handler.presses(`ask:${number}`)
    handler.says('哪一栋楼？')
    const question = await emma.sees(/哪一栋楼/)
    emma.says({ text: 'Building 5', replyTo: question.messageId })
    await handler.sees(/Building 5/)

    await handler.presses(`task.resolve:${number}`)
    handler.says('变压器已更换，供电恢复')
    await emma.sees(/供电恢复/)

    await emma.presses(`survey.contacted:${number}:yes`)
    await emma.presses(`survey.resolved:${number}:yes`)
    await emma.presses(`survey.satisfied:${number}:5`)
    await emma.seesButton(`survey.done:${number}`)
    emma.says(`/appeal ${number}`)
    await emma.sees((one) => wordsOf(one).includes('Building 5') && wordsOf(one).includes(number))
  })

  it('comes back by itself when it is not solved, under the same number', async () => {
    const number = await submit(emma, 'Another power outage in the whole street')
    await handler.presses(`task.accept:${number}`)
    await handler.presses(`task.resolve:${number}`)
    handler.says('已处理')
    await emma.presses(`survey.contacted:${number}:no`)
    await emma.presses(`survey.resolved:${number}:no`)
    await emma.presses(`survey.satisfied:${number}:1`)
    await handler.seesButton(`task.resolve:${number}`)
    await emma.presses(`survey.comment:${number}`)
    emma.says('Still dark here')
    await handler.sees(/Still dark here/)
  })
})
