/**
 * Why a matter is on the agenda of a joint review, in the order in which it is looked at: what the last session left
 * over and what it decided and was not done, what came back, what units gave back, what is disputed, what has been late
 * for long, what many ask for, and what people put there.
 */
export const AGENDA_REASONS = [
  'postponed',
  'not_done',
  'reworked',
  'returned',
  'disputed',
  'red',
  'demand',
  'hand',
] as const
export type AgendaReason = (typeof AGENDA_REASONS)[number]

/** What an item is about: an appeal by its number, or a common demand. */
export type Subject = { appeal: string; demand: null } | { appeal: null; demand: number }

/** One reason for which one matter should be looked at. */
export interface Candidate {
  subject: Subject
  reason: AgendaReason
}

/** One matter on an agenda, with all its reasons. */
export interface Matter {
  subject: Subject
  reasons: AgendaReason[]
}

/**
 * The agenda: each matter once, with all its reasons, by the first of them; among equals what has more reasons, then
 * what was named first. What is there already is left out, and no more than `most` stand on it, those included.
 */
export function buildAgenda(
  candidates: readonly Candidate[],
  there: readonly Subject[],
  most: number,
): Matter[] {
  const known = new Set(there.map(keyOf))
  const matters = new Map<string, Matter>()
  for (const { subject, reason } of candidates) {
    const key = keyOf(subject)
    if (known.has(key)) continue
    const matter = matters.get(key) ?? { subject, reasons: [] }
    if (!matter.reasons.includes(reason)) matter.reasons.push(reason)
    matters.set(key, matter)
  }
  const sorted = [...matters.values()].map(({ subject, reasons }) => ({
    subject,
    reasons: reasons.sort((a, b) => rankOf(a) - rankOf(b)),
  }))
  return sorted.sort(inOrder).slice(0, Math.max(0, most - known.size))
}

function inOrder(a: Matter, b: Matter): number {
  return firstRank(a) - firstRank(b) || b.reasons.length - a.reasons.length
}

function firstRank({ reasons: [first] }: Matter): number {
  return first === undefined ? AGENDA_REASONS.length : rankOf(first)
}

function rankOf(reason: AgendaReason): number {
  return AGENDA_REASONS.indexOf(reason)
}

function keyOf({ appeal, demand }: Subject): string {
  return appeal ?? `demand ${demand}`
}
