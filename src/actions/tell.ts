import type { Joiner, Moment } from '../domain/appeal.ts'
import type { NoticeKind } from '../domain/lifecycle.ts'
import { NOTICES, type NoticeForm } from '../domain/notices.ts'
import { noticeButtons } from '../flows/appeal/after-buttons.ts'
import type { FileRef } from '../flows/input.ts'
import type { Screen } from '../flows/screen.ts'
import { needsRework, visitsOf } from '../domain/visits.ts'
import { audienceOf, type Heard } from '../queries/audience.ts'
import type { StoredAppeal } from '../store/appeals.ts'
import { peopleByIds, type StoredPerson } from '../store/people.ts'
import type { StoredRequest } from '../store/requests.ts'
import { say, sendFiles, type CardSubject } from './cards.ts'
import type { Work } from './desk.ts'
import { sendPromise, sendRequest, sendTasks } from './screens.ts'

/** What was done, as far as those who hear of it are concerned. */
export interface Done extends Heard {
  appeal: StoredAppeal
  joiners: readonly Joiner[]
  words: string
  files: readonly FileRef[]
  /** The date of the reply; of what is shelved, when it is looked at again. */
  due: Moment | null
  days: number | null
  /** Which of several households did it. */
  household: number | null
  request: StoredRequest | null
}

/** Tells everybody who must hear of it, by the table of notices, one notice after another. */
export async function tellAll(
  work: Work,
  notices: readonly NoticeKind[],
  done: Done,
): Promise<void> {
  const audiences = await Promise.all(
    notices.map(async (notice) => {
      const ids = await audienceOf(work.tx, NOTICES[notice].audience, done)
      return { notice, people: await peopleByIds(work.tx, ids) }
    }),
  )
  for (const { notice, people } of audiences) await tell(work, notice, done, people)
}

async function tell(
  work: Work,
  notice: NoticeKind,
  done: Done,
  people: readonly StoredPerson[],
): Promise<void> {
  const { form } = NOTICES[notice]
  const { appeal } = done
  if (form === 'task' || form === 'queue') {
    await sendTasks(work, people, appeal, form)
    for (const person of NOTICES[notice].words ? people : [])
      sendFiles(work, person, done.files, appeal.number)
    return
  }
  for (const person of people) await tellOne(work, notice, form, done, person)
}

/** Says once more what was told in vain, as it was said then, with its files. */
export function tellAgain(work: Work, notice: NoticeKind, done: Done, person: StoredPerson): void {
  const kind = NOTICES[notice].form === 'question' ? 'question' : 'step'
  say(work, person, noticeScreen(notice, done, person), cardOf(kind, done.appeal.number))
  sendFiles(work, person, done.files, done.appeal.number)
}

async function tellOne(
  work: Work,
  notice: NoticeKind,
  form: Exclude<NoticeForm, 'task' | 'queue'>,
  done: Done,
  person: StoredPerson,
): Promise<void> {
  switch (form) {
    case 'promise':
      return sendPromise(work, person, done.appeal)
    case 'request':
      return done.request ? sendRequest(work, person, done.request, done.appeal) : undefined
    case 'question':
    case 'step':
    case 'words':
      say(work, person, noticeScreen(notice, done, person), cardOf(form, done.appeal.number))
      if (NOTICES[notice].words) sendFiles(work, person, done.files, done.appeal.number)
  }
}

function cardOf(kind: CardSubject['kind'], number: string): CardSubject {
  return { kind, subject: number }
}

function noticeScreen(notice: NoticeKind, done: Done, person: StoredPerson): Screen {
  const { words } = NOTICES[notice]
  const { appeal } = done
  return {
    screen: 'notice',
    notice,
    household: done.household,
    number: appeal.number,
    unit: done.unit ?? appeal.unit,
    words: words ? done.words : '',
    hasFiles: words && done.files.length > 0,
    due: done.due,
    days: done.days,
    households: appeal.households,
    answer: answerIn(notice, done, person),
    buttons: noticeButtons(notice, appeal.number),
  }
}

/** What a notice says besides the words: which request, which end, why it came back, the main appeal. */
function answerIn(notice: NoticeKind, done: Done, person: StoredPerson): string | null {
  const { appeal, joiners, request } = done
  if (notice === 'unit.helped' || notice === 'unit.help_late') return done.help
  const own = joiners.find((one) => one.person === person.id)?.visit ?? appeal.visit
  if (notice === 'requester.approved' || notice === 'requester.denied') return request?.kind ?? null
  if (notice === 'resident.closed') {
    // Thanks are for those who have answered.
    const isThanked = own.solved !== null || appeal.outcome !== 'solved_confirmed'
    return isThanked ? appeal.outcome : 'others_confirmed'
  }
  if (notice === 'resident.reworked') return needsRework(own) ? null : 'others'
  if (notice === 'unit.reworked')
    return visitsOf({ appeal, joiners }).some(({ solved }) => solved === 'no')
      ? 'no'
      : 'dissatisfied'
  return notice === 'unit.merged' ? appeal.main : null
}
