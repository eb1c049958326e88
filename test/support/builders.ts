import { UNASKED, type Appeal, type Status, type UnitRequest } from '../../src/domain/appeal.ts'
import type { Calendar } from '../../src/domain/calendar.ts'
import type { Case } from '../../src/domain/guards.ts'
import type { Org, OrgUnit } from '../../src/domain/organisation.ts'
import type { Rules } from '../../src/domain/rules.ts'
import { POLICY } from './policy.ts'

/** Person ids of the little organisation below. */
export const RESIDENT = 1
export const HANDLER = 2
export const HEAD = 3
export const DISPATCHER = 4
export const LEADER = 5
export const STRANGER = 9
export const JOINER = 10

const name = (text: string) => ({ 'zh-CN': text, en: text })
const unit = (code: string, kind: OrgUnit['kind'], parent: string | null): OrgUnit => ({
  ...{ code, kind, parent, name: name(code) },
  aliases: [],
  area: null,
})

const SPANS = [
  { from: 510, to: 720 },
  { from: 810, to: 1050 },
]
const WEEK = [SPANS, SPANS, SPANS, SPANS, SPANS, SPANS, SPANS]

/** A county with one department and one community, both staffed, and one department without anybody. */
export const ORG: Org = {
  name: name('county'),
  timezone: 'Asia/Shanghai',
  locale: 'zh-CN',
  calendar: { country: 'CN', hours: WEEK, closures: [], workdays: [] },
  units: [
    unit('county', 'county', null),
    unit('housing', 'department', 'county'),
    unit('empty', 'department', 'county'),
    unit('town', 'township', 'county'),
    unit('anshun', 'community', 'town'),
  ],
  staff: [
    { telegram: 102, name: 'handler', unit: 'housing', role: 'handler' },
    { telegram: 103, name: 'head', unit: 'housing', role: 'head' },
    { telegram: 106, name: 'secretary', unit: 'anshun', role: 'head' },
    { telegram: 104, name: 'dispatcher', unit: 'county', role: 'dispatcher' },
    { telegram: 105, name: 'leader', unit: 'county', role: 'leader' },
  ],
  categories: [
    {
      ...{ code: 'power', parent: null, name: name('power'), route: 'housing', urgency: 'normal' },
      ...{ keywords: ['power'], examples: [], proof: false },
      deadline: {
        accept: { amount: 2, unit: 'hours' },
        respond: { amount: 1, unit: 'days' },
        resolve: { amount: 3, unit: 'days' },
      },
    },
    {
      ...{ code: 'noise', parent: null, name: name('noise'), route: 'own', urgency: 'normal' },
      ...{ keywords: ['noise'], examples: [], proof: false, deadline: null },
    },
  ],
  urgent: {
    accept: { amount: 1, unit: 'hours' },
    respond: { amount: 2, unit: 'hours' },
    resolve: { amount: 24, unit: 'hours' },
  },
  emergencies: [
    {
      ...{ code: 'fire', name: name('fire'), words: ['on fire'], unless: [], always: false },
      ...{ category: null, call: '119', advice: name('Get out.') },
    },
  ],
  outside: [
    {
      code: 'court',
      name: name('court'),
      words: ['lawsuit'],
      unless: [],
      where: name('Ask the court.'),
    },
  ],
  survey: { afterHours: 1, remindHours: 24, closeHours: 72 },
  escalation: { soon: 0.75, late: ['head', 'leader'], rework: 2 },
  privacy: { retainHours: 730 * 24 },
  policy: POLICY,
}

/** Monday to Friday, 08:30–12:00 and 13:30–17:30 in Shanghai: 450 minutes a day. */
export const CALENDAR: Calendar = {
  timezone: 'Asia/Shanghai',
  hours: WEEK,
  isWorkingDay: (date) => date.dayOfWeek <= 5,
}

export const RULES: Rules = { org: ORG, calendar: CALENDAR }

/** Local time in Shanghai. */
export function at(local: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Shanghai').toInstant()
}

/** Monday morning. */
export const NOW = at('2026-11-23T09:00')

const OVER: readonly Status[] = ['closed', 'declined', 'withdrawn', 'merged']

/** An appeal in that status, with what such an appeal must have. */
export function appeal(status: Status = 'assigned', change: Partial<Appeal> = {}): Appeal {
  const isHeld = status !== 'registered'
  const isCounting = status === 'assigned' || status === 'accepted'
  return {
    number: '26-0000001-0',
    status,
    outcome: OVER.includes(status) ? 'solved_confirmed' : null,
    resident: RESIDENT,
    anonymous: false,
    urgency: 'normal',
    emergencies: [],
    category: 'power',
    place: 'anshun',
    unit: isHeld ? 'housing' : null,
    handler: status === 'accepted' || status === 'resolved' ? HANDLER : null,
    heldSince: isHeld ? NOW : null,
    registeredAt: NOW,
    assignedAt: isHeld ? NOW : null,
    acceptedAt: null,
    resolvedAt: status === 'resolved' ? NOW : null,
    closedAt: null,
    acceptDue: isHeld ? at('2026-11-23T11:00') : null,
    respondDue: isHeld ? at('2026-11-24T09:00') : null,
    contactedAt: null,
    due: isHeld ? at('2026-11-26T09:00') : null,
    allowedMinutes: isHeld ? 1350 : null,
    yellowAt: isCounting ? at('2026-11-25T09:00') : null,
    seriousAt: isCounting ? at('2026-12-04T09:00') : null,
    chargedFrom: isCounting ? NOW : null,
    paused: null,
    extended: false,
    returns: 0,
    rounds: 0,
    replied: null,
    relieved: null,
    passedOver: null,
    reopened: 0,
    contacts: 0,
    unreached: 0,
    about: null,
    urgedAt: null,
    visit: UNASKED,
    households: 1,
    main: null,
    ...change,
  }
}

/** A request of the housing department's handler. */
export function request(kind: UnitRequest['kind'], change: Partial<UnitRequest> = {}): UnitRequest {
  return {
    ...{ id: 7, kind, state: 'pending', unit: 'housing', by: HANDLER, reason: 'because' },
    ...{ proposed: null, days: kind === 'return' ? null : 3 },
    ...change,
  }
}

export function given(subject: Appeal, change: Partial<Case> = {}): Case {
  return {
    appeal: subject,
    pending: null,
    joiners: [],
    callers: [],
    other: null,
    papers: [],
    unitPeople: [HANDLER, HEAD],
    endings: null,
    lacksPhoto: false,
    helps: [],
    now: NOW,
    rules: RULES,
    ...change,
  }
}
