import type { Moment } from './appeal.ts'

/** A leader whose turn it may be. */
export interface OnRota {
  person: number
  /** Claims that this leader answers for now. */
  open: number
  /** When the rota last named this leader. Null: never. */
  servedAt: Moment | null
}

/**
 * Whose turn it is: the leader who answers for the fewest claims; among those, whom the rota named longest ago, or
 * never; among those, who comes first. Null: there is nobody.
 */
export function nextOnRota(leaders: readonly OnRota[]): number | null {
  const [first] = [...leaders].sort(
    (a, b) => a.open - b.open || sinceWhen(a.servedAt) - sinceWhen(b.servedAt),
  )
  return first?.person ?? null
}

function sinceWhen(servedAt: Moment | null): number {
  return servedAt?.epochMilliseconds ?? 0
}
