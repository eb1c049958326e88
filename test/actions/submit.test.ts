import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readNumber } from '../../src/domain/number.ts'
import { ORG } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(() => desk.clearOutbox())

describe('submitting', () => {
  it('gives the promise to the resident, the task to the unit, and nothing to anybody else', async () => {
    const number = await desk.submit(501, 'the power is off')
    const parcels = await desk.parcels()
    expect(parcels.map(({ chat, kind, subject }) => [chat, kind, subject])).toEqual([
      [STAFF.handler, 'task', number],
      [STAFF.head, 'task', number],
      [501, 'promise', number],
    ])
    expect(parcels.every(({ delivery }) => delivery === 'must')).toBe(true)
    expect(await desk.appeal(number)).toMatchObject({ status: 'assigned', unit: 'housing' })
  })

  it('gives what the rules are not sure of to the dispatchers alone', async () => {
    const number = await desk.submit(502, 'something is strange here')
    const parcels = await desk.parcels()
    expect(parcels.map(({ chat, kind }) => [chat, kind])).toEqual([
      [STAFF.dispatcher, 'queue'],
      [502, 'promise'],
    ])
    expect(await desk.appeal(number)).toMatchObject({ status: 'registered', unit: null })
  })

  it('gives to the unit what the resident chose, however unsure the words are', async () => {
    const number = await desk.submit(503, 'strange', { category: 'noise', categoryBy: 'person' })
    expect(await desk.appeal(number)).toMatchObject({ status: 'assigned', unit: 'anshun' })
  })

  it('takes the urgency of the category', async () => {
    const category = ORG.categories.find(({ code }) => code === 'power')!
    category.urgency = 'urgent'
    try {
      const number = await desk.submit(504, 'power line on the street')
      expect(await desk.appeal(number)).toMatchObject({ urgency: 'urgent' })
    } finally {
      category.urgency = 'normal'
    }
  })

  it('gives distinct and consecutive numbers to residents who submit at the same moment', async () => {
    const people = Array.from({ length: 12 }, (_, index) => 520 + index)
    const numbers = await Promise.all(people.map((id) => desk.submit(id, 'no power')))
    expect(numbers.map(readNumber)).toEqual(numbers.map((number) => ({ kind: 'number', number })))
    const serials = numbers.map((number) => Number(number.slice(3, 10))).sort((a, b) => a - b)
    expect(serials).toEqual(serials.map((_, index) => serials[0]! + index))
  })

  it('leaves no draft and no timer of it behind', async () => {
    const person = await desk.person(501)
    const { prisma } = desk.desk.db
    expect(await prisma.draft.count({ where: { personId: person.id } })).toBe(0)
    expect(await prisma.timer.count({ where: { kind: 'draft_expire' } })).toBe(0)
  })

  it('sends the files of the appeal below the task', async () => {
    const files = [
      { kind: 'photo', fileId: 'a', size: null } as const,
      { kind: 'photo', fileId: 'b', size: null } as const,
      { kind: 'voice', fileId: 'c', size: null } as const,
    ]
    await desk.submit(505, 'power', { files })
    const toHandler = await desk.parcels(STAFF.handler)
    expect(toHandler.map(({ method }) => method)).toEqual([
      'sendMessage',
      'sendMediaGroup',
      'sendVoice',
    ])
  })
})
