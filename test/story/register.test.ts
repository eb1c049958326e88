import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  after,
  DISPATCHER,
  hasButton,
  numberIn,
  openCounty,
  peopleOf,
  pressAndSay,
  SECOND_DISPATCHER,
  SECRETARY,
  type County,
} from '../support/county.ts'
import { dataOf, wordsOf, type Phone } from '../support/phone.ts'

const PHONE = '0633 1234567'

let county: County
let clerk: Phone
let first: Phone
let second: Phone

beforeAll(async () => {
  // An hour a second: asked after one, reminded after six, closed after twelve.
  county = await openCounty({ CLOCK_RATE: '3600' })
  clerk = await county.staff(SECRETARY)
  first = await county.staff(DISPATCHER)
  second = await county.staff(SECOND_DISPATCHER)
})
afterAll(() => county.close())

/** The secretary writes down what a caller says; gives the number that is read to them. */
async function registers(words: string, who = `Mrs Li ${PHONE}`): Promise<string> {
  const since = after(clerk)
  clerk.says('/register')
  await clerk.sees((one) => since(one) && /For whom is it/.test(wordsOf(one)))
  clerk.says(who)
  await clerk.sees((one) => since(one) && /What do they say/.test(wordsOf(one)))
  clerk.says(words)
  await clerk.sees((one) => since(one) && hasButton(one, 'draft.submit'))
  await clerk.presses('draft.submit')
  return numberIn(
    await clerk.sees((one) => since(one) && /read them this number/.test(wordsOf(one))),
  )
}

async function replies(handler: Phone, number: string): Promise<void> {
  await handler.presses(`task.accept:${number}`)
  await pressAndSay(handler, `task.resolve:${number}`, 'It is mended')
}

async function endOf(number: string) {
  const [row] = await county.sql('SELECT status, outcome FROM appeal WHERE number = $1', number)
  return row
}

const called = (phone: Phone, number: string) => phone.seesButton(`survey.contacted:${number}:yes:`)

describe('an appeal for a caller', () => {
  it('in full: written down, called, mended, asked by telephone, closed as solved', async () => {
    const handler = await county.staff(peopleOf('water').handler)
    const number = await registers('water trouble at my door')
    const task = await handler.seesButton(`task.accept:${number}`)
    expect(wordsOf(task)).toMatch(/Mrs Li[^]*please call 0633 1234567/)
    await handler.presses(`task.accept:${number}`)
    await pressAndSay(handler, `task.note:${number}`, 'We come at three')
    await handler.sees(/have not heard it: please call them/)
    await pressAndSay(handler, `task.contact:${number}`, 'Called at noon, they are at home')
    await handler.sees(/The contact is on record/)
    expect(dataOf(await handler.seesButton(`task.note:${number}`))).not.toContain(`ask:${number}`)
    await pressAndSay(handler, `task.resolve:${number}`, 'It is mended')

    expect(wordsOf(await called(first, number))).toMatch(/Mrs Li[^]*0633 1234567/)
    const card = await called(second, number)
    await first.presses(`survey.contacted:${number}:yes`)
    await second.sees(/A colleague is asking them/)
    const late = dataOf(card)[0] ?? ''
    expect((await county.telegram.world.press(second.id, card.messageId, late)).text).toMatch(
      /out of date/,
    )
    await first.presses(`survey.resolved:${number}:yes`)
    await first.presses(`survey.satisfied:${number}:5`)
    await first.sees(/They rated it 5 of 5/)
    expect(await endOf(number)).toEqual({ status: 'closed', outcome: 'solved_confirmed' })
    expect(handler.text()).not.toMatch(/5 of 5|rated/)
    expect(first.text()).not.toMatch(/0633 1234567[^]*2\/3/)
  })

  it('sends nothing to anybody without a chat, and writes their number in no log', async () => {
    await registers('roads trouble on the bridge')
    const lost = await county.sql('SELECT 1 FROM outbox WHERE chat <= 0 AND card_id IS NOT NULL')
    expect(lost).toEqual([])
    expect(county.desk().log.join('\n')).not.toMatch(/1234567|Mrs Li/)
  })

  it('asks no dispatcher of the unit that holds it; silence closes it as not confirmed', async () => {
    const handler = await county.staff(peopleOf('trees').handler)
    const both = await county.staff(peopleOf('trees').mate)
    await county.sql(
      `INSERT INTO staff (person_id, name, unit, role)
       SELECT id, 'Mate', 'county', 'dispatcher' FROM person WHERE telegram_id = $1`,
      both.id,
    )
    const number = await registers('trees trouble in our lane')
    await replies(handler, number)
    await called(first, number)
    await first.sees(
      (one) => wordsOf(one).includes(number) && /return visit is over/.test(wordsOf(one)),
    )
    expect(await endOf(number)).toEqual({ status: 'closed', outcome: 'solved_unconfirmed' })
    expect(both.text()).not.toMatch(/1\/3/)
  })

  it('does not begin without a name, nor while the clerk writes something of their own', async () => {
    const handler = await county.staff(peopleOf('dogs').handler)
    handler.says('/register')
    await handler.sees(/For whom is it/)
    handler.says('13800001111')
    await handler.sees(/I need the name/)
    handler.says('/cancel')
    await handler.sees(/nothing was sent/)
    handler.says('The lamp at my own gate is broken')
    await handler.seesButton('draft.cancel')
    handler.says('/register')
    await handler.sees(/still writing something/)
    expect(handler.text()).toMatch(/The lamp at my own gate is broken/)
  })

  it('is nothing that a resident can begin', async () => {
    const resident = county.resident()
    resident.says('/register')
    await resident.sees(/I do not know this command/)
  })
})
