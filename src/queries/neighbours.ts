import type { Moment } from '../domain/appeal.ts'
import type { Rules } from '../domain/rules.ts'
import type { DraftContent } from '../flows/facts.ts'
import type { SameView, SimilarView } from '../flows/views.ts'
import type { StoredAppeal } from '../store/appeals.ts'
import type { Transaction } from '../store/database.ts'
import { similarTo } from './similar.ts'
import { aboutView } from './views.ts'

type Given = Parameters<typeof similarTo>[2] & { rules: Rules; now: Moment }

/** More would be a list to read, not an offer. */
const MOST = 3

/**
 * Open appeals about the same matter, for whoever writes a draft: which, where, since when, how many households, and
 * nothing that anybody said. One's own come first and alone: there is nothing to join where one stands already.
 */
export async function similarToDraft(
  tx: Transaction,
  draft: DraftContent,
  person: number | null,
  given: Given,
): Promise<SimilarView[]> {
  if (draft.text.trim() === '') return []
  const { text, category, place, pin } = draft
  const sought = { text, category, place, pin, person, besides: null }
  const found = await similarTo(tx, sought, given, MOST)
  const own = found.filter((one) => one.own)
  const offered = own.length > 0 ? own.slice(0, 1) : found
  if (offered.length === 0) return []
  const rows = await tx.appeal.findMany({
    where: { number: { in: offered.map(({ number }) => number) } },
    select: { number: true, status: true, households: true, about: true },
  })
  return offered.flatMap(({ number, category, place, registeredAt, shared, own }) => {
    const row = rows.find((one) => one.number === number)
    // Who complains about staff is nobody's neighbour in that: the next draft may be theirs.
    if (!row || (row.about !== null && !own)) return []
    const { status, households } = row
    return [{ number, status, households, category, place, registeredAt, shared, own }]
  })
}

/**
 * Open appeals that may be the same matter as this one, for a dispatcher. A complaint about staff stands only beside
 * one about the same unit, whose people do not see either.
 */
export async function similarToAppeal(
  tx: Transaction,
  appeal: StoredAppeal,
  given: Given,
): Promise<SameView[]> {
  const { words: text } = await aboutView(tx, appeal)
  const { category, place, pin, id: besides } = appeal
  const sought = { text, category, place, pin, person: null, besides }
  const found = await similarTo(tx, sought, given, MOST)
  const rows = await tx.appeal.findMany({
    where: { number: { in: found.map(({ number }) => number) } },
    include: { history: { where: { seq: 1 }, select: { words: { select: { text: true } } } } },
  })
  return found.flatMap(({ number, category, place }) => {
    const row = rows.find((one) => one.number === number)
    const words = row?.history[0]?.words?.text ?? ''
    if (!row || (row.about !== null && row.about !== appeal.about)) return []
    return [{ number, category, place, words, households: row.households }]
  })
}
