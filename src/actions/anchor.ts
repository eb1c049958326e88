import { nextNight } from '../domain/nights.ts'
import { addAnchor, latestAnchors, type Anchor } from '../store/anchors.ts'
import { beginTimer, setTimer } from '../store/timers.ts'
import type { Desk, Work } from './desk.ts'

const ANCHOR = { kind: 'anchor', subject: 'desk' } as const
/** By the organisation's clock, when the other work of the night is done. */
const NIGHT = { hour: 4, minute: 30 } as const

/** From the first start on, what was written is anchored every night. */
export function beginAnchoring({ db, rules, now }: Desk): Promise<void> {
  return beginTimer(db.prisma, ANCHOR, nextNight(now(), rules.calendar.timezone, NIGHT))
}

/** Anchors what is new; what is too much for one transaction is left for the next, at once. */
export async function anchorWhatIsNew({ tx, now, desk }: Work): Promise<void> {
  const added = await addAnchor(tx, now)
  const isOver = added?.isWhole ?? true
  const next = isOver ? nextNight(now, desk.rules.calendar.timezone, NIGHT) : now
  await setTimer(tx, ANCHOR.kind, ANCHOR.subject, next)
}

/**
 * The anchor that a notice is published with: everything that was written before it. What comes with the notice itself
 * is anchored as soon as it is there.
 */
export async function anchorForNotice({ tx, now }: Work): Promise<Anchor> {
  const added = await addAnchor(tx, now)
  await setTimer(tx, ANCHOR.kind, ANCHOR.subject, now)
  const [latest] = added ? [added.anchor] : await latestAnchors(tx, 1)
  if (!latest) throw new Error('There is nothing to anchor')
  return latest
}
