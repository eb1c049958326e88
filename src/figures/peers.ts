import type { Org, UnitKind } from '../domain/organisation.ts'

/** Kinds of units that are compared, each among its own. The county stands apart: it has no peers. */
export const PEER_KINDS = ['community', 'township', 'department'] as const satisfies UnitKind[]
export type PeerKind = (typeof PEER_KINDS)[number]

export interface PeerGroup {
  kind: PeerKind
  /** Unit codes in the order of the org file. */
  units: string[]
}

/** Who is compared with whom. A kind that the organisation does not have is left out. */
export function peerGroups(org: Pick<Org, 'units'>): PeerGroup[] {
  return PEER_KINDS.map((kind) => ({
    kind,
    units: org.units.filter((unit) => unit.kind === kind).map(({ code }) => code),
  })).filter(({ units }) => units.length > 0)
}
