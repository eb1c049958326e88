import { LOCALES } from '../../domain/organisation.ts'
import { unitsIn } from '../../domain/papers/units.ts'
import type { MinutesItem } from '../../flows/paper/views.ts'
import type { Screen } from '../../flows/screen.ts'
import { dispatchers, headsOf, leaders } from '../../queries/audience.ts'
import { minutesOf } from '../../queries/minutes.ts'
import { paperTitle } from '../../queries/papers.ts'
import { staffTitle } from '../../queries/paper-view.ts'
import { partsOf, type StoredPaper } from '../../store/papers.ts'
import { peopleByIds } from '../../store/people.ts'
import type { Work } from '../desk.ts'
import { keepFile, sendDocument } from '../made-files.ts'
import type { After } from './follow.ts'

/**
 * The minutes of a session, as a document, to the leaders, the dispatchers, and the heads of the units that were named:
 * each in their own language. No resident's words are in them.
 */
export const sendMinutes: After = async (work, { act, paper }) => {
  if (act !== 'end') return
  const { tx } = work
  const parts = await partsOf(tx, paper.id)
  const people = await peopleByIds(tx, await participants(work, parts))
  const items = await minutesOf(tx, parts)
  for (const locale of LOCALES) {
    const readers = people.filter((person) => person.locale === locale && !person.unreachable)
    if (readers.length === 0) continue
    const file = await keepFile(work, await fileOf(work, paper, items, locale))
    const caption = captionOf(paper, items)
    const card = { kind: 'choice', subject: `paper:${paper.id}` } as const
    for (const reader of readers) sendDocument(work, reader, file, caption, card)
  }
}

async function participants({ tx }: Work, parts: readonly StoredPaper[]): Promise<number[]> {
  const units = parts
    .filter(({ state }) => state === 'decided')
    .flatMap((part) => [...(part.unit === null ? [] : [part.unit]), ...unitsIn(part)])
  const people = [...(await leaders(tx)), ...(await dispatchers(tx))]
  for (const unit of new Set(units)) people.push(...(await headsOf(tx, unit)))
  return [...new Set(people)]
}

async function fileOf(
  { tx, desk, now }: Work,
  paper: StoredPaper,
  items: MinutesItem[],
  locale: (typeof LOCALES)[number],
) {
  const chair = paper.leader === null ? null : await staffTitle(tx, paper.leader)
  const screen: Screen = { screen: 'minutes', title: paperTitle(paper), at: now, chair, items }
  const text = desk.renderer.text(screen, locale, now)
  // The mark at the beginning tells old viewers that it is UTF-8.
  const bytes = Buffer.from(`\uFEFF${text}\n`, 'utf8')
  return { kind: 'document', name: `${paper.year}-${paper.serial}.txt`, bytes } as const
}

function captionOf(paper: StoredPaper, items: readonly MinutesItem[]): Screen {
  const decided = items.filter(({ state }) => state === 'decided').length
  return { screen: 'minutes_sent', title: paperTitle(paper), decided, total: items.length }
}
