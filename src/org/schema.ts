import { z } from 'zod'
import { LOCALES, ROLES, UNIT_KINDS } from '../domain/organisation.ts'
import { didYouMean } from './did-you-mean.ts'

/*
 * The shape of the org file. Every message completes "expected …"; what one entry says about another
 * is checked in links.ts. Codes stand in button data of at most 64 bytes, hence their length.
 */

/** A map in the file. An unknown key becomes the list of known ones, from which a fault per key is made. */
function map<Shape extends z.ZodRawShape>(shape: Shape, what: string) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : what),
  })
}

function list<Entry extends z.ZodType>(entry: Entry, what: string) {
  return z.array(entry, { error: what })
}

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, {
    error: ({ input }) =>
      `one of ${values.join(', ')}${typeof input === 'string' ? didYouMean(input, values) : ''}`,
  })
}

const codeForm = '1 to 24 letters a-z, digits, - or _ (in quotes if digits only)'
const code = z.string({ error: codeForm }).regex(/^[a-z0-9_-]{1,24}$/, { error: codeForm })

const text = z.string({ error: 'text' }).trim().min(1, { error: 'text that is not empty' })
const words = list(text, 'a list of texts')

const nameForm = `text, or a map of ${LOCALES.join(', ')}`
/** One text for all languages, or one for each. */
const names = z.preprocess(
  (given) => (typeof given === 'string' ? { 'zh-CN': given, en: given } : given),
  map({ 'zh-CN': text.optional(), en: text.optional() }, nameForm),
)

const workForm = 'working hours or days such as 2h or 1d, more than none'
const workDuration = z
  .string({ error: workForm })
  .regex(/^[1-9]\d{0,3}[hd]$/, { error: workForm })
  .transform((given) => ({
    amount: Number.parseInt(given, 10),
    unit: given.endsWith('h') ? ('hours' as const) : ('days' as const),
  }))

const hoursForm = 'plain hours or days such as 1h or 30d, more than none'
const plainHours = z
  .string({ error: hoursForm })
  .regex(/^[1-9]\d{0,4}[hd]$/, { error: hoursForm })
  .transform((given) => Number.parseInt(given, 10) * (given.endsWith('d') ? 24 : 1))

const spanForm = 'hours such as "08:30-12:00", the beginning before the end'
const workSpan = z
  .string({ error: spanForm })
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: spanForm })
  .transform((given) => {
    const [from = 0, to = 0] = given.split('-').map(minuteOfDay)
    return { from, to }
  })
  .refine(({ from, to }) => from < to, { error: spanForm })

function minuteOfDay(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}

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

const countryForm = 'a country by two capital letters such as CN'
const calendar = map(
  {
    country: z
      .string({ error: countryForm })
      .regex(/^[A-Z]{2}$/, { error: countryForm })
      .default('CN'),
    hours: list(workSpan, `a list of ${spanForm}`)
      .min(1, { error: `a list of ${spanForm}` })
      .default([
        { from: 510, to: 720 },
        { from: 810, to: 1050 },
      ]),
  },
  'a calendar { country, hours }',
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
  },
  'a map that describes the organisation',
)

export type OrgFile = z.output<typeof orgFile>
