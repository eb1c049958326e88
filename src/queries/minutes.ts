import { peopleIn } from '../domain/papers/standings.ts'
import { reasonsIn } from '../domain/papers/reasons.ts'
import { unitsIn } from '../domain/papers/units.ts'
import type { MinutesItem } from '../flows/paper/views.ts'
import type { Transaction } from '../store/database.ts'
import { findAppeal } from '../store/appeals.ts'
import { paperEntries, type StoredPaper } from '../store/papers.ts'
import { staffTitle } from './paper-view.ts'
import { paperTitle } from './papers.ts'

/** What became of each matter of a session: without a word of a resident. */
export async function minutesOf(
  tx: Transaction,
  parts: readonly StoredPaper[],
): Promise<MinutesItem[]> {
  const items: MinutesItem[] = []
  for (const part of parts) {
    const appeal = part.appeal === null ? null : await findAppeal(tx, part.appeal)
    const decision = (await paperEntries(tx, part.id)).findLast(({ act }) => act === 'decide')
    const [reporter] = peopleIn(part)
    const isDecided = decision !== undefined
    items.push({
      ...{ title: paperTitle(part), state: part.state, reasons: reasonsIn(part) },
      ...{ category: appeal?.category ?? null, place: appeal?.place ?? null },
      ...{ unit: isDecided ? part.unit : null, units: isDecided ? unitsIn(part) : [] },
      due: isDecided ? part.due : null,
      reporter: reporter === undefined ? null : await staffTitle(tx, reporter),
      words: decision?.words ?? '',
    })
  }
  return items
}
