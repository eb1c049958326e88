import type { EndedClaim } from '../domain/key.ts'
import type { Org } from '../domain/organisation.ts'
import type { OnRota } from '../domain/rota.ts'
import type { StoredAppeal } from '../store/appeals.ts'
import type { Transaction } from '../store/database.ts'
import { momentOf } from '../store/moments.ts'
import { findPapers } from '../store/papers.ts'
import { leaders } from './audience.ts'

/**
 * How often one household has brought this matter again: its additions by a new draft, and its other appeals that were
 * merged into this one. Of several households the one that did most often.
 */
export async function broughtAgain(
  tx: Transaction,
  { id, resident }: Pick<StoredAppeal, 'id' | 'resident'>,
): Promise<number> {
  const [row] = await tx.$queryRaw<{ most: number | null }[]>`
    WITH again AS (
      SELECT actor_id AS person FROM history
      WHERE appeal_id = ${id} AND act = 'add' AND data->>'again' = 'true'
      UNION ALL
      SELECT other.resident_id FROM history AS h JOIN appeal AS other ON other.number = h.data->>'number'
      WHERE h.appeal_id = ${id} AND h.act = 'absorb' AND other.main IS NOT NULL
        AND (other.resident_id = ${resident} OR EXISTS (
          SELECT 1 FROM joiner WHERE joiner.appeal_id = ${id} AND joiner.person_id = other.resident_id
            AND joiner."from" IS DISTINCT FROM other.number)))
    SELECT max(times)::int AS most FROM (SELECT count(*) AS times FROM again GROUP BY person) AS counted`
  return row?.most ?? 0
}

/** The claims about this appeal that have ended. */
export async function endedClaims(tx: Transaction, appealId: number): Promise<EndedClaim[]> {
  const papers = await findPapers(tx, { kind: 'claim', appealId, closedAt: { not: null } })
  return papers.map(({ data }) => ({
    reasons: Array.isArray(data['reasons']) ? data['reasons'].map(String) : [],
    rounds: Number(data['rounds'] ?? 0),
  }))
}

/** The leaders of the rota, or all of them as the org file has them, but for these people; with what they have to do. */
export async function rotaOf(
  tx: Transaction,
  org: Pick<Org, 'staff' | 'policy'>,
  besides: readonly number[],
): Promise<OnRota[]> {
  const posted = await leaders(tx)
  const people = await tx.person.findMany({
    where: { id: { in: posted } },
    select: { id: true, telegramId: true },
  })
  const ids = new Map(people.map(({ id, telegramId }) => [Number(telegramId), id]))
  const order = org.policy.claims.rota.length > 0 ? org.policy.claims.rota : inFile(org)
  const open = await openClaims(tx)
  const served = await servedByRota(tx)
  const named = [...new Set(order)].flatMap((telegram) => ids.get(telegram) ?? [])
  return named
    .filter((person) => !besides.includes(person))
    .map((person) => ({
      person,
      open: open.get(person) ?? 0,
      servedAt: served.get(person) ?? null,
    }))
}

function inFile({ staff }: Pick<Org, 'staff'>): number[] {
  return staff.filter(({ role }) => role === 'leader').map(({ telegram }) => telegram)
}

async function openClaims(tx: Transaction): Promise<Map<number, number>> {
  const rows = await tx.paper.groupBy({
    by: ['leaderId'],
    where: { kind: 'claim', closedAt: null, leaderId: { not: null } },
    _count: true,
  })
  return new Map(rows.map(({ leaderId, _count }) => [leaderId ?? 0, _count]))
}

async function servedByRota(tx: Transaction) {
  const rows = await tx.$queryRaw<{ person: number; at: Date }[]>`
    SELECT (entry.data->>'choice')::int AS person, max(entry.at) AS at
    FROM paper_entry AS entry JOIN paper ON paper.id = entry.paper_id
    WHERE paper.kind = 'claim' AND entry.act = 'rota' GROUP BY 1`
  return new Map(rows.map(({ person, at }) => [person, momentOf(at)]))
}

/** The leaders with their titles, but for these people. */
export async function leadersBesides(
  tx: Transaction,
  besides: readonly number[],
): Promise<{ id: number; name: string }[]> {
  const rows = await tx.staff.findMany({
    where: { role: 'leader', retiredAt: null, personId: { notIn: [...besides] } },
    distinct: ['personId'],
    select: { personId: true, name: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ personId, name }) => ({ id: personId, name }))
}
