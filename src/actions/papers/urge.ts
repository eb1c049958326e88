import type { Before } from './follow.ts'

/** A leader's press on an urge without an answer makes a reminder of it, under the leader's name and without words. */
export const beforeUrge: Before = async (_work, { act, actor, given, also }) => {
  if (act !== 'call') return null
  const acted = await also(actor, {
    ...{ act: 'open', kind: 'directive', paper: null, about: given.paper.appeal, unit: null },
    ...{ choice: 'just_remind', words: '', days: null },
  })
  return acted.ok ? null : acted.refusal
}
