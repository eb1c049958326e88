import { DESK } from '../domain/actor.ts'
import { isWorkingTime, nextWorkingTime } from '../domain/calendar.ts'
import { waitsForAnswer } from '../domain/question.ts'
import { questionButtons } from '../flows/buttons.ts'
import { questionAsked } from '../queries/question.ts'
import type { StoredAppeal } from '../store/appeals.ts'
import { peopleByIds } from '../store/people.ts'
import { setTimer } from '../store/timers.ts'
import { act } from './act.ts'
import { say } from './cards.ts'
import type { Work } from './desk.ts'

/** The resident has not answered yet: asked once more, with the question as the unit put it. */
export async function askAgain(work: Work, appeal: StoredAppeal): Promise<void> {
  if (!waitsForAnswer(appeal) || !(await isTime(work, appeal, 'question_remind'))) return
  const { number, unit } = appeal
  const words = await questionAsked(work.tx, appeal.id)
  const buttons = questionButtons(number)
  for (const person of await peopleByIds(work.tx, [appeal.resident]))
    say(
      work,
      person,
      { screen: 'question_again', number, unit, words, buttons },
      { kind: 'question', subject: number },
    )
}

/** No answer has come: the clock of the unit runs again, and what the resident still says is an addition. */
export async function letLapse(work: Work, appeal: StoredAppeal): Promise<void> {
  if (!waitsForAnswer(appeal) || !(await isTime(work, appeal, 'question_lapse'))) return
  await act(work, appeal.number, { act: 'lapse' }, DESK)
}

/** What was missed while nobody was there waits for people to be at work. */
async function isTime(
  { tx, now, desk }: Work,
  { number }: StoredAppeal,
  kind: 'question_remind' | 'question_lapse',
): Promise<boolean> {
  const { calendar } = desk.rules
  if (isWorkingTime(calendar, now)) return true
  await setTimer(tx, kind, number, nextWorkingTime(calendar, now))
  return false
}
