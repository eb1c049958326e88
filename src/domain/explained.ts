import type { Changes } from './change.ts'
import { end } from './ending.ts'
import type { Case, Guard } from './guards.ts'
import type { ActName } from './lifecycle.ts'
import type { Policy } from './policy.ts'

/** How many appeals a unit has brought to their end in a calendar month, and how many of them as explained. */
export interface Endings {
  all: number
  explained: number
}

/**
 * An appeal that asks for what is unreasonable, not lawful or not the government's ends as "explained": only after
 * logged contacts with its resident, decided by two different people, and seldom.
 */
export const EXPLAINED: Partial<Record<ActName, Changes>> = {
  contact: (_command, _actor, { appeal }) => ({
    appeal: { contacts: appeal.contacts + 1 },
    data: { contact: appeal.contacts + 1 },
  }),
  unreached: (_command, _actor, { appeal }) => ({
    appeal: { unreached: appeal.contacts },
    data: { contact: appeal.contacts },
  }),
  ask_explained: () => ({ newRequest: { kind: 'explained', proposed: null, days: null } }),
  approve_explained: (command, _actor, given) => {
    if (command.request !== given.pending?.id) return 'request_decided'
    return { ...end('explained', given), settles: 'approved' }
  },
}

export const EXPLAINED_GUARDS: Partial<Record<ActName, Guard>> = {
  unreached: ({ appeal }) => (appeal.unreached < appeal.contacts ? null : 'already_done'),
  ask_explained: ({ appeal, pending, rules }) => {
    if (pending) return 'request_pending'
    return appeal.contacts < rules.org.policy.explained.contacts ? 'contacts_missing' : null
  },
  approve_explained: (given) => {
    if (given.pending?.kind !== 'explained') return 'request_decided'
    return hasQuota(given) ? null : 'quota_used_up'
  },
  deny_explained: ({ pending }) => (pending?.kind === 'explained' ? null : 'request_decided'),
}

function hasQuota({ endings, rules }: Case): boolean {
  return endings !== null && endings.explained < explainedAtMost(endings.all + 1, rules.org.policy)
}

/** How many of a unit's endings in a month may be explanations, those counted in: a share. One is always possible. */
export function explainedAtMost(endings: number, { explained }: Pick<Policy, 'explained'>): number {
  return Math.max(1, Math.floor(explained.quota * endings))
}
