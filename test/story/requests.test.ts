import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptedCase, appealRow, asks, decides, requestsOf } from '../support/case.ts'
import { verbsOf } from '../support/contract-verbs.ts'
import {
  DISPATCHER,
  hasButton,
  openCounty,
  peopleOf,
  pressAndSay,
  SECOND_DISPATCHER,
  type County,
} from '../support/county.ts'
import { wordsOf, type Phone } from '../support/phone.ts'

let county: County
let dispatcher: Phone

beforeAll(async () => {
  county = await openCounty()
  dispatcher = await county.staff(DISPATCHER)
})
afterAll(() => county.close())

describe.concurrent('a dispatcher', () => {
  it('assigns an unsure appeal to the unit that the guess points to', async () => {
    const resident = county.resident()
    const number = await county.submit(resident, 'trees trouble and dogs trouble, what a day')
    const card = await dispatcher.sees((one) => hasButton(one, `task.assign:${number}:`))
    const suggested = card.buttons?.flat().find(({ text }) => text.startsWith('Assign to '))
    await dispatcher.presses(suggested?.callback_data ?? 'no suggestion')
    await resident.sees(/has your appeal now/)
    expect(suggested?.callback_data).toBe(
      `task.assign:${number}:${(await appealRow(county, number)).unit}`,
    )
  })

  it('chooses another unit through the levels, and a category', async () => {
    const resident = county.resident()
    const number = await county.submit(resident, 'Something odd goes on in the yard')
    await dispatcher.presses(`task.category:${number}`)
    await dispatcher.presses(`task.category:${number}:noise`)
    await dispatcher.sees((one) => wordsOf(one).includes(number) && /📄 noise/.test(wordsOf(one)))
    expect((await appealRow(county, number)).category).toBe('noise')
    await dispatcher.presses(`task.assign:${number}`)
    await dispatcher.presses(`task.units:${number}:town`)
    const secretary = await county.staff(8004)
    await dispatcher.presses(`task.assign:${number}:east`)
    await secretary.seesButton(`task.accept:${number}`)
    expect(await appealRow(county, number)).toMatchObject({ status: 'assigned', unit: 'east' })
  })

  it('declines with a reason and where to go, and the resident reads both', async () => {
    const resident = county.resident()
    const number = await county.submit(resident, 'My cousin owes me money')
    await pressAndSay(dispatcher, `task.decline:${number}`, 'A private debt. The court can help.')
    await resident.sees(/A private debt\. The court can help\./)
    expect((await appealRow(county, number)).status).toBe('declined')
  })
})

describe('a dispatcher who comes late', () => {
  it('finds in the queue what could not be delivered before', async () => {
    const number = await county.submit(county.resident(), 'Something odd again')
    await dispatcher.seesButton(`task.assign:${number}`)
    const late = await county.staff(SECOND_DISPATCHER)
    await late.sees((one) => /Waiting to be assigned/.test(wordsOf(one)))
    await late.presses(`task.show:${number}`)
    await late.seesButton(`task.assign:${number}`)
  })
})

describe.concurrent('a return', () => {
  it('whose reason names a unit goes there when it is approved; the third is refused', async () => {
    const { handler, number, resident } = await acceptedCase(county, 'water')
    const next = await county.staff(peopleOf('rivers').handler)
    await asks(handler, `task.return:${number}`, 'Not ours, it is for the rivers department')
    await decides(county, dispatcher, 'approve', number)
    await next.seesButton(`task.accept:${number}`)
    await resident.sees(/rivers department.* has your appeal now/)
    await handler.sees(/no longer with your unit|is with .*rivers/)
    expect(await requestsOf(county, number)).toMatchObject([
      { state: 'approved', proposed: 'rivers' },
    ])

    await asks(next, `task.return:${number}`, 'We are not the ones either')
    await next.seesButton('task.propose:')
    await next.presses(`task.propose:${(await requestsOf(county, number)).at(-1)?.id}:none`)
    await decides(county, dispatcher, 'approve', number)
    await dispatcher.presses(`task.assign:${number}`)
    await dispatcher.presses(`task.assign:${number}:water`)
    const card = await handler.seesButton(`task.accept:${number}`)
    expect(hasButton(card, 'task.return')).toBe(false)
    expect(await appealRow(county, number)).toMatchObject({
      unit: 'water',
      returns: 2,
      status: 'assigned',
    })
  })

  it('whose reason names no unit asks for one; the choice counts', async () => {
    const { handler, number } = await acceptedCase(county, 'buses')
    const next = await county.staff(peopleOf('roads').handler)
    await asks(handler, `task.return:${number}`, 'This is not for us')
    const [{ id } = { id: 0 }] = await requestsOf(county, number)
    await handler.presses(`task.propose:${id}:roads`)
    await dispatcher.sees(
      (one) => hasButton(one, `task.approve:${id}`) && /roads/.test(wordsOf(one)),
    )
    await decides(county, dispatcher, 'approve', number)
    await next.seesButton(`task.accept:${number}`)
    expect((await appealRow(county, number)).unit).toBe('roads')
  })

  it('that is denied stays, and who asked is told', async () => {
    const { handler, head, number } = await acceptedCase(county, 'noise')
    await asks(handler, `task.return:${number}`, 'For the dogs department please')
    await decides(county, dispatcher, 'deny', number)
    await handler.sees(/Return: not approved/)
    expect(await appealRow(county, number)).toMatchObject({
      unit: 'noise',
      status: 'accepted',
      returns: 0,
    })
    // Whether a unit keeps an appeal is not for its own head to say.
    expect(hasButton(await head.seesButton(`task.assign:${number}`), 'task.approve')).toBe(false)
  })
})

describe('the table of buttons', () => {
  it('has every verb about requests pressed here', () => {
    expect(verbsOf('requests').filter((verb) => !county.pressed.has(verb))).toEqual([])
  })
})
