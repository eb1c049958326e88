import { peopleIn } from '../domain/papers/standings.ts'
import { unitsIn } from '../domain/papers/units.ts'
import type { PaperAudience, PaperCase } from '../domain/papers/paper.ts'
import type { Transaction } from '../store/database.ts'
import { inChargeOf } from './in-charge.ts'
import { dispatchers, everyHead, handlerOf, headsOf, leaders, unitPeople } from './audience.ts'

/** Who hears of an act on a paper, in person ids; among staff nobody who stands behind its appeal. */
export async function paperAudience(
  tx: Transaction,
  audience: PaperAudience,
  given: PaperCase,
): Promise<number[]> {
  const { appeal, joiners } = given
  const households = appeal ? [appeal.resident, ...joiners.map(({ person }) => person)] : []
  if (audience === 'households') return households
  const people = await staffIn(tx, audience, given)
  return people.filter((id) => !households.includes(id))
}

async function staffIn(
  tx: Transaction,
  audience: Exclude<PaperAudience, 'households'>,
  { paper, appeal, rules }: PaperCase,
): Promise<number[]> {
  switch (audience) {
    case 'author':
      return paper.by === null ? [] : [paper.by]
    case 'answerer':
      return paper.leader === null ? [] : [paper.leader]
    case 'stand_ins':
      return paper.by === null && paper.leader === null ? dispatchers(tx) : []
    case 'handler':
      return appeal ? handlerOf(tx, appeal) : []
    case 'invited':
      return headsOfAll(tx, unitsIn(paper).slice(-1))
    case 'leaders':
      return leaders(tx)
    case 'in_charge':
      return paper.unit === null ? [] : inChargeOf(tx, rules.org, paper.unit)
    case 'dispatchers':
      return dispatchers(tx)
    case 'heads':
      return paper.unit === null ? [] : headsOf(tx, paper.unit)
    case 'every_head':
      return everyHead(tx)
    case 'unit':
      return unitPeople(tx, paper.unit)
    case 'parties':
      return [...peopleIn(paper), ...(await headsOfAll(tx, unitsIn(paper)))]
  }
}

async function headsOfAll(tx: Transaction, units: readonly string[]): Promise<number[]> {
  const heads: number[] = []
  for (const unit of units) heads.push(...(await headsOf(tx, unit)))
  return heads
}
