import type { NoticeKind } from '../../domain/lifecycle.ts'
import type { Screen } from '../../flows/screen.ts'
import type { Key } from '../resources.ts'
import { bold, code, type Writer } from '../writer.ts'
import { requestName } from './request.ts'

type Notice = Extract<Screen, { screen: 'notice' }>

/** What comes next, where a person would wonder. */
const NEXT: Partial<Record<NoticeKind, Key>> = {
  'resident.assigned': 'notice:next.assigned',
  'resident.note': 'notice:next.note',
  'resident.question': 'notice:next.question',
  'resident.resolved': 'notice:next.resolved',
  'resident.shelved': 'notice:next.shelved',
  'resident.withdrawn': 'notice:next.withdrawn',
  'resident.contact': 'notice:next.contact',
  'resident.explained': 'notice:next.explained',
}

/** The date belongs into the first line where it is the news: that is what a locked phone shows. */
const WITH_DUE: Partial<Record<NoticeKind, Key>> = {
  'resident.accepted': 'notice:accepted_due',
  'resident.extended': 'notice:extended_due',
}

/** Notices with a line for the date. Once there is a reply, or none will come, a date would be a riddle. */
const THEN_DUE: Partial<Record<NoticeKind, Key>> = {
  'resident.assigned': 'notice:due_resident',
  'resident.resumed': 'notice:due_resident',
  'resident.reworked': 'notice:due_resident',
  'resident.reopened': 'notice:due_resident',
  'resident.requeued': 'notice:due_resident',
  'resident.lowered': 'notice:due_resident',
  'unit.task': 'notice:due_staff',
  'handler.task': 'notice:due_staff',
  'unit.answer': 'notice:due_staff',
  'unit.lapsed': 'notice:due_staff',
  'unit.raised': 'notice:due_staff',
  'unit.urged': 'notice:due_staff',
  'unit.resumed': 'notice:due_staff',
  'unit.reworked': 'notice:due_staff',
  'unit.reopened': 'notice:due_staff',
  'unit.lowered': 'notice:due_staff',
  'requester.denied': 'notice:due_staff',
}

/** A short message about one step: who did what, the words that came along, what comes next. */
export function notice(screen: Notice, writer: Writer): void {
  const unit = screen.unit === null ? writer.t('notice:unit_unknown') : writer.unit(screen.unit)
  const request = requestName(screen.answer, writer)
  const due = screen.due === null ? null : bold(writer.moment(screen.due))
  const inOne = due === null ? undefined : WITH_DUE[screen.notice]
  writer.line(inOne ?? happened(screen), {
    ...{ unit: bold(unit), request, due: due ?? '', count: screen.households },
    main: code(screen.answer ?? ''),
    household: screen.household ?? '',
    helper: bold(screen.answer === null ? '' : writer.unit(screen.answer)),
  })
  reason(screen, writer)
  const dueLine = THEN_DUE[screen.notice]
  if (due !== null && dueLine !== undefined) writer.line(dueLine, { due })
  writer.quote(screen.words)
  if (screen.hasFiles) writer.line('notice:files')
  const next = NEXT[screen.notice]
  if (next !== undefined) writer.line(next, { due: due ?? '' })
  writer.line('notice:number', { number: code(screen.number) })
}

/** Where several households wait, the unit reads which of them speaks. */
const OF_HOUSEHOLD: Partial<Record<NoticeKind, Key>> = {
  'unit.added': 'notice:household_added',
  'unit.answer': 'notice:household_answered',
}

function happened({ notice, answer, household }: Notice): Key {
  const ofHousehold = household === null ? undefined : OF_HOUSEHOLD[notice]
  if (ofHousehold !== undefined) return ofHousehold
  if (notice === 'resident.reworked' && answer === 'others') return 'notice:rework.others'
  if (notice !== 'resident.closed') return `notice:${notice}`
  if (answer === 'others_confirmed') return 'notice:closed.others'
  if (answer === 'solved_confirmed') return 'notice:closed.confirmed'
  if (answer === 'solved_unconfirmed') return 'notice:closed.unconfirmed'
  return answer === 'partly' ? 'notice:closed.partly' : 'notice:resident.closed'
}

function reason({ notice, answer }: Notice, writer: Writer): void {
  if (notice !== 'unit.reworked') return
  writer.line(answer === 'no' ? 'notice:rework.no' : 'notice:rework.dissatisfied')
}
