import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { similarTo, type Similar, type Sought } from '../../src/queries/similar.ts'
import { forget } from '../../src/actions/forget.ts'
import { eraseWords } from '../../src/store/erase.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.desk.db.prisma.posting.deleteMany()
})

const WORDS = '幸福里3号楼电梯停了三天没人修, no power'
const AGAIN = '幸福里3号楼的电梯停电三天了, power gone'
const OTHER = '村口养猪场往河里排粪水, noise'

async function similar(change: Partial<Sought> = {}): Promise<Similar[]> {
  const sought = { text: AGAIN, category: 'power', place: 'anshun', pin: null, person: null }
  return desk.work(({ tx, now }) =>
    similarTo(tx, { ...sought, besides: null, ...change }, { ...desk.desk, now }, 3),
  )
}
const numbers = (found: readonly Similar[]) => found.map(({ number }) => number)
const postings = () => desk.desk.db.prisma.posting.count()
const idOf = async (telegram: number) => (await desk.person(telegram)).id

describe('an open appeal', () => {
  it('is found by what somebody else writes about the same matter, with nothing of its words', async () => {
    const number = await desk.submit(901, WORDS)
    await desk.submit(902, OTHER)
    const [found, ...more] = await similar()
    expect(more).toEqual([])
    expect(found).toMatchObject({
      ...{ number, category: 'power', place: 'anshun', shared: ['power'], own: false },
    })
    expect(Object.keys(found!).sort()).toEqual(
      ['category', 'number', 'own', 'place', 'registeredAt', 'score', 'shared'].sort(),
    )
  })

  it.each([
    ['when somebody writes of something else', { text: OTHER.replace('村口', '河边的猪场') }],
    ['when it is the one that is asked about', {}],
    ['without words', { text: ' 。 ' }],
    ['without a place', { place: null }],
    ['from a place elsewhere', { place: 'housing' }],
  ] as [string, Partial<Sought>][])('is not found %s', async (what, change) => {
    const number = await desk.submit(903, WORDS)
    const { id } = await desk.appeal(number)
    const besides = what.includes('asked about') ? id : null
    expect(await similar({ besides, ...change })).toEqual([])
  })

  it('is found from the township that its community is in, and from its community when it is at the township', async () => {
    const below = await desk.submit(904, WORDS)
    expect(numbers(await similar({ place: 'town' }))).toEqual([below])
    await desk.desk.db.prisma.posting.deleteMany()
    const above = await desk.submit(905, WORDS, { place: 'town' })
    expect(numbers(await similar())).toEqual([above])
  })

  it('comes in the order of likeness, and no more than asked for', async () => {
    const less = await desk.submit(906, `${WORDS}，希望物业和街道一起来看看，给个说法`)
    const most = await desk.submit(907, AGAIN)
    for (const who of [908, 909]) await desk.submit(who, WORDS)
    const found = await similar()
    expect(found).toHaveLength(3)
    expect(numbers(found)[0]).toBe(most)
    expect(numbers(found)).not.toContain(less)
    expect(found.map(({ score }) => score)).toEqual(
      found.map(({ score }) => score).toSorted((a, b) => b - a),
    )
  })

  it('is one’s own where one stands behind it, wherever one is now', async () => {
    const number = await desk.submit(910, WORDS)
    const person = await idOf(910)
    const own = { number, own: true }
    expect(await similar({ person })).toMatchObject([own])
    expect(await similar({ person, place: 'housing' })).toMatchObject([own])
    const joiner = await idOf(911)
    const { id: appealId } = await desk.appeal(number)
    const joined = { appealId, personId: joiner, joinedAt: new Date() }
    await desk.desk.db.prisma.joiner.create({ data: joined })
    expect(await similar({ person: joiner })).toMatchObject([own])
    expect(await similar({ person: await idOf(912) })).toMatchObject([{ number, own: false }])
  })
})

describe('the index', () => {
  const accepted = async (telegram: number) => {
    const number = await desk.submit(telegram, WORDS)
    await desk.act(STAFF.handler, number, { act: 'accept' })
    return number
  }

  it('holds at most two dozen pieces of an appeal, however long it is', async () => {
    await desk.submit(920, `${WORDS}${'这封信很长说了许多别的事情'.repeat(40)}`)
    expect(await postings()).toBe(24)
  })

  it('loses an appeal that has its reply, and takes it in again when it comes back', async () => {
    const number = await accepted(921)
    const before = await postings()
    await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'mended' })
    expect([await postings(), await similar()]).toEqual([0, []])
    await desk.act(921, number, { act: 'contacted', answer: 'yes' })
    await desk.act(921, number, { act: 'solved', answer: 'no' })
    await desk.act(921, number, { act: 'satisfied', answer: '1' })
    expect(await postings()).toBe(before)
    expect(numbers(await similar())).toEqual([number])
  })

  it('loses an appeal that its resident takes back', async () => {
    const number = await desk.submit(922, WORDS)
    await desk.act(922, number, { act: 'withdraw' })
    expect(await postings()).toBe(0)
  })

  it('loses an appeal whose words are erased', async () => {
    const number = await accepted(923)
    await desk.work(({ tx }) => eraseWords(tx, number))
    expect([await postings(), await similar()]).toEqual([0, []])
  })

  it('loses the appeals of whoever is forgotten', async () => {
    await accepted(924)
    const person = await desk.person(924)
    await desk.work((work) => forget(work, person))
    expect(await postings()).toBe(0)
  })

  it('loses the words of whoever is forgotten, though neighbours still stand behind their appeal', async () => {
    const number = await accepted(925)
    const { id: appealId } = await desk.appeal(number)
    const joined = { appealId, personId: await idOf(926), joinedAt: new Date() }
    await desk.desk.db.prisma.joiner.create({ data: joined })
    await desk.desk.db.prisma.appeal.update({ where: { number }, data: { households: 2 } })
    const person = await desk.person(925)
    await desk.work((work) => forget(work, person))
    expect((await desk.appeal(number)).status).toBe('accepted')
    expect(await postings()).toBe(0)
  })
})
