import { z } from 'zod'
import { LOCALES, ROLES, UNIT_KINDS } from '../domain/organisation.ts'
import { calendar } from './calendar-schema.ts'
import { policy } from './policy-schema.ts'
import { code, list, map, names, oneOf, plainHours, text, words, workDuration } from './shapes.ts'

/*
 * The shape of the org file; what one entry says about another is checked in links.ts, its policy in
 * policy-schema.ts, its calendar in calendar-schema.ts.
 */

const timezoneForm = 'a time zone by its IANA name such as Asia/Shanghai'
const timezone = z.string({ error: timezoneForm }).refine(isTimezone, { error: timezoneForm })

function isTimezone(name: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId !== ''
  } catch {
    return false
  }
}

const pointForm = 'a point [longitude -180 to 180, latitude -90 to 90]'
const point = z.tuple(
  [
    z.number({ error: pointForm }).min(-180, { error: pointForm }).max(180, { error: pointForm }),
    z.number({ error: pointForm }).min(-90, { error: pointForm }).max(90, { error: pointForm }),
  ],
  { error: pointForm },
)
const ringForm = 'a ring of at least 3 different points [longitude, latitude]'

function isRing(points: readonly (readonly number[])[]): boolean {
  return new Set(points.map(String)).size >= 3
}

const unit = map(
  {
    code,
    kind: oneOf(UNIT_KINDS),
    parent: code.optional(),
    name: names,
    aliases: words.default([]),
    area: list(point, ringForm).refine(isRing, { error: ringForm }).optional(),
  },
  'a unit { code, kind, parent, name }',
)

const telegramForm = 'a Telegram user id: a whole number above 0'
const member = map(
  {
    telegram: z.int({ error: telegramForm }).positive({ error: telegramForm }),
    name: text,
    unit: code,
    role: oneOf(ROLES),
    charge: list(code, 'a list of unit codes').optional(),
  },
  'a post { telegram, name, unit, role }',
)

const category = map(
  {
    code,
    parent: code.optional(),
    name: names,
    route: code.optional(),
    urgency: oneOf(['normal', 'urgent']).default('normal'),
    keywords: words.default([]),
    examples: words.default([]),
    deadline: map(
      { accept: workDuration, respond: workDuration, resolve: workDuration },
      'a deadline { accept, respond, resolve }',
    ).optional(),
  },
  'a category { code, name, route, deadline }',
)

const soonForm = 'a share of the deadline above 0 and at most 1'
const reworkForm = 'a round: a whole number from 1'
const escalation = map(
  {
    soon: z
      .number({ error: soonForm })
      .gt(0, { error: soonForm })
      .lte(1, { error: soonForm })
      .default(0.75),
    late: list(oneOf(ROLES), 'a list of roles').default(['head', 'leader']),
    rework: z.int({ error: reworkForm }).min(1, { error: reworkForm }).default(2),
  },
  'an escalation { soon, late, rework }',
)

const callForm = 'a telephone number in quotes such as "119"'
const emergency = map(
  {
    code,
    name: names,
    words: words.min(1, { error: 'at least one word' }),
    unless: words.default([]),
    always: z.boolean({ error: 'true or false' }).default(false),
    category: code.optional(),
    call: z.string({ error: callForm }).regex(/^\+?\d[\d -]{1,18}\d$/, { error: callForm }),
    advice: names.optional(),
  },
  'an emergency { code, name, words, call }',
)

const outsideMatter = map(
  {
    code,
    name: names,
    words: words.min(1, { error: 'at least one word' }),
    unless: words.default([]),
    where: names,
  },
  'a matter { code, name, words, where }',
)

/** The whole file. What the contract gives a number for may be left out and has that number. */
export const orgFile = map(
  {
    name: names,
    timezone: timezone.default('Asia/Shanghai'),
    locale: oneOf(LOCALES).default('zh-CN'),
    calendar: calendar.prefault({}),
    units: list(unit, 'a list of units').min(1, { error: 'at least the county' }),
    staff: list(member, 'a list of posts').default([]),
    categories: list(category, 'a list of categories').min(1, { error: 'at least one category' }),
    urgent: map(
      {
        accept: plainHours.prefault('1h'),
        respond: plainHours.prefault('2h'),
        resolve: plainHours.prefault('24h'),
      },
      'urgent { accept, respond, resolve }',
    ).prefault({}),
    emergencies: list(emergency, 'a list of emergencies').default([]),
    outside: list(outsideMatter, 'a list of matters').default([]),
    survey: map(
      {
        after: plainHours.prefault('1h'),
        remind: plainHours.prefault('24h'),
        close: plainHours.prefault('72h'),
      },
      'a survey { after, remind, close }',
    ).prefault({}),
    escalation: escalation.prefault({}),
    privacy: map({ retain: plainHours.prefault('730d') }, 'privacy { retain }').prefault({}),
    policy: policy.prefault({}),
  },
  'a map that describes the organisation',
)

export type OrgFile = z.output<typeof orgFile>
