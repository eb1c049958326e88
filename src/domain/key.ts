import type { Appeal, Moment, Status } from './appeal.ts'
import type { Org } from './organisation.ts'
import type { Rules } from './rules.ts'

/** What makes an appeal a key one, in the order in which they are said. */
export const KEY_REASONS = ['repeats', 'joiners', 'dissatisfied', 'serious', 'category'] as const
export type KeyReason = (typeof KEY_REASONS)[number]

/** A claim about the same appeal that has ended: for which reasons it was made, and in which round of work. */
export interface EndedClaim {
  reasons: readonly string[]
  rounds: number
}

/** Nobody claims what no unit holds yet, nor what is over. */
const MAY_BE_KEY: readonly Status[] = ['assigned', 'accepted', 'resolved', 'shelved']

/**
 * Why an appeal is a key one now; none: it is not. `again`: how often one household has brought it again by a new
 * appeal or a new draft. A return visit that was not content brings it again, too.
 */
export function keyReasons(
  appeal: Appeal,
  again: number,
  { now, rules }: { now: Moment; rules: Pick<Rules, 'org'> },
): KeyReason[] {
  if (!MAY_BE_KEY.includes(appeal.status)) return []
  const { claims } = rules.org.policy
  const holds: Record<KeyReason, boolean> = {
    repeats: appeal.rounds + again >= claims.repeats,
    joiners: appeal.households - 1 >= claims.joiners,
    dissatisfied: appeal.rounds >= claims.dissatisfied,
    serious: claims.serious && isSeriouslyLate(appeal, now),
    category: isBelowAny(rules.org, appeal.category, claims.categories),
  }
  return KEY_REASONS.filter((reason) => holds[reason])
}

/** The reasons for which nobody has claimed it yet in this round of work: one claim answers for its reasons once. */
export function newReasons(
  reasons: readonly KeyReason[],
  { rounds }: Pick<Appeal, 'rounds'>,
  ended: readonly EndedClaim[],
): KeyReason[] {
  const isAnswered = (reason: KeyReason) =>
    ended.some((claim) => claim.rounds >= rounds && claim.reasons.includes(reason))
  return reasons.filter((reason) => !isAnswered(reason))
}

function isSeriouslyLate({ seriousAt }: Appeal, now: Moment): boolean {
  return seriousAt !== null && Temporal.Instant.compare(seriousAt, now) <= 0
}

/** Whether the category, or a group above it, is one of these. */
function isBelowAny(org: Org, code: string | null, named: readonly string[]): boolean {
  for (let at = code; at !== null;) {
    if (named.includes(at)) return true
    const category = org.categories.find((one) => one.code === at)
    at = category?.parent ?? null
  }
  return false
}
