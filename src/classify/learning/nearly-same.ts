/** How long a stretch is that two letters may share, and which share of them is looked at. */
const STRETCH = 10
const SAMPLE = 4
/** Letters are nearly the same when they share so much of the shorter one, and at least so many stretches. */
const SHARED = 0.3
const FEWEST_SHARED = 3
/** What more letters than this have in common is a stock phrase. */
const STOCK_PHRASE = 50

/**
 * For each normalised text the number of its group: one that is nearly the same, copied and changed a little, is in the
 * group of the other. What is learned must not be measured by copies of what it was learned from.
 */
export function nearlySame(texts: readonly string[]): Int32Array {
  const stretches = texts.map(stretchesOf)
  const parents = Int32Array.from(texts.keys())
  const holders = new Map<number, number[]>()
  for (const [at, own] of stretches.entries()) {
    for (const other of sharers(own, stretches, holders)) join(parents, at, other)
    for (const stretch of own) {
      const known = holders.get(stretch)
      if (!known) holders.set(stretch, [at])
      else if (known.length < STOCK_PHRASE) known.push(at)
    }
  }
  return parents.map((_, at) => rootOf(parents, at))
}

/** The earlier texts that share enough with this one. */
function sharers(
  own: ReadonlySet<number>,
  stretches: readonly ReadonlySet<number>[],
  holders: ReadonlyMap<number, readonly number[]>,
): number[] {
  const shared = new Map<number, number>()
  for (const stretch of own)
    for (const other of holders.get(stretch) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1)
  return [...shared].flatMap(([other, count]) => {
    const shorter = Math.min(own.size, stretches[other]?.size ?? 0)
    return count >= Math.min(FEWEST_SHARED, shorter) && count >= SHARED * shorter ? [other] : []
  })
}

/** Hashes of a sample of the stretches of letters; of a text shorter than one, the whole. */
function stretchesOf(text: string): Set<number> {
  const letters = text.replace(/[^\p{L}]/gu, '')
  const found = new Set<number>()
  for (let at = 0; at + STRETCH <= letters.length; at += 1) {
    const hash = hashOf(letters, at, at + STRETCH)
    if (hash % SAMPLE === 0) found.add(hash)
  }
  if (found.size === 0 && letters !== '') found.add(hashOf(letters, 0, letters.length))
  return found
}

function hashOf(text: string, from: number, to: number): number {
  let hash = to - from
  for (let at = from; at < to; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x9e3779b1) ^ (hash >>> 13)
  return hash >>> 0
}

function rootOf(parents: Int32Array, at: number): number {
  let root = at
  while (parents[root] !== root) root = parents[root] ?? root
  parents[at] = root
  return root
}

function join(parents: Int32Array, one: number, other: number): void {
  parents[rootOf(parents, one)] = rootOf(parents, other)
}
