import { beginFinding, findDemands } from '../../src/actions/demands/run.ts'
import { carryOut } from '../../src/demands/order.ts'
import { importOrganisation } from '../../src/actions/import-organisation.ts'
import { emptyDesk } from '../../src/store/reset.ts'
import { NOW } from './builders.ts'
import type { TestDesk } from './desk.ts'

/** What a household wrote: so many days before NOW. */
export interface Letter {
  daysAgo: number
  household: number
  words: string
  place?: string
}

/** Submits the letters in the order in which they came, each at its time, and comes back. Gives their numbers. */
export async function writeLetters(
  desk: TestDesk,
  letters: readonly Letter[],
): Promise<{ letter: Letter; number: string }[]> {
  const written = []
  const present = desk.desk.now()
  for (const letter of letters.toSorted((a, b) => b.daysAgo - a.daysAgo)) {
    desk.at(NOW.subtract({ minutes: Math.round(letter.daysAgo * 1440) }))
    const { household, words, place = 'anshun' } = letter
    written.push({ letter, number: await desk.submit(household, words, { place }) })
  }
  desk.at(present)
  return written
}

/** Goes on to the next night and lets the desk group its letters. */
export async function anotherNight(test: TestDesk): Promise<void> {
  test.later(24)
  const done = await findNow(test.desk)
  if (!done) throw new Error('the night for it has not come')
}

/** Groups the letters if it is time for it; in this very thread, for starting another one takes a test too long. */
export function findNow(desk: TestDesk['desk']): Promise<boolean> {
  return findDemands(desk, new AbortController().signal, (order) =>
    Promise.resolve(carryOut(order)),
  )
}

/** A desk at NOW whose night is still to come, without letters and demands. */
export async function emptyDemands(test: TestDesk): Promise<void> {
  await emptyDesk(test.desk.db)
  await importOrganisation(test.desk.db, test.desk.rules, test.desk.now())
  test.at(NOW)
  await beginFinding(test.desk)
}
