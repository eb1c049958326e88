import type { Solved } from '../../domain/appeal.ts'
import type { NoticeKind } from '../../domain/lifecycle.ts'
import { NOTICES } from '../../domain/notices.ts'
import { button } from '../button.ts'
import { questionButtons, wordsButtons } from '../buttons.ts'
import type { ButtonSpec } from '../screen.ts'

/** Both questions of the return visit anew; with `solved`, the second one. */
export function changeButtons(number: string, solved?: Solved): ButtonSpec[] {
  if (solved === undefined)
    return ['yes', 'partly', 'no'].map((answer) =>
      button('survey.change', [number, answer], `solved_${answer}`),
    )
  return [1, 2, 3, 4, 5].map((rating) =>
    button('survey.change', [number, solved, rating], `rate_${rating}`),
  )
}

/** Below the question whether it is still solved. */
export function stillButtons(number: string): ButtonSpec[] {
  return ['yes', 'no'].map((answer) => button('survey.still', [number, answer], `still_${answer}`))
}

/** Below the news that it is withdrawn. */
function withdrawnButtons(number: string): ButtonSpec[] {
  return [button('appeal.again', [number], 'say_again')]
}

/** Below the news that the unit was in touch. */
function contactButtons(number: string): ButtonSpec[] {
  return [button('appeal.unreached', [number], 'unreached')]
}

/** Below a notice: what whoever hears it can do about it. */
export function noticeButtons(notice: NoticeKind, number: string): ButtonSpec[] {
  if (notice === 'resident.contact') return contactButtons(number)
  if (notice === 'resident.withdrawn') return withdrawnButtons(number)
  const { form } = NOTICES[notice]
  if (form === 'question') return questionButtons(number)
  return form === 'words' ? wordsButtons(number) : []
}
