import { LIFECYCLE, rowOf, type ActName } from './lifecycle.ts'
import { NOTICES } from './notices.ts'

/**
 * Acts by which the households of an appeal hear words of the unit: those that have a notice to them with the words of
 * the act. A step without words, such as "accepted", tells them nothing about their matter.
 */
export const HEARD: ReadonlySet<string> = new Set(
  (Object.keys(LIFECYCLE) as ActName[]).filter((act) =>
    rowOf(act).tells.some((notice) => {
      const { audience, words } = NOTICES[notice]
      return words && (audience === 'households' || audience === 'resident')
    }),
  ),
)
