import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verbsOf } from '../support/contract-verbs.ts'
import {
  after,
  hasButton,
  openCounty,
  peopleOf,
  pressAndSay,
  type County,
  type Department,
} from '../support/county.ts'
import { dataOf, wordsOf, type Phone } from '../support/phone.ts'

let county: County

beforeAll(async () => {
  // An hour a second: asked after one, reminded after six, closed after twelve.
  county = await openCounty({ CLOCK_RATE: '3600' })
})
afterAll(() => county.close())

/** An appeal that the unit has replied to. */
async function resolved(department: Department) {
  const handler = await county.staff(peopleOf(department).handler)
  const resident = county.resident()
  const number = await county.submit(resident, `${department} trouble at our gate`)
  await handler.presses(`task.accept:${number}`)
  await pressAndSay(handler, `task.resolve:${number}`, 'It is mended')
  await resident.sees(/It is mended/)
  return { handler, resident, number }
}

async function endOf(number: string) {
  const [row] = await county.sql<{ status: string; outcome: string | null; rounds: number }>(
    'SELECT status, outcome, rounds, pressed FROM appeal WHERE number = $1',
    number,
  )
  return row
}

async function answers(resident: Phone, number: string, ...given: [string, string, number]) {
  const [contacted, solved, satisfied] = given
  await resident.presses(`survey.contacted:${number}:${contacted}`)
  await resident.presses(`survey.resolved:${number}:${solved}`)
  await resident.presses(`survey.satisfied:${number}:${satisfied}`)
}

describe.concurrent('the return visit', () => {
  it('in full: three taps, words, who asked for a good rating, and the end', async () => {
    const { handler, resident, number } = await resolved('water')
    await answers(resident, number, 'yes', 'yes', 4)
    await resident.sees(/This is closed/)
    expect(await endOf(number)).toMatchObject({ status: 'closed', outcome: 'solved_confirmed' })
    await resident.presses(`survey.pressed:${number}`)
    await resident.sees(/Only supervisors see this/)
    await pressAndSay(resident, `survey.comment:${number}`, 'Quick and friendly')
    await handler.sees(/Quick and friendly/)
    await resident.presses(`survey.done:${number}`)
    await resident.sees((one) => /Thank you, noted/.test(wordsOf(one)) && dataOf(one).length === 0)
    handler.says(`/task ${number}`)
    await handler.sees((one) => wordsOf(one).includes(number) && /Closed/.test(wordsOf(one)))
    expect(handler.text()).not.toMatch(/good rating|4 of 5|rated/i)
  })

  it('partly solved, and content: closed as partly', async () => {
    const { resident, number } = await resolved('power')
    await answers(resident, number, 'no', 'partly', 3)
    await resident.sees(/closed as partly solved/)
    expect(await endOf(number)).toMatchObject({ status: 'closed', outcome: 'partly' })
  })

  it('solved, but a rating of 2: re-work by itself, under the same number, with half the time', async () => {
    const { handler, resident, number } = await resolved('roads')
    await answers(resident, number, 'yes', 'yes', 2)
    await handler.sees(/did not pass the return visit/)
    await handler.seesButton(`task.resolve:${number}`)
    expect(await endOf(number)).toMatchObject({ status: 'accepted', rounds: 1 })
    expect(handler.text()).not.toMatch(/2 of 5/)
  })

  it('half answered, "not solved": heard when its time is over, though no rating came', async () => {
    const { handler, resident, number } = await resolved('dogs')
    await resident.presses(`survey.contacted:${number}:no`)
    await resident.presses(`survey.resolved:${number}:no`)
    await handler.sees(/did not pass the return visit/)
    expect(await endOf(number)).toMatchObject({ status: 'accepted', rounds: 1 })
  })

  it('silent: one reminder, then closed as not confirmed', async () => {
    const { resident, number } = await resolved('trees')
    await resident.seesButton(`survey.contacted:${number}`)
    await resident.sees(/Just once more/)
    await resident.sees(/so this is closed as not confirmed/)
    const { status, outcome } = (await endOf(number)) ?? {}
    expect({ status, outcome }).toEqual({ status: 'closed', outcome: 'solved_unconfirmed' })
    const asked = resident.chat().filter((one) => /1\/3/.test(wordsOf(one)))
    expect(asked).toHaveLength(2)
    const late = asked.at(-1)?.messageId ?? 0
    const press = `survey.contacted:${number}:yes`
    const { text } = await county.telegram.world.press(resident.id, late, press)
    expect(text).toBeTruthy()
    expect(await endOf(number)).toMatchObject({ outcome: 'solved_unconfirmed' })
  })

  it('answers one question once, in order, and a card of an earlier round counts no more', async () => {
    const { handler, resident, number } = await resolved('lifts')
    const { world } = county.telegram
    const { messageId } = await resident.seesButton(`survey.contacted:${number}`)
    const early = await world.press(resident.id, messageId, `survey.satisfied:${number}:5`)
    expect(early.text).toMatch(/answer the question above first/)
    await answers(resident, number, 'yes', 'no', 1)
    await handler.sees(/did not pass/)
    const since = after(resident)
    await pressAndSay(handler, `task.resolve:${number}`, 'Mended once more')
    await resident.sees((one) => since(one) && hasButton(one, `survey.contacted:${number}`))
    const old = await world.press(resident.id, messageId, `survey.contacted:${number}:yes`)
    expect(old.text).toMatch(/out of date/)
    const [visit] = await county.sql('SELECT contacted FROM appeal WHERE number = $1', number)
    expect(visit).toEqual({ contacted: null })
  })
})

describe('the table of buttons', () => {
  it('has every verb of the return visit pressed here', () => {
    expect(verbsOf('survey').filter((verb) => !county.pressed.has(verb))).toEqual([])
  })
})
