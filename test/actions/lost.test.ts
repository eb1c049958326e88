import { afterAll, beforeAll, expect, it } from 'vitest'
import { tellLost } from '../../src/actions/lost.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

const { handler } = STAFF
const FILES = [{ kind: 'photo', fileId: 'P', size: null } as const]

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())

/** The newest letter with a photo to somebody. */
async function letterTo(who: number): Promise<number> {
  const letter = (await desk.parcels(who)).findLast(({ method }) => method === 'sendPhoto')
  return letter?.id ?? 0
}

/** What is said when delivery gives up this letter, of three files, to somebody. */
async function toldOf(letter: number, who: number): Promise<string[]> {
  const before = (await desk.parcels()).length
  await desk.desk.db.transaction((tx) => tellLost(desk.desk, tx, who, letter, 3))
  const told = (await desk.parcels()).slice(before)
  expect(told.every(({ chat }) => chat === who)).toBe(true)
  return told.map(({ body }) => body)
}

it('staff read how many files did not come, and may ask the resident once they have signed', async () => {
  const number = await desk.submit(801, 'power', { files: FILES })
  const before = await toldOf(await letterTo(handler), handler)
  expect(before).toEqual([expect.stringContaining(`task.show:${number}`)])
  expect(before[0]).not.toContain(`"ask:${number}"`)
  await desk.act(handler, number, { act: 'accept' })
  await desk.act(801, number, { act: 'add' }, { words: 'look', files: FILES })
  expect(await toldOf(await letterTo(handler), handler)).toEqual([
    expect.stringContaining(`"ask:${number}"`),
  ])
})

it('a resident reads that files of the unit did not come, without buttons', async () => {
  const number = await desk.submit(802, 'power')
  await desk.act(handler, number, { act: 'accept' })
  await desk.act(handler, number, { act: 'note' }, { words: 'look', files: FILES })
  const [told, ...others] = await toldOf(await letterTo(802), 802)
  expect(others).toEqual([])
  expect(told).toContain(number)
  expect(told).not.toContain('callback_data')
})

it('who may not see the appeal, and a letter that shows none, are told nothing', async () => {
  await desk.submit(803, 'power', { files: FILES })
  await desk.person(804)
  expect(await toldOf(await letterTo(handler), 804)).toEqual([])
  expect(await toldOf(999_999, handler)).toEqual([])
})
