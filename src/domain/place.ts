import { isAbove, type Org, type OrgUnit, type Point, type UnitKind } from './organisation.ts'

/** Where somebody is, in degrees. */
export interface Pin {
  longitude: number
  latitude: number
}

const FURTHEST_METRES = 1000

/**
 * The community in whose area a pin lies, else the one whose border is nearest, if that is within 1 km.
 * Null further away: then somebody has to be asked.
 */
export function communityAt(org: Org, pin: Pin): string | null {
  let nearest: { code: string; metres: number } | null = null
  for (const { code, kind, area } of org.units) {
    if (kind !== 'community' || !area) continue
    const ring = area.map((corner) => seenFrom(pin, corner))
    if (surroundsOrigin(ring)) return code
    const metres = metresToBorder(ring)
    if (metres <= (nearest?.metres ?? FURTHEST_METRES)) nearest = { code, metres }
  }
  return nearest?.code ?? null
}

/** On a sphere. */
export function metresBetween(a: Pin, b: Pin): number {
  return haversine(seenFrom(a, [b.longitude, b.latitude]))
}

/** The township or community that a text names. Null when it names none, or several that are not in each other. */
export function placeInWords(org: Org, text: string): string | null {
  return onlyUnitIn(org, text, ({ kind }) => PLACE_KINDS.has(kind))
}

/**
 * The unit that a text names, of any kind; `besides` is not meant, as in "not ours but the water bureau's".
 * Null when it names none, or several that are not in each other.
 */
export function unitInWords(org: Org, text: string, besides: string | null = null): string | null {
  return onlyUnitIn(org, text, ({ code }) => code !== besides)
}

const PLACE_KINDS: ReadonlySet<UnitKind> = new Set(['township', 'community'])

function onlyUnitIn(org: Org, text: string, counts: (unit: OrgUnit) => boolean): string | null {
  const plain = normalised(text)
  const mentions = org.units.filter(counts).flatMap((unit) => mentionsOf(unit, plain))
  const codes = new Set(
    mentions
      .filter((mention) => !mentions.some((other) => isPartOf(mention, other)))
      .map(({ code }) => code),
  )
  const [only, ...more] = [...codes].filter(
    (code) => ![...codes].some((other) => isAbove(org, code, other)),
  )
  return only === undefined || more.length > 0 ? null : only
}

interface Mention {
  code: string
  from: number
  to: number
}

function mentionsOf({ code, name, aliases }: OrgUnit, text: string): Mention[] {
  const names = new Set([...Object.values(name), ...aliases].map(normalised))
  return [...names].flatMap((word) => {
    const found: Mention[] = []
    if (word === '') return found
    for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + 1))
      if (!cutsAWord(text, from) && !cutsAWord(text, from + word.length))
        found.push({ code, from, to: from + word.length })
    return found
  })
}

/** A shorter name that stands within a longer one of another unit is not meant. */
function isPartOf(a: Mention, b: Mention): boolean {
  return a.code !== b.code && a.from < b.to && b.from < a.to && b.to - b.from > a.to - a.from
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const letter = /[\p{L}\p{N}]/u

/** Between two letters of a script that puts blanks between words. */
function cutsAWord(text: string, at: number): boolean {
  const sides = [text.charAt(at - 1), text.charAt(at)]
  return sides.every((side) => letter.test(side) && !unspaced.test(side))
}

function normalised(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}

const EARTH_METRES = 6_371_008.8
const RADIAN = Math.PI / 180

/** A corner in degrees east and north of the pin, on the shorter way around the earth. */
function seenFrom(pin: Pin, [longitude, latitude]: Point): Offset {
  const east = ((((longitude - pin.longitude + 180) % 360) + 360) % 360) - 180
  return { east, north: latitude - pin.latitude, latitude: pin.latitude }
}

interface Offset {
  east: number
  north: number
  /** Of the pin. */
  latitude: number
}

/** Even-odd rule: a ray to the east crosses the border an odd number of times. */
function surroundsOrigin(ring: readonly Offset[]): boolean {
  return (
    sidesOf(ring).filter(([a, b]) => {
      if (a.north > 0 === b.north > 0) return false
      return a.east - (a.north * (b.east - a.east)) / (b.north - a.north) > 0
    }).length %
      2 ===
    1
  )
}

function metresToBorder(ring: readonly Offset[]): number {
  return Math.min(...sidesOf(ring).map(([a, b]) => haversine(nearestOn(a, b))))
}

function sidesOf(ring: readonly Offset[]): [Offset, Offset][] {
  return ring.flatMap((corner, index) => {
    const next = ring[(index + 1) % ring.length]
    return next ? [[corner, next] as [Offset, Offset]] : []
  })
}

/** The point of a side that is nearest to the pin; within a county the earth is flat. */
function nearestOn(a: Offset, b: Offset): Offset {
  const shrink = Math.cos(a.latitude * RADIAN)
  const [east, north] = [(b.east - a.east) * shrink, b.north - a.north]
  const length = east * east + north * north
  const along = length === 0 ? 0 : -(a.east * shrink * east + a.north * north) / length
  const share = Math.min(1, Math.max(0, along))
  return {
    east: a.east + share * (b.east - a.east),
    north: a.north + share * (b.north - a.north),
    latitude: a.latitude,
  }
}

/** Metres between the pin and a point near it, on a sphere. */
function haversine({ east, north, latitude }: Offset): number {
  const half =
    Math.sin((north * RADIAN) / 2) ** 2 +
    Math.cos(latitude * RADIAN) *
      Math.cos((latitude + north) * RADIAN) *
      Math.sin((east * RADIAN) / 2) ** 2
  return 2 * EARTH_METRES * Math.asin(Math.sqrt(half))
}
