import { PEER_KINDS, type PeerKind } from '../../figures/peers.ts'

/** What a button on the card of a notice can open; some are about one unit. */
export const NOTICE_PAGES = [
  'whole',
  'ends',
  'group',
  'unit',
  'cases',
  'explained',
  'objections',
  'radar',
  'month',
  'quarter',
  'year',
] as const
export type NoticePageName = (typeof NOTICE_PAGES)[number]

/** Units of a kind from a number on, as a button carries it: `community.30`. */
export function groupCode(kind: PeerKind, first: number): string {
  return `${kind}.${first}`
}

/** Null: no such group. */
export function readGroupCode(code: string | null): { kind: PeerKind; first: number } | null {
  const [, named, first] = /^([a-z]+)\.(\d{1,4})$/.exec(code ?? '') ?? []
  const kind = PEER_KINDS.find((one) => one === named)
  return kind === undefined ? null : { kind, first: Number(first) }
}
