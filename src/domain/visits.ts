import type { Appeal, Outcome, ReturnVisit, Solved } from './appeal.ts'
import type { Command } from './command.ts'
import type { Case } from './guards.ts'

/** The answers of everybody who stands behind an appeal, the resident's first. */
export function visitsOf({ appeal, joiners }: Pick<Case, 'joiners'> & { appeal: Visited }) {
  return [appeal.visit, ...joiners.map(({ visit }) => visit)]
}

type Visited = Pick<Appeal, 'visit'>

/** Not solved, or dissatisfied (1 or 2): it goes back to work by itself. */
export function needsRework({
  solved,
  satisfied,
}: Pick<ReturnVisit, 'solved' | 'satisfied'>): boolean {
  return solved === 'no' || (satisfied !== null && satisfied <= 2)
}

/** Has answered everything and is content: not to be asked again when others send it back to work. */
export function isContent(visit: ReturnVisit): boolean {
  return visit.satisfied !== null && !needsRework(visit)
}

/**
 * What the desk does when the time of the return visit is over: one household for which it is not solved sends it
 * back to work, else it is closed.
 */
export function endOfVisit(visits: readonly ReturnVisit[]): Command {
  return { act: visits.some(needsRework) ? 'rework' : 'close' }
}

/**
 * What follows from an answer at once: back to work as soon as one household is not content, closed as soon as
 * all have answered. Null: others are still to be heard.
 */
export function afterAnswer(visits: readonly ReturnVisit[]): Command | null {
  const isOver = visits.some(needsRework) || visits.every(({ satisfied }) => satisfied !== null)
  return isOver ? endOfVisit(visits) : null
}

/** Only an answer counts as solved; silence never does. One "partly" is not wholly solved. */
export function outcomeOf(visits: readonly ReturnVisit[]): Outcome {
  const answers = visits.map(({ solved }) => solved)
  if (answers.includes('partly')) return 'partly'
  return answers.includes('yes') ? 'solved_confirmed' : 'solved_unconfirmed'
}

export function isSolved(answer: string | undefined): answer is Solved {
  return answer === 'yes' || answer === 'partly' || answer === 'no'
}
