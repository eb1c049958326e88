import type { Moment, Status } from '../appeal.ts'
import { whenToTell } from '../deadlines.ts'
import type { NextAct, PaperCase, PaperRow, PaperRules } from './paper.ts'
import { NOT_REMINDED } from './reminding.ts'

/** Ways in which an appeal ends without a result: what was to be done about it falls away. */
const OVER_WITHOUT_RESULT: readonly Status[] = ['withdrawn', 'merged', 'declined']

/**
 * What the desk does with a paper when its appeal moves on: it goes along to the unit that holds the appeal now, or is
 * dropped with an appeal that is withdrawn, merged or declined. A closed appeal keeps its papers: somebody has still to
 * look at them.
 */
export function followUps(
  open: readonly string[],
  tells: PaperRow['tells'] = {},
): Readonly<Record<'pass' | 'drop', PaperRow>> {
  return {
    pass: { from: open, to: 'same', who: ['desk'], carries: [], tells: { unit: 'card' } },
    drop: { from: open, to: 'dropped', who: ['desk'], carries: [], tells },
  }
}

/** What passing it on changes: the unit, whoever supervises it for a rule, and the date. Null: the date stays. */
export function passedOn(
  due: ((given: PaperCase) => Moment | null) | null,
): Pick<PaperRules['changes'], 'pass'> {
  return {
    pass: (given) => {
      const unit = given.appeal?.unit ?? null
      if (unit === null || unit === given.paper.unit) return 'not_now'
      const leader = given.paper.by === null ? (given.inCharge[0] ?? null) : given.paper.leader
      return due === null ? { unit, leader } : { unit, leader, due: due(given), data: NOT_REMINDED }
    },
  }
}

/** Which of these comes now, if any; people are told while they work. */
export function nextFollowUp({ paper, appeal, now, rules }: PaperCase): NextAct | null {
  if (!appeal) return null
  const at = whenToTell(rules, appeal, now)
  if (OVER_WITHOUT_RESULT.includes(appeal.status)) return { act: 'drop', at }
  return appeal.unit !== null && appeal.unit !== paper.unit ? { act: 'pass', at } : null
}
