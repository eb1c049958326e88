import { stillButtons } from '../flows/appeal/after-buttons.ts'
import type { StoredAppeal } from '../store/appeals.ts'
import { changeCard, liveCards } from '../store/cards.ts'
import { joinersOf } from '../store/joiners.ts'
import { peopleByIds } from '../store/people.ts'
import { say } from './cards.ts'
import type { Work } from './desk.ts'

/** Long after the end every household is asked once more whether it is still solved. Silence changes nothing. */
export async function askWhetherStill(work: Work, appeal: StoredAppeal): Promise<void> {
  const { number, status } = appeal
  if (status !== 'closed') return
  for (const old of await liveCards(work.tx, ['survey'], number)) {
    await changeCard(work.tx, old.id, { live: false })
  }
  const joiners = await joinersOf(work.tx, appeal.id)
  const asked = [appeal.resident, ...joiners.map(({ person }) => person)]
  const screen = { screen: 'after', number, asks: 'still', buttons: stillButtons(number) } as const
  for (const person of await peopleByIds(work.tx, asked)) {
    say(work, person, screen, { kind: 'survey', subject: number }, 'once')
  }
}
