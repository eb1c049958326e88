import { z } from 'zod'
import { code, list, map, oneOf, plainHours, workDuration } from './shapes.ts'

/* What stands under `policy:`. Every number may be left out, and has then the default that docs/policy.md names. */

const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

const timeForm = 'a time of day in quotes such as "08:30"'
const timeOfDay = z
  .string({ error: timeForm })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: timeForm })
  .transform((given) => Number(given.slice(0, 2)) * 60 + Number(given.slice(3)))

function whole(least: number, most: number) {
  const error = `a whole number from ${least} to ${most}`
  return z.int({ error }).min(least, { error }).max(most, { error })
}

function between(least: number, most: number, what: string) {
  const error = `${what} from ${least} to ${most}`
  return z.number({ error }).min(least, { error }).max(most, { error })
}

const share = between(0, 1, 'a share')
const codes = list(code, 'a list of category codes')
const telegramIds = list(
  z.int({ error: 'a Telegram user id' }).positive({ error: 'a Telegram user id' }),
  'a list of Telegram user ids',
)

/** Parts of a sheet: whole per cent, together 100. */
function weights<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape).join(', ')
  return map(shape, `weights { ${names} }`).refine(
    (given) => Object.values(given).reduce((sum: number, part) => sum + Number(part), 0) === 100,
    { error: 'weights that are 100 together' },
  )
}

const percent = (usual: number) => whole(0, 100).default(usual)

/** The whole of `policy:`. */
export const policy = map(
  {
    reminders: map(
      {
        at: list(timeOfDay, `a list of ${timeForm}`)
          .min(1, { error: 'at least one time of day' })
          .default([510, 840]),
      },
      'reminders { at }',
    ).prefault({}),
    cards: map(
      {
        yellow: workDuration.prefault('1d'),
        serious: between(1, 20, 'a multiple of the deadline').default(3),
      },
      'cards { yellow, serious }',
    ).prefault({}),
    question: map(
      { remind: workDuration.prefault('2d'), wait: workDuration.prefault('5d') },
      'question { remind, wait }',
    ).prefault({}),
    directive: map(
      { reply: workDuration.prefault('2d'), remind: workDuration.prefault('1d') },
      'directive { reply, remind }',
    ).prefault({}),
    urge: map({ reply: workDuration.prefault('1d') }, 'urge { reply }').prefault({}),
    order: map(
      {
        reply: workDuration.prefault('3d'),
        reworks: whole(1, 20).default(2),
        red: workDuration.prefault('5d'),
        returns: whole(1, 20).default(2),
      },
      'order { reply, reworks, red, returns }',
    ).prefault({}),
    claims: map(
      {
        repeats: whole(1, 100).default(3),
        joiners: whole(1, 1000).default(10),
        dissatisfied: whole(1, 20).default(2),
        serious: z.boolean({ error: 'true or false' }).default(true),
        categories: codes.default([]),
        unclaimed: workDuration.prefault('1d'),
        promise: workDuration.prefault('10d'),
        rota: telegramIds.default([]),
      },
      'claims { repeats, joiners, dissatisfied, serious, categories, unclaimed, promise, rota }',
    ).prefault({}),
    explained: map(
      { contacts: whole(1, 20).default(3), quota: share.default(0.05) },
      'explained { contacts, quota }',
    ).prefault({}),
    review: map(
      {
        weekday: oneOf(WEEKDAYS)
          .default('friday')
          .transform((day) => WEEKDAYS.indexOf(day) + 1),
        reworks: whole(1, 20).default(2),
        returns: whole(1, 20).default(2),
        red: workDuration.prefault('5d'),
        demands: whole(0, 20).default(3),
        items: whole(1, 100).default(20),
        report: workDuration.prefault('5d'),
      },
      'review { weekday, reworks, returns, red, demands, items, report }',
    ).prefault({}),
    meeting: map({ remind: workDuration.prefault('1d') }, 'meeting { remind }').prefault({}),
    notice: map(
      {
        day: whole(1, 28).default(1),
        reply: workDuration.prefault('2d'),
        best: whole(0, 20).default(3),
        backward: whole(0, 20).default(3),
        weights: weights({
          response: percent(30),
          solution: percent(35),
          satisfaction: percent(35),
        }).prefault({}),
        minimum: whole(1, 1000).default(20),
        confidence: between(0.5, 0.999, 'a confidence').default(0.95),
      },
      'notice { day, reply, best, backward, weights, minimum, confidence }',
    ).prefault({}),
    interview: map(
      { backward: whole(1, 12).default(2), within: workDuration.prefault('5d') },
      'interview { backward, within }',
    ).prefault({}),
    assessment: map(
      {
        weights: weights({
          rates: percent(60),
          onTime: percent(20),
          rework: percent(10),
          orders: percent(10),
        }).prefault({}),
      },
      'assessment { weights }',
    ).prefault({}),
    radar: map(
      {
        lastHour: share.default(0.3),
        identical: whole(2, 1000).default(5),
        back: plainHours.prefault('7d'),
        returns: whole(1, 1000).default(3),
        pressed: whole(1, 1000).default(1),
      },
      'radar { lastHour, identical, back, returns, pressed }',
    ).prefault({}),
    after: map(
      {
        change: plainHours.prefault('7d'),
        reopen: plainHours.prefault('30d'),
        ask: plainHours.prefault('30d'),
      },
      'after { change, reopen, ask }',
    ).prefault({}),
    conduct: codes.default([]),
    help: map({ reply: workDuration.prefault('2d') }, 'help { reply }').prefault({}),
  },
  'a policy, as docs/policy.md describes it',
)
