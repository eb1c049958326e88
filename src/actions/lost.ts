import { isHousehold } from '../domain/actor.ts'
import { taskButtons, wordsButtons } from '../flows/buttons.ts'
import { loadCase, viewFor } from '../queries/facts.ts'
import type { Transaction } from '../store/database.ts'
import { personByTelegram } from '../store/people.ts'
import { appealOfLetter } from '../store/sending.ts'
import { say } from './cards.ts'
import { withWork, type Desk } from './desk.ts'

/**
 * Delivery gave up a letter with files of an appeal: whoever was to get them reads that so many did not come, and staff
 * may ask the resident for them. Joins the transaction that gives the letter up.
 */
export function tellLost(
  desk: Desk,
  tx: Transaction,
  telegramId: number,
  letter: number,
  files: number,
): Promise<void> {
  return withWork(desk, tx, async (work) => {
    const number = await appealOfLetter(tx, letter)
    const person = await personByTelegram(tx, telegramId)
    if (number === null || !person) return
    const loaded = await loadCase(tx, number, { rules: desk.rules, now: work.now }, false)
    const view = viewFor(person, loaded)
    if (!view) return
    const own = isHousehold(view.standings)
    const ask = taskButtons(view.moves.includes('ask') ? ['ask'] : [], number)
    const buttons = own ? [] : [...ask, ...wordsButtons(number)]
    const card = own ? null : ({ kind: 'words', subject: number } as const)
    say(work, person, { screen: 'files_lost', number, count: files, own, buttons }, card)
  })
}
