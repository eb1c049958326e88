import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  after,
  DISPATCHER,
  hasButton,
  LEADER,
  openCounty,
  peopleOf,
  pressAndSay,
  type County,
} from '../support/county.ts'
import { dataOf, wordsOf, type Phone } from '../support/phone.ts'

/** One morning with a topic, step by step: each test goes on where the one before ended. */
let county: County
let dispatcher: Phone
let leader: Phone
let head: Phone
let demand: number

const WORDS = 'lifts trouble: the lamps in the dark stairs are broken, we stumble every evening'

beforeAll(async () => {
  county = await openCounty()
  ;[dispatcher, leader, head] = await Promise.all([
    county.staff(DISPATCHER),
    county.staff(LEADER),
    county.staff(peopleOf('lifts').head),
  ])
  const residents = Array.from({ length: 7 }, () => county.resident())
  await Promise.all(residents.map((one) => county.submit(one, `${WORDS}, entrance ${one.id}`)))
  // The desk has been there for a while: one of them wrote 85 days ago.
  await county.sql(
    `UPDATE appeal SET registered_at = registered_at - interval '85 days'
     WHERE id = (SELECT min(id) FROM appeal)`,
  )
})
afterAll(() => county.close())

/** As if it were three in the morning. Waits until the run is done. */
async function night(): Promise<void> {
  const [before] = await county.sql(`UPDATE timer SET due_at = now() - interval '1 minute'
    WHERE kind = 'demands' RETURNING id`)
  expect(before).toBeDefined()
  const due = `SELECT 1 FROM timer WHERE kind = 'demands' AND due_at > now()`
  await expect.poll(() => county.sql(due), { timeout: 15_000 }).toHaveLength(1)
}

async function open(who: Phone): Promise<void> {
  const since = after(who)
  who.says('/demands')
  await who.sees((one) => since(one) && hasButton(one, `demand.show:${demand}`))
  await who.presses(`demand.show:${demand}`)
  await who.sees((one) => since(one) && /90 days/.test(wordsOf(one)))
}

const cardOf = (who: Phone) => who.chat().findLast((one) => /90 days/.test(wordsOf(one)))

describe('a topic', () => {
  it('is found at night, and the dispatcher sees it with its figures', async () => {
    dispatcher.says('/demands')
    await dispatcher.sees(/The first look is still to come/)
    await night()
    const [row] = await county.sql<{ id: number; households: number }>('SELECT * FROM demand')
    demand = row!.id
    expect(row).toMatchObject({ letters: 7, households: 7, month_households: 6, unusual: true })
    await open(dispatcher)
    const words = wordsOf(cardOf(dispatcher)!)
    expect(words).toMatch(/90 days: 7 households, 7 appeals/)
    expect(words).toMatch(/Unusual: 6 households this month/)
    expect(words).toMatch(/East End 7/)
    expect(words).toMatch(/lifts department 7/)
  })

  it('opens its appeals', async () => {
    const since = after(dispatcher)
    const number = dataOf(cardOf(dispatcher)!).find((data) => data.startsWith('task.show:'))
    await dispatcher.presses(number!)
    await dispatcher.sees((one) => since(one) && wordsOf(one).includes('dark stairs'))
  })

  it('is told of in the morning, once, to dispatchers and leaders', async () => {
    const wake = `UPDATE timer SET due_at = now() - interval '1 minute' WHERE kind = 'unusual'`
    await county.sql(wake)
    await Promise.all([dispatcher, leader].map((one) => one.sees(/New and unusual/)))
    await night()
    await county.sql(wake)
    const waiting = `SELECT 1 FROM timer WHERE kind = 'unusual'`
    await expect.poll(() => county.sql(waiting)).toEqual([])
    const told = await county.sql(
      `SELECT outbox.chat FROM outbox JOIN card ON card.id = card_id
       WHERE delivery = 'once' AND subject = 'demands' AND outbox.chat = ANY($1)`,
      [DISPATCHER, LEADER],
    )
    expect(told).toHaveLength(2)
    expect(head.text()).not.toMatch(/New and unusual/)
  })

  it('is confirmed once by two people at the same moment', async () => {
    await open(leader)
    const answers = await Promise.all(
      [dispatcher, leader].map((one) => one.presses(`demand.confirm:${demand}`)),
    )
    const texts = answers.map(({ text }) => text)
    expect(texts).toContain('Done.')
    expect(texts.some((text) => /Already done|not possible/.test(text ?? ''))).toBe(true)
    await Promise.all([dispatcher, leader].map((one) => one.seesButton(`demand.lead:${demand}`)))
    expect(await county.sql(`SELECT act FROM demand_entry`)).toEqual([{ act: 'confirm' }])
  })

  it('gets a name, and every card of it shows the name', async () => {
    await pressAndSay(dispatcher, `demand.rename:${demand}`, 'Dark stairs')
    await dispatcher.sees(
      (one) => /^\W*Dark stairs/.test(wordsOf(one)) && hasButton(one, 'demand.'),
    )
    await leader.sees((one) => /^\W*Dark stairs/.test(wordsOf(one)))
  })

  it('gets a lead unit, whose head hears and looks, and changes nothing', async () => {
    await dispatcher.presses(`demand.lead:${demand}`)
    await dispatcher.sees(/Which unit leads/)
    await dispatcher.presses(`demand.lead:${demand}:lifts`)
    await dispatcher.sees(/Led by lifts department/)
    await head.sees(/lifts department now leads a topic/)
    const since = after(head)
    await head.presses(`demand.show:${demand}`)
    const card = await head.sees((one) => since(one) && /Dark stairs/.test(wordsOf(one)))
    expect(dataOf(card).filter((data) => data.startsWith('demand.'))).toEqual([])
    const forged = await county.telegram.world.press(
      head.id,
      card.messageId,
      `demand.dismiss:${demand}`,
    )
    expect(forged.text).toMatch(/nothing left to do/)
    expect(await county.sql('SELECT state FROM demand')).toEqual([{ state: 'confirmed' }])
  })

  it('gets a measure and an improvement, in the words of the staff', async () => {
    await pressAndSay(dispatcher, `demand.measure:${demand}`, 'Lamps are ordered for Monday')
    await dispatcher.sees((one) => /Lamps are ordered for Monday/.test(wordsOf(one)))
    await dispatcher.presses(`demand.improve:${demand}`)
    await dispatcher.sees(/What has improved/)
    await pressAndSay(dispatcher, `demand.improve:${demand}:process`, 'Lamps within a day')
    const card = await dispatcher.sees(
      (one) => /A process was shortened/.test(wordsOf(one)) && /90 days/.test(wordsOf(one)),
    )
    expect(wordsOf(card)).toMatch(/Dispatcher one/)
    expect(wordsOf(card)).toMatch(/too early, it takes 14 days/)
    const acts = await county.sql('SELECT act, data FROM demand_entry ORDER BY id')
    expect(acts).toEqual([
      { act: 'confirm', data: {} },
      { act: 'rename', data: {} },
      { act: 'lead', data: { unit: 'lifts' } },
      { act: 'measure', data: {} },
      { act: 'improve', data: { kind: 'process' } },
    ])
  })

  it('is the same one tomorrow, with one household more', async () => {
    await county.submit(county.resident(), `${WORDS}, and nobody comes`)
    await night()
    expect(await county.sql('SELECT id, name, state, unit, households FROM demand')).toEqual([
      { id: demand, name: 'Dark stairs', state: 'confirmed', unit: 'lifts', households: 8 },
    ])
    const [counted] = await county.sql(
      `SELECT count(DISTINCT resident_id)::int AS households FROM appeal
       WHERE registered_at > now() - interval '90 days'`,
    )
    expect(counted).toEqual({ households: 8 })
  })

  it('is nothing to a stranger: neither the command nor a forged button', async () => {
    const stranger = county.resident()
    const since = after(stranger)
    stranger.says('/demands')
    const card = await stranger.sees(since)
    expect(wordsOf(card)).toMatch(/do not know this command/)
    stranger.says('/help')
    const help = await stranger.sees(/write what is wrong/)
    for (const verb of ['show', 'confirm', 'dismiss', 'lead']) {
      const data = `demand.${verb}:${demand}`
      const answer = await county.telegram.world.press(stranger.id, help.messageId, data)
      expect(answer.text).toMatch(/nothing left to do/)
    }
  })

  it('can be set aside and taken back', async () => {
    await open(leader)
    await leader.presses(`demand.dismiss:${demand}`)
    await leader.sees(/Set aside: no common demand/)
    const since = after(leader)
    leader.says('/demands')
    await leader.sees((one) => since(one) && /Nothing yet/.test(wordsOf(one)))
    await leader.presses(`demand.confirm:${demand}`)
    await leader.sees((one) => /Dark stairs[\s\S]*Topic/.test(wordsOf(one)))
  })
})
