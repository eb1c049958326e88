import { ANCHORED_TABLES, brokenRun } from '../store/anchored-rows.ts'
import { anchorsFrom, sealed, type Anchor } from '../store/anchors.ts'
import type { NoticeAnchor } from '../figures/notice.ts'
import type { Transaction } from '../store/database.ts'
import type { Fault } from './verify-appeal.ts'

/**
 * Checks that whatever was anchored is still there, as it was: the anchors themselves, those that were kept outside and
 * those printed on notices against those of the database, and the rows that they speak of. `count`: anchors of the
 * database. Stops at the first fault: where the anchors cannot be trusted, neither can what they say.
 */
export async function verifyAnchors(
  tx: Transaction,
  kept: readonly Anchor[],
  printed: readonly NoticeAnchor[],
): Promise<{ count: number; fault: Fault | null }> {
  let last: Anchor | null = null
  for await (const anchor of anchorsOf(tx)) {
    const fault = faultIn(anchor, last, kept, printed) ?? (await faultInRows(tx, anchor))
    if (fault) return { count: last?.number ?? 0, fault }
    last = anchor
  }
  const count = last?.number ?? 0
  // What was kept outside goes on, and the database does not: it was put back to an older state.
  const lost = [...kept, ...printed].find(({ number }) => number > count)
  return { count, fault: lost ? anchorFault('anchor_missing', lost.number) : null }
}

async function* anchorsOf(tx: Transaction): AsyncGenerator<Anchor> {
  let next = 0
  for (;;) {
    const anchors = await anchorsFrom(tx, next)
    yield* anchors
    const last = anchors.at(-1)
    if (!last) return
    next = last.number + 1
  }
}

function faultIn(
  anchor: Anchor,
  before: Anchor | null,
  kept: readonly Anchor[],
  printed: readonly NoticeAnchor[],
): Fault | null {
  const number = (before?.number ?? 0) + 1
  if (anchor.number !== number) return anchorFault('anchor_missing', number)
  const { hash, ...body } = anchor
  const isAsKept = [kept[number - 1], ...printed.filter((one) => one.number === number)].every(
    (outside) => outside === undefined || (outside.number === number && outside.hash === hash),
  )
  const isWhole = sealed(body).hash === hash && body.previous === (before?.hash ?? '')
  return isWhole && isAsKept ? null : anchorFault('anchor_edited', number)
}

async function faultInRows(tx: Transaction, { tables }: Anchor): Promise<Fault | null> {
  for (const table of ANCHORED_TABLES) {
    const broken = await brokenRun(tx, table, tables[table].runs)
    if (!broken) continue
    const [first, last] = broken.span
    if (broken.missing !== null)
      return { number: `${table} ${broken.missing}`, seq: null, kind: 'row_missing' }
    const ids = first === last ? String(first) : `${first} to ${last}`
    return { number: `${table} ${ids}`, seq: null, kind: 'row_edited' }
  }
  return null
}

function anchorFault(kind: 'anchor_edited' | 'anchor_missing', number: number): Fault {
  return { number: `anchor ${number}`, seq: null, kind }
}
