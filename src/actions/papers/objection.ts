import { DESK } from '../../domain/actor.ts'
import { numbersOf } from '../../domain/papers/objection.ts'
import { countedFor, scopeOf } from '../../queries/notice-facts.ts'
import { findPaper } from '../../store/papers.ts'
import type { After, Before } from './follow.ts'

/** Only appeals that count for the unit in this notice can be left out of its figures. */
export const beforeObjection: Before = async ({ tx, desk }, { act, given: { paper } }) => {
  if (act !== 'leave_out' || paper.parent === null || paper.unit === null) return null
  const notice = await findPaper(tx, paper.parent)
  const scope = scopeOf(String(notice?.data['month']), desk.rules.org)
  const numbers = numbersOf(paper)
  const found = await countedFor(tx, paper.unit, numbers, scope)
  return numbers.every((number) => found.has(number)) ? null : 'numbers_unknown'
}

/** Whatever was answered stands in the notice, which is counted anew. */
export const afterObjection: After = async (_work, { act, paper, also }) => {
  if (act === 'open' || paper.parent === null) return
  const about = { about: null, unit: null, choice: null, words: '', days: null }
  const acted = await also(DESK, {
    ...{ ...about, act: 'recount', kind: 'notice', paper: paper.parent },
  })
  if (!acted.ok) throw new Error(`Notice ${paper.parent} was not counted anew: ${acted.refusal}`)
}
