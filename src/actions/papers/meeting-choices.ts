import { OUTCOMES } from '../../domain/papers/meeting.ts'
import {
  isWay,
  meetingDays,
  meetingTimes,
  WAYS,
  type Way,
} from '../../domain/papers/meeting-times.ts'
import { WITHIN } from '../../flows/paper/paper-press.ts'
import type { ButtonSpec } from '../../flows/screen.ts'
import type { StoredPaper } from '../../store/papers.ts'
import type { Work } from '../desk.ts'

type Choice = Pick<ButtonSpec, 'label' | 'values'> & { choice: string }

/** The way, then the day, then the time: `within` is what was chosen so far, such as `night.20261124`. */
export function planChoices(work: Work, within: string | null): Choice[] {
  const [way, day] = within?.split('.') ?? []
  if (!isWay(way))
    return WAYS.map((one) => ({ choice: `${WITHIN}${one}`, label: `meeting_${one}` }))
  return day === undefined ? days(work, way, `${way}.`) : times(work, way, day, `${way}.`)
}

/** Another day, then the time. */
export function moveChoices(
  work: Work,
  stored: StoredPaper | null,
  within: string | null,
): Choice[] {
  const way = stored?.data['form']
  if (!isWay(way)) return []
  return within === null ? days(work, way, '') : times(work, way, within, '')
}

/** What came of it. */
export function outcomeChoices(): Choice[] {
  return OUTCOMES.map((choice) => ({ choice, label: `outcome_${choice}` }))
}

function days({ desk, now }: Work, way: Way, before: string): Choice[] {
  return meetingDays(way, desk.rules.calendar, now).map((day) => ({
    choice: `${WITHIN}${before}${day}`,
    label: 'choose_date',
    values: { date: Temporal.PlainDate.from(day) },
  }))
}

function times({ desk, now }: Work, way: Way, day: string, before: string): Choice[] {
  return meetingTimes(way, day, desk.rules.calendar, now).map(({ time }) => ({
    choice: `${before}${day}.${time}`,
    label: 'choose_time',
    values: { name: `${time.slice(0, 2)}:${time.slice(2)}` },
  }))
}
