import type { Pairs } from './pairs.ts'

/** Which groups have anything in common, and how much: the sum of likeness over all pairs between two of them. */
export interface Ties {
  sumOf: (tie: number) => number
  /** The smaller index first. */
  endsOf: (tie: number) => [number, number]
  /** Whether the ends of one come before those of another. */
  standsBefore: (one: number, other: number) => boolean
  each: (found: (tie: number, a: number, b: number) => void) => void
  eachOf: (group: number, found: (tie: number, other: number) => void) => void
  /** What the second group shares with others the first one shares now. Tells the ties that are no more. */
  join: (into: number, from: number, ended: (tie: number) => void) => void
}

const NONE = -1

/**
 * Each tie hangs in two chains, those of its two ends; one that is no more shares nothing, and hangs on until a chain
 * is made anew. There are never more than at the beginning. `weightOf`: how many pairs there are between two things,
 * of which `pairs` have the mean likeness.
 */
export function createTies(
  size: number,
  { firsts, seconds, likeness }: Pairs,
  weightOf: (a: number, b: number) => number,
): Ties {
  const ends = [firsts.slice(), seconds.slice()] as const
  const nexts = [new Int32Array(firsts.length), new Int32Array(firsts.length)] as const
  const sums = likeness.map((mean, tie) => mean * weightOf(firsts[tie] ?? 0, seconds[tie] ?? 0))
  const heads = new Int32Array(size).fill(NONE)
  /** While two are joined: the tie of the first one to each other. */
  const known = new Int32Array(size).fill(NONE)

  const endOf = (tie: number, side: Side): number => ends[side][tie] ?? NONE
  const sideOf = (tie: number, group: number): Side => (endOf(tie, 0) === group ? 0 : 1)
  const hang = (tie: number, group: number) => {
    nexts[sideOf(tie, group)][tie] = heads[group] ?? NONE
    heads[group] = tie
  }
  const endsOf = (tie: number): [number, number] => {
    const [one, other] = [endOf(tie, 0), endOf(tie, 1)]
    return one < other ? [one, other] : [other, one]
  }
  const eachOf: Ties['eachOf'] = (group, found) => {
    for (let tie = heads[group] ?? NONE; tie !== NONE;) {
      const side = sideOf(tie, group)
      // Read before: what is found may be hung elsewhere.
      const next = nexts[side][tie] ?? NONE
      if ((sums[tie] ?? 0) > 0) found(tie, endOf(tie, side === 0 ? 1 : 0))
      tie = next
    }
  }
  const end = (tie: number) => {
    sums[tie] = 0
  }
  for (let tie = 0; tie < firsts.length; tie++) {
    hang(tie, endOf(tie, 0))
    hang(tie, endOf(tie, 1))
  }

  return {
    ...{ endsOf, eachOf },
    sumOf: (tie) => sums[tie] ?? 0,
    standsBefore(one, other) {
      const [[a, b], [c, d]] = [endsOf(one), endsOf(other)]
      return a !== c ? a < c : b < d
    },
    each(found) {
      for (let tie = 0; tie < sums.length; tie++) found(tie, ...endsOf(tie))
    },
    join(into, from, ended) {
      const kept: number[] = []
      eachOf(into, (tie, other) => {
        if (other === from) return
        known[other] = tie
        kept.push(tie)
      })
      eachOf(from, (tie, other) => {
        const same = known[other] ?? NONE
        if (other !== into && same === NONE) {
          ends[sideOf(tie, from)][tie] = into
          kept.push(tie)
          return
        }
        if (other !== into) sums[same] = (sums[same] ?? 0) + (sums[tie] ?? 0)
        end(tie)
        ended(tie)
      })
      heads[from] = heads[into] = NONE
      for (const tie of kept) {
        hang(tie, into)
        known[endOf(tie, sideOf(tie, into) === 0 ? 1 : 0)] = NONE
      }
    },
  }
}

type Side = 0 | 1
