import { DESK } from '../../domain/actor.ts'
import { whenToTell } from '../../domain/deadlines.ts'
import { HEARD } from '../../domain/heard.ts'
import type { ActName } from '../../domain/lifecycle.ts'
import { orderReasons } from '../../domain/papers/order-reasons.ts'
import { loadPaper } from '../../queries/papers.ts'
import type { StoredAppeal } from '../../store/appeals.ts'
import { findPapers, type StoredPaper } from '../../store/papers.ts'
import type { Work } from '../desk.ts'
import { actOnPaper, openByRule, setNext } from './act.ts'
import type { PaperActed } from './command.ts'
import { refreshPaper } from './screens.ts'

/**
 * What acts on an appeal, which this transaction has locked, mean for its papers, and for new ones.
 */
export async function papersFollow(
  work: Work,
  { appeal, papers }: { appeal: StoredAppeal; papers: readonly StoredPaper[] },
  acts: readonly ActName[],
): Promise<void> {
  const { tx, desk, now } = work
  if (acts.includes('urge') && appeal.unit !== null) await noteUrge(work, appeal.number)
  await openOrder(work, appeal)
  for (const { id, kind } of papers) {
    const loaded = await loadPaper(tx, id, { rules: desk.rules, now }, false)
    if (loaded) await setNext(work, id, loaded.given)
    // Whether the resident has heard something stands on it, and decides whether it can be struck off.
    if (kind === 'order' && acts.some((act) => HEARD.has(act))) await refreshPaper(work, id)
  }
}

/**
 * Opens the supervision order that a rule calls for, if any: one at a time, and each reason once. In quiet hours it
 * waits for the morning, when the cards of the appeal are looked at.
 */
export async function openOrder(work: Work, appeal: StoredAppeal): Promise<void> {
  const { tx, desk, now } = work
  const { rules } = desk
  const reasons = orderReasons(appeal, { now, rules })
  if (reasons.length === 0) return
  if (Temporal.Instant.compare(whenToTell(rules, appeal, now), now) > 0) return
  const orders = await findPapers(tx, { kind: 'order', appealId: appeal.id })
  if (orders.some(({ closedAt }) => closedAt === null)) return
  const fresh = reasons.find(
    ({ reason, count }) =>
      !orders.some(({ data }) => data['reason'] === reason && data['count'] === count),
  )
  if (!fresh) return
  const about = { about: appeal.number, unit: null }
  mustBe(await openByRule(work, 'order', about, fresh.reason))
}

/** The first urge begins the duty; those that come before an answer are counted on it. */
async function noteUrge(work: Work, number: string): Promise<void> {
  const [there] = await findPapers(work.tx, { kind: 'urge', appeal: { number }, closedAt: null })
  const about = { about: there ? null : number, unit: null }
  const rest = { kind: 'urge', choice: null, words: '', days: null } as const
  mustBe(
    there
      ? await actOnPaper(work, DESK, { act: 'again', paper: there.id, ...about, ...rest })
      : await openByRule(work, 'urge', about, null),
  )
}

/** The desk has looked, under the lock of the appeal, whether it may: a refusal is a fault of ours. */
function mustBe(acted: PaperActed): void {
  if (!acted.ok) throw new Error(`A paper that a rule calls for was refused: ${acted.refusal}`)
}
