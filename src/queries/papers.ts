import type { Moment } from '../domain/appeal.ts'
import { peopleIn } from '../domain/papers/decide.ts'
import { unitsIn } from '../domain/papers/units.ts'
import type { PaperCase } from '../domain/papers/paper.ts'
import type { Rules } from '../domain/rules.ts'
import type { Person } from '../flows/facts.ts'
import type { PaperInView, PaperTitle } from '../flows/paper/views.ts'
import type { Transaction } from '../store/database.ts'
import { findPaper, paperEntries, partsOf, type StoredPaper } from '../store/papers.ts'
import { findWithRequest } from '../store/requests.ts'

/** A paper with everything that a decision about it looks at. */
export interface LoadedPaper {
  stored: StoredPaper
  given: PaperCase
}

/**
 * Reads what a decision about this paper looks at. `lock` when something is to be changed: the appeal first, as every
 * act on an appeal does, then the paper.
 */
export async function loadPaper(
  tx: Transaction,
  id: number,
  { rules, now }: { rules: Rules; now: Moment },
  lock: boolean,
): Promise<LoadedPaper | null> {
  const seen = await findPaper(tx, id)
  if (!seen) return null
  const whole = seen.appeal === null ? null : await findWithRequest(tx, seen.appeal, lock)
  const stored = lock ? await findPaper(tx, id, true) : seen
  if (!stored) return null
  const parts = await partsOf(tx, id)
  const entries = await paperEntries(tx, id)
  const beside = (whole?.papers ?? []).filter((paper) => paper.id !== id)
  const { appeal = null, joiners = [] } = whole ?? {}
  return { stored, given: { paper: stored, appeal, joiners, beside, parts, entries, now, rules } }
}

/** The paper in the eyes of this person; null: not there, or not theirs to see, which look the same. */
export async function paperFor(
  tx: Transaction,
  person: Person,
  id: number,
  given: { rules: Rules; now: Moment },
): Promise<PaperInView | null> {
  const loaded = await loadPaper(tx, id, given, false)
  if (!loaded || !maySeePaper(person, loaded.given)) return null
  return { id, title: paperTitle(loaded.stored), given: loaded.given }
}

/**
 * Leaders and dispatchers see all papers; the people of the unit that it is addressed to, or that holds its appeal;
 * whom it names. Nobody who stands behind its appeal.
 */
export function maySeePaper(
  { id, posts }: Pick<Person, 'id' | 'posts'>,
  { paper, appeal, joiners }: PaperCase,
): boolean {
  if (appeal && [appeal.resident, ...joiners.map((one) => one.person)].includes(id)) return false
  if ([paper.by, paper.leader, ...peopleIn(paper)].includes(id)) return true
  return posts.some(
    ({ role, unit }) =>
      role === 'leader' ||
      role === 'dispatcher' ||
      unit === paper.unit ||
      unitsIn(paper).includes(unit) ||
      (unit === appeal?.unit && paper.kind !== 'interview'),
  )
}

/** What a paper is called. */
export function paperTitle({ kind, year, serial, appeal, unit }: StoredPaper): PaperTitle {
  return {
    kind,
    serial: year === null || serial === null ? null : `${year}-${serial}`,
    ...{ number: appeal, unit },
  }
}
