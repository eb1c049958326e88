import type { Org, Point } from './organisation.ts'

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
