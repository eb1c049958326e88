import { gramsOf } from '../classify/grams.ts'
import { normalised } from '../classify/normal.ts'

/** What somebody brought, as far as grouping looks at it. */
export interface Letter {
  id: string
  title: string | null
  text: string
  /** Milliseconds since 1970. */
  at: number
  household: string | null
  place: string | null
  category: string | null
}

/** Letters that ask for the same thing. */
export interface Demand {
  label: string
  members: string[]
  households: number
  strength: number
}

/** The common demands among letters, strongest first; every letter in at most one. */
export function groupLetters(letters: readonly Letter[]): Demand[] {
  const index = indexOf(letters)
  const roots = letters.map((_, at) => at)
  const rootOf = (at: number): number => {
    while (roots[at] !== at) at = roots[at] = roots[roots[at] ?? at] ?? at
    return at
  }
  for (const at of letters.keys())
    for (const [other, likeness] of index.near(at))
      if (other < at && likeness >= ALIKE) roots[rootOf(at)] = rootOf(other)
  const groups = Map.groupBy(letters.keys(), rootOf)
  return [...groups.values()]
    .filter((members) => members.length > 1)
    .map((members) => demandOf(members.map((at) => letters[at]).filter((one) => one !== undefined)))
    .sort((a, b) => b.strength - a.strength)
}

/** Letters that belong to a group that is known already: id to the place of the group. */
export function assignLetters(
  letters: readonly Letter[],
  groups: readonly { members: readonly Letter[] }[],
): Map<string, number> {
  const known = groups.flatMap(({ members }, group) => members.map((letter) => ({ letter, group })))
  const all = [...known.map(({ letter }) => letter), ...letters]
  const index = indexOf(all)
  const assigned = new Map<string, number>()
  for (const [place, letter] of letters.entries()) {
    let best = { likeness: ALIKE, group: -1 }
    for (const [other, likeness] of index.near(known.length + place)) {
      const group = known[other]?.group
      if (group !== undefined && likeness >= best.likeness) best = { likeness, group }
    }
    if (best.group >= 0) assigned.set(letter.id, best.group)
  }
  return assigned
}

/** Cosine from which two letters are about the same. */
const ALIKE = 0.5

function indexOf(letters: readonly Letter[]) {
  const grams = letters.map(({ title, text }) => gramsOf(normalised(`${title ?? ''} ${text}`)))
  const spread = new Map<string, number>()
  for (const of of grams)
    for (const gram of new Set(of)) spread.set(gram, (spread.get(gram) ?? 0) + 1)
  const vectors = grams.map((of) =>
    vectorOf(of, (gram) => Math.log(1 + letters.length / (spread.get(gram) ?? 1))),
  )
  const entries = new Map<string, [number, number][]>()
  for (const [at, vector] of vectors.entries())
    for (const [gram, weight] of vector)
      if ((spread.get(gram) ?? 0) > 1)
        entries.set(gram, [...(entries.get(gram) ?? []), [at, weight]])
  return {
    near(at: number): Map<number, number> {
      const near = new Map<number, number>()
      for (const [gram, weight] of vectors[at] ?? [])
        for (const [other, its] of entries.get(gram) ?? [])
          if (other !== at) near.set(other, (near.get(other) ?? 0) + weight * its)
      return near
    },
  }
}

function vectorOf(grams: readonly string[], rarity: (gram: string) => number): Map<string, number> {
  const vector = new Map<string, number>()
  for (const gram of grams) vector.set(gram, (vector.get(gram) ?? 0) + rarity(gram))
  const length = Math.hypot(...vector.values())
  for (const [gram, weight] of vector) vector.set(gram, weight / length)
  return vector
}

function demandOf(members: readonly Letter[]): Demand {
  const households = new Set(members.map(({ household, id }) => household ?? `letter ${id}`)).size
  return {
    label: labelOf(members),
    members: members.map(({ id }) => id),
    households,
    strength: households,
  }
}

/** The longest of the pieces that most letters share. */
function labelOf(members: readonly Letter[]): string {
  const counts = new Map<string, number>()
  for (const { title, text } of members)
    for (const gram of new Set(gramsOf(normalised(`${title ?? ''} ${text}`))))
      counts.set(gram, (counts.get(gram) ?? 0) + 1)
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || b[0].length - a[0].length)
  return best?.[0] ?? ''
}
