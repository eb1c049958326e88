import { leadersOf } from '../domain/organisation.ts'
import { peopleIn } from '../domain/papers/decide.ts'
import { unitsIn } from '../domain/papers/units.ts'
import type { PaperAudience, PaperCase } from '../domain/papers/paper.ts'
import type { Transaction } from '../store/database.ts'
import { dispatchers, headsOf, leaders, unitPeople } from './audience.ts'

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
  { paper, rules }: PaperCase,
): Promise<number[]> {
  switch (audience) {
    case 'author':
      return paper.by === null ? [] : [paper.by]
    case 'answerer':
      return paper.leader === null ? [] : [paper.leader]
    case 'leaders':
      return leaders(tx)
    case 'in_charge':
      return paper.unit === null ? [] : inCharge(tx, leadersOf(rules.org, paper.unit))
    case 'dispatchers':
      return dispatchers(tx)
    case 'heads':
      return paper.unit === null ? [] : headsOf(tx, paper.unit)
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

/** Person ids of these members of staff. */
async function inCharge(
  tx: Transaction,
  posts: readonly { telegram: number }[],
): Promise<number[]> {
  const rows = await tx.person.findMany({
    where: { telegramId: { in: posts.map(({ telegram }) => BigInt(telegram)) } },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id }) => id)
}
