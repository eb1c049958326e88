import { addWorking } from '../calendar.ts'
import { isStaffed } from '../rules.ts'
import type { Paper, PaperArguments, PaperCase, PaperRules } from './paper.ts'
import { nextReminder, NOT_REMINDED, REMINDING } from './reminding.ts'

/**
 * One matter on the agenda of a joint review, an appeal or a common demand. The chair decides it: lead unit, co-units,
 * date, who reports, and in words what is to be done. Whoever reports says what was done, the chair is content or asks
 * for more. What is prepared before the decision counts with the decision.
 */
export const ITEM: PaperRules = {
  // prettier-ignore
  acts: {
    open: { from: ['none'], to: 'open', who: ['desk', 'leader', 'dispatcher'], carries: [], tells: {} },
    decide: { from: ['open'], to: 'decided', who: ['answerer'], carries: ['words'], tells: { parties: 'card', unit: 'card' } },
    lead: { from: ['open'], to: 'same', who: ['answerer'], carries: ['choice'], prepares: true, tells: {} },
    help: { from: ['open'], to: 'same', who: ['answerer'], carries: ['choice'], prepares: true, tells: {} },
    date: { from: ['open'], to: 'same', who: ['answerer'], carries: ['choice'], prepares: true, tells: {} },
    reporter: { from: ['open'], to: 'same', who: ['answerer'], carries: ['choice'], prepares: true, tells: {} },
    postpone: { from: ['open'], to: 'postponed', who: ['answerer', 'desk'], carries: [], tells: {} },
    drop: { from: ['open'], to: 'dropped', who: ['answerer'], carries: [], tells: {} },
    report: { from: ['decided'], to: 'reported', who: ['head', 'party'], carries: ['words'], tells: { answerer: 'card' } },
    accept: { from: ['reported'], to: 'done', who: ['answerer'], carries: [], tells: { parties: 'words', heads: 'words' } },
    more: { from: ['reported'], to: 'decided', who: ['answerer'], carries: ['words'], tells: { parties: 'words', heads: 'words' } },
    remind: { from: ['decided'], to: 'same', who: ['desk'], carries: [], tells: { parties: 'words', heads: 'words' } },
    overdue: { from: ['decided'], to: 'same', who: ['desk'], carries: [], tells: { answerer: 'words', parties: 'words', heads: 'words' } },
    replace: { from: ['decided', 'reported'], to: 'replaced', who: ['desk'], carries: [], tells: { parties: 'words', heads: 'words' } },
    moot: { from: ['open', 'decided', 'reported'], to: 'moot', who: ['desk'], carries: [], tells: { parties: 'words' } },
  },
  guards: {
    open: ({ paper, appeal, beside }) => {
      if (!appeal && paper.demand === null) return 'appeal_needed'
      if (appeal && appeal.closedAt !== null) return 'not_now'
      const isThere = beside.some(({ kind, state }) => kind === 'item' && state === 'open')
      return isThere ? 'already_done' : null
    },
    decide: ({ paper }) => (leadOf(paper) === null ? 'unit_unknown' : null),
    reporter: ({ paper }) => (leadOf(paper) === null ? 'unit_unknown' : null),
  },
  changes: {
    open: (_given, { choice }) => ({
      data: { reasons: choice === null ? ['hand'] : choice.split('.') },
    }),
    lead: ({ rules }, { choice }) => {
      if (!rules.org.units.some(({ code }) => code === choice)) return 'unit_unknown'
      // Whoever was to report is of another unit now.
      if (choice === null || !isStaffed(rules, choice)) return 'unit_without_staff'
      return { data: { lead: choice, reporter: null } }
    },
    help: ({ paper, rules }, { choice }) => {
      if (choice === null || !rules.org.units.some(({ code }) => code === choice))
        return 'unit_unknown'
      if (choice === leadOf(paper)) return 'same_unit'
      if (!isStaffed(rules, choice)) return 'unit_without_staff'
      const units = coUnitsOf(paper)
      const isThere = units.includes(choice)
      return {
        data: { help: isThere ? units.filter((unit) => unit !== choice) : [...units, choice] },
      }
    },
    date: (_given, { choice }) => {
      const days = Number(choice)
      const isPossible = Number.isInteger(days) && days >= 1 && days <= DAYS_AT_MOST
      return isPossible ? { data: { days } } : 'answer_unknown'
    },
    reporter: (_given, { choice }) => {
      const reporter = Number(choice)
      return Number.isInteger(reporter) && reporter > 0 ? { data: { reporter } } : 'staff_unknown'
    },
    decide: (given, args) => {
      const { paper } = given
      const unit = leadOf(paper)
      const units = coUnitsOf(paper).filter((code) => code !== unit)
      const { reporter } = paper.data
      const people = typeof reporter === 'number' ? [reporter] : []
      const due = reportBy(given, { days: daysOf(paper) ?? args.days })
      return { unit, due, data: { units, people }, entry: { unit, units, people } }
    },
    more: (given, args) => ({ due: reportBy(given, args), data: NOT_REMINDED }),
    ...REMINDING,
  },
  closed: ['postponed', 'dropped', 'done', 'replaced', 'moot'],
  numbered: false,
  next: (given) => (given.paper.state === 'decided' ? nextReminder(given) : null),
}

/** The lead unit as it is prepared; without it the unit that has the matter. */
export function leadOf({ unit, data }: Pick<Paper, 'unit' | 'data'>): string | null {
  return typeof data['lead'] === 'string' ? data['lead'] : unit
}

/** The co-units as they are prepared. */
export function coUnitsOf({ data }: Pick<Paper, 'data'>): string[] {
  const units = data['help']
  return Array.isArray(units) ? units.filter((one) => typeof one === 'string') : []
}

function daysOf({ data }: Pick<Paper, 'data'>): number | null {
  return typeof data['days'] === 'number' ? data['days'] : null
}

const DAYS_AT_MOST = 90

function reportBy({ now, rules }: PaperCase, { days }: Pick<PaperArguments, 'days'>) {
  const { report } = rules.org.policy.review
  return addWorking(rules.calendar, now, days === null ? report : { amount: days, unit: 'days' })
}
