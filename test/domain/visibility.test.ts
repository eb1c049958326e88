import { describe, expect, it } from 'vitest'
import { ACT_NAMES, rowOf, type ActName } from '../../src/domain/lifecycle.ts'
import { NOTICES } from '../../src/domain/notices.ts'
import { sightOf } from '../../src/domain/visibility.ts'

/** What of each act is seen by the household that it is about, and by the other households behind the appeal. */
const SEEN: Record<string, readonly (ActName | 'submit')[]> = {
  // prettier-ignore
  'words, words': ['assign', 'reassign', 'decline', 'accept', 'note', 'approve_extension', 'approve_suspension', 'resume', 'approve_explained', 'resolve', 'merge', 'absorb', 'split', 'raise', 'lower', 'rework', 'close'],
  'words, fact': ['submit', 'join'],
  // prettier-ignore
  'words, nothing': ['ask', 'answer', 'unreached', 'add', 'urge', 'withdraw', 'contacted', 'solved', 'satisfied', 'comment', 'change', 'still', 'reopen'],
  'fact, nothing': ['contact'],
  // prettier-ignore
  'nothing, nothing': ['queue', 'recategorise', 'about', 'hand', 'memo', 'lapse', 'ask_return', 'approve_return', 'deny_return', 'ask_extension', 'deny_extension', 'ask_suspension', 'deny_suspension', 'ask_explained', 'deny_explained', 'ask_help', 'help', 'end_help', 'leave', 'release', 'yellow', 'red', 'serious', 'pressed', 'relieve', 'requeue'],
}

const TABLE = Object.entries(SEEN).flatMap(([seen, acts]) => acts.map((act) => ({ act, seen })))

describe('what households see of an act', () => {
  it.each(TABLE)('$act: $seen', ({ act, seen }) => {
    expect(`${sightOf(act, true)}, ${sightOf(act, false)}`).toBe(seen)
  })

  it('is said here of every act', () => {
    expect(TABLE.map(({ act }) => act).sort()).toEqual(['submit', ...ACT_NAMES].sort())
  })

  it.each(ACT_NAMES)('%s: nobody reads in the timeline what a notice told somebody else', (act) => {
    const told = rowOf(act).tells.map((notice) => NOTICES[notice])
    const isToOne = told.some(({ audience, words }) => audience === 'resident' && words)
    const isByOne = rowOf(act).who.includes('resident')
    if (isToOne || isByOne) expect(sightOf(act, false)).toBe('nothing')
  })
})
