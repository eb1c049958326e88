import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attack } from '../attack/attack.ts'
import { foundTown, type Town } from '../attack/town.ts'
import { seedOfRun } from '../crash/random.ts'
import { openTestDesk, type TestDesk } from '../support/desk.ts'

/** `npm run test:attack` tries ten thousand times. */
const TRIES = 400

let test: TestDesk
let town: Town
beforeAll(async () => {
  test = await openTestDesk()
  town = await foundTown(test)
})
afterAll(() => test.close())

describe('whoever wants what is not theirs', () => {
  it('gets nothing, whatever they press, write and open', async () => {
    const seed = seedOfRun()
    const { tried, accepted } = await attack(test, town, seed, TRIES)
    expect(accepted, `CRASH_SEED=${seed}`).toEqual([])
    expect(tried).toBe(TRIES)
  })

  it('would be seen, had they got something', async () => {
    const { id } = await test.person(801)
    await test.desk.db.prisma.staff.create({
      data: { personId: id, unit: 'housing', role: 'head', name: 'Planted' },
    })
    const { accepted } = await attack(test, town, 1, 400)
    expect(accepted.some((one) => one.startsWith('shown'))).toBe(true)
    expect(accepted.some((one) => one.includes('changed by'))).toBe(true)
  })
})
