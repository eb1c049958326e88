/** Two things by their index, the first the smaller, and how alike they are. */
export type Pair = readonly [first: number, second: number, likeness: number]

/**
 * Joins things into groups by average linkage: again and again the two groups with the greatest mean likeness over
 * all pairs between them, as long as it is at least that much. A pair that is not named is not alike at all. So a
 * group holds together as a whole: a chain of neighbours, each a little like the next, does not make one.
 * Gives all groups, those of one included, members ascending. The order of the pairs does not matter.
 */
export function linkByAverage(size: number, pairs: readonly Pair[], least: number): number[][] {
  const groups: (number[] | null)[] = Array.from({ length: size }, (_, index) => [index])
  const sums: Map<number, number>[] = Array.from({ length: size }, () => new Map<number, number>())
  const queue = createQueue()
  for (const [a, b, likeness] of pairs) {
    sums[a]?.set(b, likeness)
    sums[b]?.set(a, likeness)
    if (likeness >= least) queue.push([a, b, likeness])
  }
  const mean = (a: number, b: number, sum: number) =>
    sum / ((groups[a]?.length ?? 0) * (groups[b]?.length ?? 0))

  for (let best = queue.pop(); best; best = queue.pop()) {
    const [into, from, likeness] = best
    const [kept, gone] = [groups[into], groups[from]]
    const sum = sums[into]?.get(from)
    // What was queued before one of the two grew, or went, is no longer so.
    if (!kept || !gone || sum === undefined || mean(into, from, sum) !== likeness) continue
    moveSums(sums, from, into)
    kept.push(...gone)
    groups[from] = null
    for (const [other, shared] of sums[into] ?? []) {
      const now = mean(into, other, shared)
      if (now >= least) queue.push([Math.min(into, other), Math.max(into, other), now])
    }
  }
  return groups.filter((group) => group !== null).map((group) => group.sort((a, b) => a - b))
}

/** What the one shared with others is now shared by the other. */
function moveSums(sums: readonly Map<number, number>[], from: number, into: number): void {
  for (const [other, sum] of sums[from] ?? []) {
    sums[other]?.delete(from)
    if (other === into) continue
    const shared = (sums[into]?.get(other) ?? 0) + sum
    sums[into]?.set(other, shared)
    sums[other]?.set(into, shared)
  }
  sums[from]?.clear()
}

/** Whether one pair comes before another: the more alike, else the one that stands earlier. */
function isBefore([a, b, likeness]: Pair, [c, d, other]: Pair): boolean {
  if (likeness !== other) return likeness > other
  return a !== c ? a < c : b < d
}

/** A binary heap: the pair that is most alike comes first. */
function createQueue(): { push: (pair: Pair) => void; pop: () => Pair | undefined } {
  const heap: Pair[] = []
  const swap = (a: number, b: number) => {
    const [first, second] = [heap[a], heap[b]]
    if (first && second) [heap[a], heap[b]] = [second, first]
  }
  const stands = (a: number, b: number) => {
    const [first, second] = [heap[a], heap[b]]
    return first !== undefined && second !== undefined && isBefore(first, second)
  }
  return {
    push(pair) {
      let at = heap.push(pair) - 1
      for (let up = (at - 1) >> 1; at > 0 && stands(at, up); up = (at - 1) >> 1) {
        swap(at, up)
        at = up
      }
    },
    pop() {
      swap(0, heap.length - 1)
      const top = heap.pop()
      for (let at = 0; ;) {
        const [left, right] = [2 * at + 1, 2 * at + 2]
        const down = stands(right, left) ? right : left
        if (!stands(down, at)) return top
        swap(at, down)
        at = down
      }
    },
  }
}
