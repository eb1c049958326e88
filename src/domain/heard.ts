import { LIFECYCLE, rowOf, type ActName, type NoticeKind } from './lifecycle.ts'
import { NOTICES, type Audience } from './notices.ts'

const TO_RESIDENT: ReadonlySet<Audience> = new Set<Audience>(['resident', 'households'])

/**
 * Acts by which the households of an appeal hear something about their matter: those that have a notice to them with
 * the words of the act, and a contact outside the chat, of which they are told and which they may deny. A step without
 * words, such as "accepted", tells them nothing.
 */
export const HEARD: ReadonlySet<string> = new Set(
  (Object.keys(LIFECYCLE) as ActName[]).filter((act) => act === 'contact' || noticeWithWords(act)),
)

/** Whether an act has a notice to the resident, alone or with the other households. */
export function reachesResident(act: ActName): boolean {
  return rowOf(act).tells.some((notice) => TO_RESIDENT.has(NOTICES[notice].audience))
}

/** The notice by which households hear the words of an act. */
export function noticeWithWords(act: ActName): NoticeKind | undefined {
  return rowOf(act).tells.find((notice) => {
    const { audience, words } = NOTICES[notice]
    return words && TO_RESIDENT.has(audience)
  })
}
