import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actsOf, appealRow } from '../support/case.ts'
import {
  after,
  DISPATCHER,
  hasButton,
  openCounty,
  peopleOf,
  photo,
  pictures,
  pressAndSay,
  type County,
  type Department,
} from '../support/county.ts'
import { dataOf, wordsOf, type Phone } from '../support/phone.ts'

let county: County

beforeAll(async () => {
  // Twenty minutes a second: asked after three seconds.
  county = await openCounty({ CLOCK_RATE: '1200' })
})
afterAll(() => county.close())

/** Writes, and waits for the card of the draft. */
async function writes(who: Phone, words: string) {
  const since = after(who)
  who.says(words)
  return who.sees((one) => since(one) && hasButton(one, 'draft.'))
}

/** Somebody has reported it, and the unit has signed for it. */
async function reported(department: Department, words: string) {
  const handler = await county.staff(peopleOf(department).handler)
  const resident = county.resident()
  const number = await county.submit(resident, words)
  await handler.presses(`task.accept:${number}`)
  await resident.sees(/has taken it on/)
  return { handler, resident, number }
}

async function households(number: string): Promise<number> {
  return (await appealRow(county, number)).households
}

async function answers(who: Phone, number: string, solved: string, rating: number) {
  await who.presses(`survey.contacted:${number}:yes`)
  await who.presses(`survey.resolved:${number}:${solved}`)
  await who.presses(`survey.satisfied:${number}:${rating}`)
}

describe.concurrent('a neighbour who says the same', { timeout: 60_000 }, () => {
  it('joins with one tap, hears every step, and is asked at the end', async () => {
    const words = 'water trouble: no water in building seven since yesterday evening'
    const { handler, resident, number } = await reported('water', words)
    const neighbour = county.resident()
    await writes(neighbour, 'water trouble: since yesterday evening no water, building seven')
    await neighbour.presses('draft.place:east')
    const card = await neighbour.seesButton(`draft.join:${number}`)
    expect(wordsOf(card)).toMatch(/Neighbours may have told us this already/)
    expect(wordsOf(card)).not.toContain(number)
    await neighbour.presses(`draft.join:${number}`)
    await neighbour.sees(/2 households wait for this/)
    await resident.sees(/2 households wait for this/)
    await handler.sees(/2 households wait/)
    expect(await households(number)).toBe(2)
    const [count] = await county.sql<{ n: number }>(
      "SELECT count(*)::int AS n FROM appeal WHERE category = 'water'",
    )
    expect(count?.n).toBe(1)

    await pressAndSay(handler, `task.note:${number}`, 'The pump is being replaced')
    await neighbour.sees(/The pump is being replaced/)
    await resident.sees(/The pump is being replaced/)
    await pressAndSay(handler, `task.resolve:${number}`, 'The water is back')
    await answers(resident, number, 'yes', 5)
    expect((await appealRow(county, number)).status).toBe('resolved')
    await answers(neighbour, number, 'yes', 4)
    await neighbour.sees(/Thank you for telling us/)
    expect(await appealRow(county, number)).toMatchObject({
      ...{ status: 'closed', outcome: 'solved_confirmed' },
    })
  })

  it('is heard when it is not solved for them, and only they are asked again', async () => {
    const words = 'power trouble: the lights in our stairwell flicker and go out'
    const { handler, resident, number } = await reported('power', words)
    const neighbour = county.resident()
    await writes(neighbour, 'power trouble: in our stairwell the lights flicker and go out')
    await neighbour.presses('draft.place:east')
    await neighbour.presses(`draft.join:${number}`)
    await neighbour.sees(/2 households/)
    await pressAndSay(handler, `task.resolve:${number}`, 'New wires')
    await answers(resident, number, 'yes', 5)
    await answers(neighbour, number, 'no', 1)
    await resident.sees(/Another household says it is not right yet/)
    await neighbour.sees(/You said it is not right yet/)
    expect(await appealRow(county, number)).toMatchObject({ status: 'accepted', rounds: 1 })
    const since = after(resident)
    await pressAndSay(handler, `task.resolve:${number}`, 'Third floor too')
    await resident.sees(/Third floor too/)
    await answers(neighbour, number, 'yes', 4)
    await resident.sees((one) => since(one) && /closed/.test(wordsOf(one)))
    expect(
      resident
        .chat()
        .filter(since)
        .some((one) => hasButton(one, 'survey.')),
    ).toBe(false)
    expect(await appealRow(county, number)).toMatchObject({
      ...{ status: 'closed', outcome: 'solved_confirmed' },
    })
  })

  it('learns nothing that the first one said, and the unit learns no name', async () => {
    const words = 'noise trouble at 14 Elm Lane, call me on 13800001111, drums every night'
    const { handler, number } = await reported('noise', words)
    const neighbour = county.resident()
    await writes(neighbour, 'noise trouble: drums every night at Elm Lane, I cannot sleep')
    await neighbour.presses('draft.place:east')
    await neighbour.presses(`draft.join:${number}`)
    await neighbour.sees(/2 households/)
    neighbour.says(`/appeal ${number}`)
    await neighbour.sees(/A neighbour said it first/)
    expect(neighbour.text()).not.toMatch(/13800001111|14 Elm/)
    handler.says(`/task ${number}`)
    await handler.sees(/I cannot sleep/)
    expect(handler.text()).not.toContain(`Goes by ${neighbour.id}`)
    expect(handler.text()).not.toContain(String(neighbour.id))
  })

  it('may leave again, and the first one too: who is left goes on', async () => {
    const words = 'trees trouble: a big branch hangs over the playground swing'
    const { resident, number } = await reported('trees', words)
    const neighbour = county.resident()
    await writes(neighbour, 'trees trouble: over the playground swing hangs a big branch')
    await neighbour.presses('draft.place:east')
    await neighbour.presses(`draft.join:${number}`)
    await neighbour.sees(/2 households/)
    await resident.presses(`appeal.withdraw:${number}`)
    await resident.sees(/you will hear no more about/)
    expect(await appealRow(county, number)).toMatchObject({ status: 'accepted', anonymous: true })
    expect(await households(number)).toBe(1)
    await neighbour.presses(`appeal.withdraw:${number}`)
    await neighbour.sees(/Withdrawn/)
    expect((await appealRow(county, number)).status).toBe('withdrawn')
  })

  it('is forgotten with their words, and the appeal goes on with the others', async ({
    expect,
  }) => {
    const words = 'dogs trouble: a brown dog without a leash chases children'
    const { resident, number } = await reported('dogs', words)
    const neighbour = county.resident()
    await writes(neighbour, 'dogs trouble: the brown dog without leash chases children CANARYWORD')
    await neighbour.presses('draft.place:east')
    await neighbour.presses(`draft.join:${number}`)
    await neighbour.sees(/2 households/)
    resident.says('/forget')
    await resident.presses('forget:yes')
    await resident.sees(/erased|gone/i)
    expect(await appealRow(county, number)).toMatchObject({ status: 'accepted' })
    const kept = await county.sql<{ text: string }>('SELECT text FROM words')
    expect(kept.map(({ text }) => text)).not.toContain(words)
    expect(kept.some(({ text }) => text.includes('CANARYWORD'))).toBe(true)
    neighbour.says('/forget')
    await neighbour.presses('forget:yes')
    await expect
      .poll(async () => {
        const rows = await county.sql<{ text: string }>('SELECT text FROM words')
        return rows.some(({ text }) => text.includes('CANARYWORD'))
      })
      .toBe(false)
  })

  it('brings a picture to the unit, whoever joined before', async ({ expect }) => {
    const words = 'lifts trouble: the lift in tower two stops between floors'
    const { handler, number } = await reported('lifts', words)
    for (const nth of [1, 2]) {
      const neighbour = county.resident()
      await writes(neighbour, 'lifts trouble: tower two, the lift stops between floors')
      if (nth === 2) {
        neighbour.says({ files: [photo(9)] })
        await neighbour.sees(/1 photo/)
      }
      await neighbour.presses('draft.place:east')
      await neighbour.presses(`draft.join:${number}`)
      await neighbour.sees(new RegExp(`${nth + 1} households`))
    }
    await handler.sees(/3 households wait/)
    await expect.poll(() => pictures(handler).length).toBe(1)
  })
})

describe.concurrent('somebody who writes the same again', () => {
  it('is shown their own appeal, and adds to it with one tap', async () => {
    const words = 'roads trouble: a deep hole in front of the post office'
    const { handler, resident, number } = await reported('roads', words)
    const card = await writes(resident, `${words}, and today a bicycle fell into it`)
    expect(wordsOf(card)).toMatch(/You have told us this/)
    expect(wordsOf(card)).toContain(number)
    expect(dataOf(card)[0]).toBe(`draft.join:${number}`)
    await resident.presses(`draft.join:${number}`)
    await resident.sees(/Added to your appeal/)
    await handler.sees(/today a bicycle fell into it/)
    expect(await actsOf(county, number)).toEqual(['submit', 'assign', 'accept', 'add'])
  })

  it('may still submit another matter', async () => {
    const words = 'buses trouble: line four never stops at the bridge'
    const { resident, number } = await reported('buses', words)
    await writes(resident, 'buses trouble: line four never stops at the bridge, nor does line six')
    await resident.presses('draft.submit')
    const since = (await resident.sees(/Submitted, number/)).messageId
    expect(since).toBeGreaterThan(0)
    const rows = await county.sql<{ number: string }>(
      "SELECT number FROM appeal WHERE category = 'buses'",
    )
    expect(rows).toHaveLength(2)
    expect(rows.map((row) => row.number)).toContain(number)
  })
})

describe.concurrent('a forged button', () => {
  it('joins nothing that the card does not offer', async () => {
    const { number } = await reported('schools', 'schools trouble: the gate is locked at noon')
    const stranger = county.resident()
    const card = await writes(stranger, 'rivers trouble: dead fish under the bridge')
    await county.telegram.world.press(stranger.id, card.messageId, `draft.join:${number}`)
    expect(await households(number)).toBe(1)
    expect(stranger.text()).not.toContain('gate is locked')
  })
})

describe('a dispatcher', { timeout: 60_000 }, () => {
  it('merges two appeals, both are asked at the end, and parts two others', async () => {
    const dispatcher = await county.staff(DISPATCHER)
    const first = await reported('wages', 'wages trouble: the brickworks paid nothing since May')
    const second = await reported(
      'wages',
      'wages trouble: nothing paid at the brickworks since May',
    )
    dispatcher.says(`/task ${second.number}`)
    await dispatcher.seesButton(`task.merge:${second.number}`)
    await dispatcher.presses(`task.merge:${second.number}`)
    await dispatcher.presses(`task.merge:${second.number}:${first.number}`)
    await second.resident.sees(/handled together/)
    await first.resident.sees(/2 households wait/)
    expect(await appealRow(county, second.number)).toMatchObject({
      ...{ status: 'merged', outcome: 'merged', main: first.number },
    })
    expect(await actsOf(county, first.number)).toEqual(['submit', 'assign', 'accept', 'absorb'])

    dispatcher.says(`/task ${second.number}`)
    await dispatcher.presses(`task.split:${second.number}`)
    await second.resident.sees(/handled on its own now/)
    expect(await appealRow(county, second.number)).toMatchObject({
      ...{ status: 'assigned', main: null, unit: 'wages' },
    })
    expect(await households(first.number)).toBe(1)

    dispatcher.says(`/task ${second.number}`)
    await dispatcher.presses(`task.merge:${second.number}`)
    await dispatcher.presses(`task.merge:${second.number}:${first.number}`)
    await expect.poll(() => households(first.number)).toBe(2)
    await pressAndSay(first.handler, `task.resolve:${first.number}`, 'All wages are paid')
    await second.resident.sees(/All wages are paid/)
    await answers(first.resident, first.number, 'yes', 5)
    await answers(second.resident, first.number, 'yes', 3)
    await second.resident.sees(/Thank you for telling us/)
    expect((await appealRow(county, first.number)).status).toBe('closed')
  })

  it('sees beside a new appeal which open one may be the same', async () => {
    const dispatcher = await county.staff(DISPATCHER)
    const words = 'food stall behind the market sells spoiled meat every morning'
    const resident = county.resident()
    const number = await county.submit(resident, words)
    const again = county.resident()
    const other = await county.submit(again, 'spoiled meat every morning: food stall behind market')
    const card = await dispatcher.seesButton(`task.merge:${other}`)
    expect(wordsOf(card)).toMatch(/May be the same matter/)
    expect(wordsOf(card)).toContain(number)
  })
})
