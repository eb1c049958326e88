import { afterAll, beforeAll, expect, it } from 'vitest'
import { draftAgain } from '../../src/actions/draft-again.ts'
import { eraseWords } from '../../src/store/erase.ts'
import { openTestDesk, type TestDesk } from '../support/desk.ts'

const PHOTO = { kind: 'photo', fileId: 'P', size: null } as const
const PIN = { longitude: 119.2, latitude: 35.75 }

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())

/** `neighbour`: joined it with words of their own, and left before. */
async function withdrawn(resident: number, neighbour?: number): Promise<string> {
  const said = { files: [PHOTO], pin: PIN, anonymous: true }
  const number = await desk.submit(resident, 'power trouble by the mill', said)
  await desk.act(resident, number, { act: 'add' }, { words: 'said later' })
  if (neighbour !== undefined) {
    await desk.person(neighbour)
    await desk.act(neighbour, number, { act: 'join' }, { words: 'here, too' })
    await desk.act(neighbour, number, { act: 'leave' })
  }
  await desk.clearOutbox()
  await desk.act(resident, number, { act: 'withdraw' })
  return number
}

async function again(who: number, number: string) {
  const person = await desk.person(who)
  return desk.work((work) => draftAgain(work, person, number))
}

it('What was withdrawn comes again as it was begun: words, files, place and whether the name is hidden', async () => {
  const number = await withdrawn(841)
  const { place } = await desk.appeal(number)
  expect(await again(841, number)).toMatchObject({
    ...{ text: 'power trouble by the mill', files: [PHOTO], pin: PIN, anonymous: true },
    ...{ place, categoryBy: 'guess' },
  })
})

it('The news of the withdrawal offers it', async () => {
  const number = await withdrawn(842)
  const bodies = (await desk.parcels(842)).map(({ body }) => body)
  expect(bodies.join()).toContain(`appeal.again:${number}`)
})

it('Nobody else is given the words, and nothing is there once they are erased', async () => {
  const number = await withdrawn(843, 844)
  expect(await again(844, number)).toBeNull()
  await desk.work(({ tx }) => eraseWords(tx, number))
  expect(await again(843, number)).toBeNull()
})
