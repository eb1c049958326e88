import type { Transaction } from './database.ts'

/**
 * Rows with ids that follow each other without a gap, and SHA-256 over them: over `id leaf`, joined by newlines, in the
 * order of ids. In a file as `[first, last, hash]`.
 */
export type Run = readonly [first: number, last: number, hash: string]

/** Ids, the first and the last of them included. */
export type Span = readonly [first: number, last: number]

/**
 * What is append-only, and so can be anchored: what stands for a row, and how many rows share a hash at most. Entries
 * of the history have a hash of their own, so that a bad one is named even where a hundred share one. Nothing here may
 * change after it was released: every anchor was made with it.
 */
const ANCHORED = {
  history: { leaf: 'hash', most: 100 },
  paper_entry: {
    leaf: leafOf('paper_id', millis('at'), 'act', 'actor_id', 'data', 'digest'),
    most: 1,
  },
  notice_version: {
    leaf: leafOf('paper_id', millis('at'), 'published', 'content', 'digest', 'signs'),
    most: 1,
  },
  demand_entry: {
    leaf: leafOf('demand_id', millis('at'), 'act', 'actor_id', 'data', 'digest'),
    most: 1,
  },
  charge: {
    leaf: leafOf('appeal_id', 'unit', 'round', millis('"from"'), millis('"to"'), 'minutes'),
    most: 20,
  },
} as const

export type AnchoredTable = keyof typeof ANCHORED
export const ANCHORED_TABLES = Object.keys(ANCHORED) as AnchoredTable[]

/** PostgreSQL writes jsonb in one way only, whatever the session is set to. */
function leafOf(...columns: readonly string[]): string {
  return `jsonb_build_array(${columns.join(', ')})::text`
}

function millis(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::bigint`
}

const HASH = `encode(sha256(convert_to(string_agg(id || ' ' || leaf, E'\\n' ORDER BY id), 'UTF8')), 'hex')`

/**
 * Runs of the rows with ids above `after`, at most so many, and of those within the gaps: rows that were committed
 * after others with higher ids.
 */
export async function runsOf(
  tx: Transaction,
  table: AnchoredTable,
  { after, gaps, atMost }: { after: number; gaps: readonly Span[]; atMost: number },
): Promise<Run[]> {
  const { leaf, most } = ANCHORED[table]
  const rows = await tx.$queryRawUnsafe<{ first: number; last: number; hash: string }[]>(
    `WITH given AS (
      (SELECT id, ${leaf} AS leaf FROM ${table} WHERE id > $1::int ORDER BY id LIMIT $4::int)
      UNION ALL
      SELECT id, ${leaf} AS leaf FROM unnest($2::int[], $3::int[]) AS gap (first, last)
      JOIN ${table} ON id BETWEEN gap.first AND gap.last
    ), stretched AS (
      SELECT id, leaf, id - row_number() OVER (ORDER BY id) AS stretch FROM given
    ), placed AS (
      SELECT id, leaf, stretch,
        (row_number() OVER (PARTITION BY stretch ORDER BY id) - 1) / ${most} AS part
      FROM stretched
    )
    SELECT min(id)::int AS first, max(id)::int AS last, ${HASH} AS hash
    FROM placed GROUP BY stretch, part ORDER BY first`,
    ...[after, gaps.map(([first]) => first), gaps.map(([, last]) => last), atMost],
  )
  return rows.map(({ first, last, hash }) => [first, last, hash])
}

/** The first of these runs whose rows are not all there as they were; with the id of the first that is missing. */
export async function brokenRun(
  tx: Transaction,
  table: AnchoredTable,
  runs: readonly Run[],
): Promise<{ span: Span; missing: number | null } | null> {
  const { leaf } = ANCHORED[table]
  const [broken] = await tx.$queryRawUnsafe<
    { first: number; last: number; missing: number | null }[]
  >(
    `SELECT first, last, (
      SELECT min(one)::int FROM generate_series(first, last) AS one
      WHERE NOT EXISTS (SELECT FROM ${table} WHERE id = one)
    ) AS missing
    FROM unnest($1::int[], $2::int[], $3::text[]) AS run (first, last, hash)
    CROSS JOIN LATERAL (
      SELECT ${HASH} AS hash
      FROM (SELECT id, ${leaf} AS leaf FROM ${table} WHERE id BETWEEN first AND last) AS given
    ) AS found
    WHERE found.hash IS DISTINCT FROM run.hash
    ORDER BY first LIMIT 1`,
    ...[runs.map(([first]) => first), runs.map(([, last]) => last), runs.map(([, , hash]) => hash)],
  )
  return broken ? { span: [broken.first, broken.last], missing: broken.missing } : null
}
