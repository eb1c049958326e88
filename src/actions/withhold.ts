import { isHousehold } from '../domain/actor.ts'
import type { Moment } from '../domain/appeal.ts'
import type { Rules } from '../domain/rules.ts'
import { groundsOf, type Ground } from '../flows/ground.ts'
import { demandFor } from '../queries/demands.ts'
import { loadCase, numberIn, viewFor } from '../queries/facts.ts'
import { paperFor } from '../queries/papers.ts'
import type { StoredAppeal } from '../store/appeals.ts'
import type { Transaction } from '../store/database.ts'
import type { StoredPerson } from '../store/people.ts'
import { requestsOf } from '../store/requests.ts'
import { setTimer } from '../store/timers.ts'
import { unsentTo, withholdRows } from '../store/withheld.ts'
import type { Work } from './desk.ts'
import { refreshCards, refreshRequest } from './screens.ts'

/**
 * Gives up what waits for somebody whose post has just ended and who, by the posts they have left, may not see it any
 * more. Their own appeals they go on hearing of, and whatever another post of theirs lets them see. A card that was to
 * be rewritten is emptied instead. What is being sent at this very moment cannot be taken back, nor what another
 * transaction is just writing.
 */
export async function withhold(tx: Transaction, person: StoredPerson, given: Given): Promise<void> {
  const answers = new Map<string, Promise<boolean>>()
  const isTheirs = (ground: Ground) => {
    const key = JSON.stringify(ground)
    const answer = answers.get(key) ?? maySee(tx, person, ground, given)
    answers.set(key, answer)
    return answer
  }
  const looked = (await unsentTo(tx, person.telegramId)).map(async (message) => {
    const theirs = await Promise.all(groundsOf(message).map(isTheirs))
    return theirs.every(Boolean) ? [] : [message]
  })
  const withheld = (await Promise.all(looked)).flat()
  await withholdRows(
    tx,
    withheld.map(({ id }) => id),
  )
  const edits = withheld.filter(({ isEdit }) => isEdit)
  for (const ground of edits.flatMap(groundsOf)) {
    const number = await numberOf(tx, ground)
    if (number !== null) await setTimer(tx, 'gone', number, given.now)
  }
}

/**
 * What a withheld edit took away must leave the card all the same: the cards of whoever may not see the appeal any more
 * say so. By a timer, since there are no words yet where the organisation is imported.
 */
export async function emptyCards(work: Work, appeal: StoredAppeal): Promise<void> {
  await refreshCards(work, appeal)
  for (const { id } of await requestsOf(work.tx, appeal.id)) await refreshRequest(work, id, appeal)
}

interface Given {
  rules: Rules
  now: Moment
}

async function numberOf(tx: Transaction, ground: Ground): Promise<string | null> {
  if (ground.is === 'appeal') return ground.number
  return ground.is === 'request' ? numberIn(tx, { by: 'request', request: ground.id }) : null
}

async function maySee(
  tx: Transaction,
  person: StoredPerson,
  ground: Ground,
  given: Given,
): Promise<boolean> {
  switch (ground.is) {
    case 'post':
      return person.posts.length > 0
    case 'appeal': {
      const view = viewFor(person, await loadCase(tx, ground.number, given, false))
      return view !== null && !(ground.as === 'work' && isHousehold(view.standings))
    }
    case 'request': {
      const number = await numberOf(tx, ground)
      return number !== null && maySee(tx, person, { is: 'appeal', number, as: 'work' }, given)
    }
    case 'paper':
      return (await paperFor(tx, person, ground.id, given)) !== null
    case 'demand':
      return (await demandFor(tx, person, ground.id)) !== null
  }
}
