import type { Status } from '../domain/appeal.ts'
import { readNumber } from '../domain/number.ts'
import { digestOf, hashOf } from '../store/history.ts'
import type { Prisma } from '../store/generated/client.ts'

/** What an appeal is checked by. */
export const WITH_HISTORY = {
  history: { orderBy: { seq: 'asc' }, include: { words: true } },
  requests: { where: { state: 'pending' }, select: { id: true } },
  joiners: { select: { id: true } },
} as const satisfies Prisma.AppealInclude

export type WholeAppeal = Prisma.AppealGetPayload<{ include: typeof WITH_HISTORY }>
type Entry = WholeAppeal['history'][number]

export type FaultKind =
  | 'number_wrong'
  | 'appeal_missing'
  | 'serial_behind'
  | 'entry_missing'
  | 'entry_edited'
  | 'words_edited'
  | 'no_submit'
  | 'status_jumps'
  | 'status_edited'
  | 'unit_edited'
  | 'requests_wait'
  | 'households_wrong'
  | 'no_deadline'
  | 'notice_edited'
  | 'anchor_edited'
  | 'anchor_missing'
  | 'row_missing'
  | 'row_edited'

/**
 * What does not hold, and where: an appeal and the entry of its history if it is one; the month of a notice; an anchor,
 * or rows of an anchored table by their ids.
 */
export interface Fault {
  number: string
  seq: number | null
  kind: FaultKind
}

/** The first thing that does not hold in one appeal. `timers`: what is to happen to it by itself. */
export function faultIn(appeal: WholeAppeal, timers: ReadonlySet<string>): Fault | null {
  const fault = (kind: FaultKind, seq: number | null = null): Fault => {
    return { number: appeal.number, seq, kind }
  }
  if (readNumber(appeal.number).kind !== 'number') return fault('number_wrong')
  const chain = faultInChain(appeal)
  if (chain) return fault(chain.kind, chain.seq)
  const last = appeal.history.at(-1)
  if (appeal.status !== last?.to) return fault('status_edited', last?.seq)
  if (appeal.unit !== last.unit) return fault('unit_edited', last.seq)
  if (appeal.requests.length > 1) return fault('requests_wait')
  if (appeal.households !== 1 + appeal.joiners.length) return fault('households_wrong')
  return hasNext(appeal, timers) ? null : fault('no_deadline')
}

/** Walks the entries from the first on: each one must follow the one before, and nothing may follow the last. */
function faultInChain(appeal: WholeAppeal): { kind: FaultKind; seq: number } | null {
  let before: Entry | undefined
  for (const entry of appeal.history) {
    const seq = (before?.seq ?? 0) + 1
    if (entry.seq !== seq) return { kind: 'entry_missing', seq }
    if (!isAsHashed(appeal.number, entry, before)) return { kind: 'entry_edited', seq }
    if (!isAsSaid(entry)) return { kind: 'words_edited', seq }
    if (!before && entry.act !== 'submit') return { kind: 'no_submit', seq }
    if (entry.from !== (before?.to ?? null)) return { kind: 'status_jumps', seq }
    before = entry
  }
  const isWhole = appeal.entries === (before?.seq ?? 0) && appeal.headHash === (before?.hash ?? '')
  if (before && isWhole) return null
  return { kind: 'entry_missing', seq: (before?.seq ?? 0) + 1 }
}

function isAsHashed(number: string, entry: Entry, before: Entry | undefined): boolean {
  const { seq, at, act, actorId, role, from, to, unit, data, digest } = entry
  const previous = before?.hash ?? ''
  const given = { previous, number, seq, at, act, actorId, role, from, to, unit, data, digest }
  return hashOf(given) === entry.hash
}

/** Words may be erased, never changed. */
function isAsSaid({ words, digest }: Entry): boolean {
  return words === null || digestOf(words.text, words.salt) === digest
}

/** What must come next as long as an appeal is not over. In the queue it waits for the dispatchers. */
function hasNext(appeal: WholeAppeal, timers: ReadonlySet<string>): boolean {
  const next: Partial<Record<Status, boolean>> = {
    registered: appeal.unit === null,
    assigned: appeal.due !== null && appeal.acceptDue !== null,
    accepted: appeal.due !== null,
    shelved: timers.has('shelf_review'),
    resolved: timers.has('survey_close'),
  }
  return next[appeal.status] ?? true
}
