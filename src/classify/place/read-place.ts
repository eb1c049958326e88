import { ancestors, type Org } from '../../domain/organisation.ts'
import type { PlaceReading } from '../../flows/facts.ts'
import { normalised } from '../normal.ts'
import { createMentionFinder, type Mention } from './mentions.ts'

/** Reads out of words where something is, and which unit somebody means. */
export interface PlaceReader {
  /** The township or community that a text names; several communities where it could be any of them. */
  place: (text: string) => PlaceReading
  /**
   * The unit that a text names, of any kind; `besides` is not meant, as in "not ours but the water bureau's".
   * Null when it names none, or several that are not in each other.
   */
  unit: (text: string, besides: string | null) => string | null
}

/** Built once from the org file: the names and aliases of all its units, however people write them. */
export function createPlaceReader(org: Org): PlaceReader {
  const find = createMentionFinder(org.units)
  const above = new Map(org.units.map(({ code }) => [code, codesAbove(org, code)]))
  const isAbove: IsAbove = (upper, lower) => above.get(lower)?.has(upper) ?? false
  const kinds = new Map(org.units.map(({ code, kind }) => [code, kind]))
  const isPlace = (code: string) =>
    kinds.get(code) === 'community' || kinds.get(code) === 'township'
  return {
    place: (text) => {
      const named = lowest(isAbove, find(normalised(text), isPlace))
      const [only, ...more] = named
      if (only !== undefined && more.length === 0) return { place: only, likely: [] }
      return { place: null, likely: named.filter((code) => kinds.get(code) === 'community') }
    },
    unit: (text, besides) => {
      const named = lowest(
        isAbove,
        find(normalised(text), (code) => code !== besides),
      )
      const [only, ...more] = named
      return only === undefined || more.length > 0 ? null : only
    },
  }
}

/** Whether a unit stands above another in the tree. */
type IsAbove = (upper: string, lower: string) => boolean

function codesAbove(org: Org, code: string): ReadonlySet<string> {
  return new Set(ancestors(org, code).map((unit) => unit.code))
}

/**
 * What several mentions mean together. A name that several units share is told apart by the others: "Culture Road"
 * of two communities by the community, or the township, that is named as well. A unit above another that is named
 * says nothing more.
 */
function lowest(isAbove: IsAbove, mentions: readonly Mention[]): string[] {
  const alone = mentions.map(({ codes }) => outermost(isAbove, codes))
  const certain = new Set(alone.flatMap((codes) => (codes.length === 1 ? codes : [])))
  const meant = new Set(
    alone.flatMap((codes) => (codes.length > 1 ? toldApart(isAbove, codes, certain) : codes)),
  )
  return [...meant].filter((code) => ![...meant].some((other) => isAbove(code, other)))
}

/** A name of a township and of a community in it means the township: nobody said more. */
function outermost(isAbove: IsAbove, codes: readonly string[]): readonly string[] {
  return codes.filter((code) => !codes.some((other) => isAbove(other, code)))
}

function toldApart(
  isAbove: IsAbove,
  codes: readonly string[],
  certain: ReadonlySet<string>,
): readonly string[] {
  const same = codes.filter((code) => certain.has(code))
  if (same.length > 0) return same
  const within = codes.filter((code) => [...certain].some((unit) => isAbove(unit, code)))
  return within.length > 0 ? within : codes
}
