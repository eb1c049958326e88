import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  after,
  DISPATCHER,
  hasButton,
  numberIn,
  openCounty,
  peopleOf,
  type County,
} from '../support/county.ts'
import { appealRow } from '../support/case.ts'
import { wordsOf } from '../support/phone.ts'

let county: County
beforeAll(async () => {
  county = await openCounty()
})
afterAll(() => county.close())

it('whoever writes of a fire reads whom to call before anything else, and the unit that it is urgent', async () => {
  const handler = await county.staff(peopleOf('power').handler)
  const resident = county.resident()
  resident.says('power trouble, the box in East End is on fire')
  const card = await resident.sees((one) => hasButton(one, 'draft.submit'))
  const said = resident.chat().filter(({ by }) => by === 'bot')
  expect(wordsOf(said[0]!)).toMatch(/call 119 now/)
  expect(wordsOf(card)).toMatch(/Urgent/)
  await resident.presses('draft.submit')
  const promise = await resident.sees((one) => hasButton(one, 'appeal.show:'))
  const number = numberIn(promise)
  await handler.sees(
    (one) => hasButton(one, `task.accept:${number}`) && /Urgent/.test(wordsOf(one)),
  )
  const { due } = await appealRow(county, number)
  expect(due!.getTime() - Date.now()).toBeLessThanOrEqual(24 * 3_600_000)
})

it('a fire in an addition raises the appeal, and everybody in the unit hears', async () => {
  const { head: headId, handler: handlerId } = peopleOf('water')
  const [head, handler] = [await county.staff(headId), await county.staff(handlerId)]
  const resident = county.resident()
  const number = await county.submit(resident, 'water trouble at our gate')
  await resident.presses(`appeal.add:${number}`)
  await resident.sees((one) => hasButton(one, 'cancel'))
  const since = after(resident)
  resident.says('now the pump house is on fire')
  const first = await resident.sees((one) => since(one) && one.by === 'bot')
  expect(wordsOf(first)).toMatch(/call 119 now/)
  for (const phone of [head, handler]) await phone.sees(/This is urgent now/)
})

it('what is not for the desk says where to go, takes one press to be sent anyway, and waits for a dispatcher', async () => {
  const dispatcher = await county.staff(DISPATCHER)
  const resident = county.resident()
  resident.says('power trouble in East End, it is a lawsuit by now')
  const card = await resident.sees((one) => hasButton(one, 'draft.submit'))
  expect(wordsOf(card)).toMatch(/Go to the court house/)
  await resident.presses('draft.submit')
  const number = numberIn(await resident.sees((one) => hasButton(one, 'appeal.show:')))
  const queued = await dispatcher.sees(
    (one) => hasButton(one, `task.decline:${number}`) && /sent it anyway/.test(wordsOf(one)),
  )
  expect(wordsOf(queued)).toMatch(/Go to the court house/)
  expect(await appealRow(county, number)).toMatchObject({ status: 'registered', unit: null })
})
