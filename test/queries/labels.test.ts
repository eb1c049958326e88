import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givenLabels } from '../../src/queries/labels.ts'
import { eraseWords } from '../../src/store/erase.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())

const labelOf = async (text: string) =>
  (await givenLabels(desk.desk.db.prisma)).find((one) => one.text === text)?.label

const unsure = { category: null, categoryBy: 'guess' } as const
const tapped = { category: 'noise', categoryBy: 'person' } as const

describe('the category of an appeal is a label', () => {
  it('when the resident tapped it', async () => {
    await desk.submit(601, 'tapped', tapped)
    expect(await labelOf('tapped')).toBe('noise')
  })

  it('when a dispatcher corrected it, the latest correction first', async () => {
    const number = await desk.submit(602, 'corrected twice', unsure)
    const correct = (category: string) =>
      desk.act(STAFF.dispatcher, number, { act: 'recategorise', category })
    await correct('power')
    expect(await labelOf('corrected twice')).toBe('power')
    await correct('noise')
    expect(await labelOf('corrected twice')).toBe('noise')
  })

  it('when the unit that signed for it resolved it, and not before', async () => {
    const number = await desk.submit(603, 'power to be resolved')
    expect(await labelOf('power to be resolved')).toBeUndefined()
    await desk.act(STAFF.handler, number, { act: 'accept' })
    expect(await labelOf('power to be resolved')).toBeUndefined()
    await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'done' })
    expect(await labelOf('power to be resolved')).toBe('power')
  })

  it('never for a guess that nobody has looked at', async () => {
    await desk.submit(604, 'power guessed')
    await desk.submit(605, 'nobody knows', unsure)
    expect(await labelOf('power guessed')).toBeUndefined()
    expect(await labelOf('nobody knows')).toBeUndefined()
  })

  it('not when a unit resolved it after one had returned it', async () => {
    const number = await desk.submit(606, 'power returned')
    await desk.act(STAFF.handler, number, { act: 'ask_return' }, { words: 'not ours' })
    const request = await desk.request(number)
    await desk.act(STAFF.dispatcher, number, { act: 'approve_return', request })
    await desk.act(STAFF.dispatcher, number, { act: 'assign', unit: 'housing' })
    await desk.act(STAFF.handler, number, { act: 'accept' })
    await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'done' })
    expect(await desk.appeal(number)).toMatchObject({ status: 'resolved', returns: 1 })
    expect(await labelOf('power returned')).toBeUndefined()
  })

  it('only while the words are kept', async () => {
    const number = await desk.submit(607, 'erased', tapped)
    expect(await labelOf('erased')).toBe('noise')
    await desk.work(({ tx }) => eraseWords(tx, number))
    expect(await labelOf('erased')).toBeUndefined()
  })
})
