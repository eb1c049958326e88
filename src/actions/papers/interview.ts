import { DESK } from '../../domain/actor.ts'
import { contentsOf } from '../../store/notice-versions.ts'
import { findPapers, lockNamed } from '../../store/papers.ts'
import type { Work } from '../desk.ts'
import { ruledOpening } from './command.ts'
import type { Also, Before } from './follow.ts'

/** A unit is called in once at a time. */
export const beforeInterview: Before = async ({ tx }, { act, given: { paper } }) => {
  if (act !== 'open' || paper.unit === null) return null
  await lockNamed(tx, `interview ${paper.unit}`)
  const open = await findPapers(tx, { kind: 'interview', unit: paper.unit, closedAt: null })
  return open.length > 0 ? 'already_done' : null
}

/** Calls the heads of every unit in that was backward in so many notices in a row, this month's the last. */
export async function callIn({ tx, desk }: Work, month: string, also: Also): Promise<void> {
  const { backward: times } = desk.rules.org.policy.interview
  const last = Temporal.PlainYearMonth.from(month)
  const months = Array.from({ length: times }, (_, ago) =>
    last.subtract({ months: ago }).toString(),
  )
  const contents = await contentsOf(tx, months, 'published')
  if (contents.length < times) return
  const [first = [], ...others] = contents.map(({ groups }) =>
    groups.flatMap(({ backward }) => backward),
  )
  for (const unit of first.filter((one) => others.every((then) => then.includes(one)))) {
    const opened = await also(DESK, ruledOpening('interview', { about: null, unit }, null))
    if (!opened.ok && opened.refusal !== 'already_done')
      throw new Error(`An interview of ${unit} was refused: ${opened.refusal}`)
  }
}
