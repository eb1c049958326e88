import type { Moment } from '../domain/appeal.ts'
import type { Transaction } from '../store/database.ts'
import { momentOf } from '../store/moments.ts'
import { taughtLetters } from '../store/models.ts'

/** A letter whose category a person gave or confirmed, and when. */
export interface GivenLabel {
  title: string | null
  text: string
  label: string
  at: Moment
}

/** The newest so many: learning from them takes minutes, not hours. */
const MOST = 20_000

/**
 * Every letter whose category people have settled: those that the operator gave, and appeals whose category the
 * resident tapped, a dispatcher corrected, or a unit confirmed by signing for the appeal and resolving it without ever
 * returning it. The latest of these counts. The letter is what the resident wrote first, while it is kept.
 */
export async function givenLabels(tx: Transaction): Promise<GivenLabel[]> {
  const rows = await tx.$queryRaw<{ text: string; label: string; at: Date }[]>`
    SELECT words.text, settled.label, settled.at
    FROM appeal
    JOIN history first ON first.appeal_id = appeal.id AND first.seq = 1
    JOIN words ON words.history_id = first.id
    JOIN LATERAL (
      SELECT coalesce(entry.data->>'category', appeal.category) AS label, entry.at
      FROM history entry
      WHERE entry.appeal_id = appeal.id AND (
        (entry.act = 'submit' AND entry.data->>'categoryBy' = 'person')
        OR entry.act = 'recategorise'
        OR (entry.act = 'resolve' AND appeal.returns = 0))
      ORDER BY entry.seq DESC LIMIT 1) settled ON settled.label IS NOT NULL
    ORDER BY settled.at DESC, appeal.id DESC LIMIT ${MOST}`
  const fromWork = rows.map(({ at, ...row }) => ({ ...row, title: null, at: momentOf(at) }))
  return [...(await taughtLetters(tx)), ...fromWork.reverse()]
}
