import { LIFECYCLE, rowOf, type ActName } from './lifecycle.ts'
import { NOTICES } from './notices.ts'

/**
 * Acts by which the households of an appeal hear something about their matter: those that have a notice to them with
 * the words of the act, and a contact outside the chat, of which they are told and which they may deny. A step without
 * words, such as "accepted", tells them nothing.
 */
export const HEARD: ReadonlySet<string> = new Set(
  (Object.keys(LIFECYCLE) as ActName[]).filter((act) => act === 'contact' || hasWords(act)),
)

function hasWords(act: ActName): boolean {
  return rowOf(act).tells.some((notice) => {
    const { audience, words } = NOTICES[notice]
    return words && (audience === 'households' || audience === 'resident')
  })
}
