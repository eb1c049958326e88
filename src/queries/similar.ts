import type { Moment } from '../domain/appeal.ts'
import type { Rules } from '../domain/rules.ts'
import { gramsOf } from '../classify/grams.ts'
import { normalised } from '../classify/normal.ts'
import type { Transaction } from '../store/database.ts'
import { momentOf } from '../store/moments.ts'

/** An open appeal that seems to be about the same matter. */
export interface Similar {
  number: string
  category: string | null
  place: string | null
  registeredAt: Moment
  /** Keywords of the org file that both texts have: safe to show to a neighbour. */
  shared: string[]
  score: number
  /** The asking person stands behind it already. */
  own: boolean
}

export interface Sought {
  text: string
  category: string | null
  place: string | null
  pin: { longitude: number; latitude: number } | null
  /** Person id of whoever asks. */
  person: number | null
  /** Id of an appeal that is left out. */
  besides: number | null
}

const OPEN = ['registered', 'assigned', 'accepted', 'shelved'] as const
const LOOKED_AT = 200
const ALIKE = 0.3

/** Open appeals that seem to be about the same matter, best first, at most `most`. */
export async function similarTo(
  tx: Transaction,
  what: Sought,
  _given: { rules: Rules; now: Moment },
  most: number,
): Promise<Similar[]> {
  const grams = new Set(gramsOf(normalised(what.text)))
  if (grams.size === 0) return []
  const rows = await tx.appeal.findMany({
    where: { status: { in: [...OPEN] }, place: what.place, id: { not: what.besides ?? 0 } },
    orderBy: { id: 'desc' },
    take: LOOKED_AT,
    include: { history: { where: { seq: 1 }, include: { words: true } }, joiners: true },
  })
  return rows
    .map((row) => {
      const theirs = new Set(gramsOf(normalised(row.history[0]?.words?.text ?? '')))
      const common = [...grams].filter((gram) => theirs.has(gram)).length
      return {
        ...{ number: row.number, category: row.category, place: row.place, shared: [] },
        registeredAt: momentOf(row.registeredAt),
        score: common / Math.sqrt(grams.size * Math.max(1, theirs.size)),
        own:
          row.residentId === what.person ||
          row.joiners.some(({ personId }) => personId === what.person),
      }
    })
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
}
