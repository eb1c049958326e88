import { z } from 'zod'
import { minutesOfDay, type WorkDuration } from '../domain/calendar.ts'
import { calendar } from './calendar-schema.ts'
import { plainHours, workDuration } from './shapes.ts'
import type { Fault, Path } from './source.ts'

/* Times that are right alone and wrong beside each other, read loosely: see links.ts. Null: not readable. */

const plain = (usual: string) => plainHours.nullable().prefault(usual).catch(null)
const working = workDuration.nullable().catch(null)
const unread = { accept: null, respond: null, resolve: null }
const survey = z.object({ after: plain('1h'), remind: plain('24h'), close: plain('72h') })
const urgent = z.object({ accept: plain('1h'), respond: plain('2h'), resolve: plain('24h') })
const deadline = z.object({ accept: working, respond: working, resolve: working }).catch(unread)
const category = z.object({ deadline }).catch({ deadline: unread })

const loose = z
  .object({
    calendar: calendar.nullable().prefault({}).catch(null),
    categories: z.array(category).catch([]),
    urgent: urgent.prefault({}).catch(unread),
    survey: survey.prefault({}).catch({ after: null, remind: null, close: null }),
  })
  .nullable()
  .catch(null)

/** Steps of the return visit in another order than they come, and time for a first step that outlasts the whole. */
export function timeFaults(value: unknown): Fault[] {
  const file = loose.parse(value)
  if (!file) return []
  const { after, remind, close } = file.survey
  return [
    ...(isSmaller(after, remind) ? [] : [more(['survey', 'remind'], 'survey.after')]),
    ...(isSmaller(remind, close) ? [] : [more(['survey', 'close'], 'survey.remind')]),
    ...deadlineFaults(['urgent'], file.urgent),
    ...file.categories.flatMap(({ deadline: { accept, respond, resolve } }, at) =>
      deadlineFaults(['categories', at, 'deadline'], {
        accept: minutesOf(accept, file.calendar),
        respond: minutesOf(respond, file.calendar),
        resolve: minutesOf(resolve, file.calendar),
      }),
    ),
  ]
}

interface Deadline {
  accept: number | null
  respond: number | null
  resolve: number | null
}

function deadlineFaults(path: Path, { accept, respond, resolve }: Deadline): Fault[] {
  const steps = { accept, respond }
  return Object.entries(steps).flatMap(([step, time]) =>
    time === null || resolve === null || time <= resolve
      ? []
      : [{ path: [...path, step], expected: 'no more than resolve, in working time' }],
  )
}

/** A day is as long as the longest of the week, as elsewhere where days are counted in minutes. */
function minutesOf(
  duration: WorkDuration | null,
  hours: z.output<typeof calendar> | null,
): number | null {
  if (!duration || !hours) return null
  return duration.amount * (duration.unit === 'hours' ? 60 : minutesOfDay(hours))
}

/** Only what is readable can be wrong beside something else. */
function isSmaller(one: number | null, other: number | null): boolean {
  return one === null || other === null || one < other
}

function more(path: Path, than: string): Fault {
  return { path, expected: `more than ${than}` }
}
