import type { Moment } from '../domain/appeal.ts'
import { actorOf } from '../domain/actor.ts'
import { rulesOf } from '../domain/papers/kinds.ts'
import type { PaperCase } from '../domain/papers/paper.ts'
import { may } from '../domain/rights/may.ts'
import type { Rules } from '../domain/rules.ts'
import type { Person } from '../flows/facts.ts'
import type { PaperInView, PaperTitle } from '../flows/paper/views.ts'
import type { Transaction } from '../store/database.ts'
import { lastHeard } from './heard.ts'
import { inChargeOfPaper } from './in-charge.ts'
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
  const heardAt = appeal && (await lastHeard(tx, appeal.id))
  const unit = appeal?.unit ?? stored.unit
  const inCharge = await inChargeOfPaper(tx, rules.org, unit, whole)
  const given = {
    ...{ paper: stored, appeal, joiners, beside, parts, entries, heardAt, inCharge },
    ...{ now, rules },
  }
  return { stored, given }
}

/** The paper in the eyes of this person; null: not there, or not theirs to see, which look the same. */
export async function paperFor(
  tx: Transaction,
  person: Person,
  id: number,
  given: { rules: Rules; now: Moment },
): Promise<PaperInView | null> {
  const loaded = await loadPaper(tx, id, given, false)
  if (!loaded || !may(actorOf(person), 'see', { is: 'paper', given: loaded.given })) return null
  return { id, title: paperTitle(loaded.stored), given: loaded.given }
}

/** What a paper is called. */
export function paperTitle({ kind, year, serial, appeal, unit, data }: StoredPaper): PaperTitle {
  const { form } = data
  const width = rulesOf(kind).numbered === 'month' ? 2 : 1
  return {
    ...{ kind, form: typeof form === 'string' ? form : null },
    serial:
      year === null || serial === null ? null : `${year}-${String(serial).padStart(width, '0')}`,
    ...{ number: appeal, unit },
  }
}
