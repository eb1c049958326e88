import { isVisibleTo } from '../domain/visibility.ts'
import type { ActName } from '../domain/lifecycle.ts'
import { countFiles } from '../flows/files.ts'
import type { TimelineEntry } from '../flows/views.ts'
import type { FileRef } from '../flows/input.ts'
import type { Transaction } from '../store/database.ts'
import { momentOf } from '../store/moments.ts'

export interface Story {
  /** What the resident said at first. */
  text: string
  files: FileRef[]
  entries: TimelineEntry[]
}

/** What happened to an appeal, as far as these eyes may see it, oldest first. */
export async function storyOf(
  tx: Transaction,
  appealId: number,
  viewer: 'resident' | 'unit',
): Promise<Story> {
  const rows = await tx.history.findMany({
    where: { appealId },
    orderBy: { seq: 'asc' },
    include: {
      words: { select: { text: true } },
      files: { select: { kind: true, fileId: true }, orderBy: { id: 'asc' } },
    },
  })
  const first = rows[0]
  return {
    text: first?.words?.text ?? '',
    files: (first?.files ?? []).map((file) => ({ ...file, size: null })),
    entries: rows.filter((row) => isVisibleTo(viewer, row.act)).map(entryOf),
  }
}

interface HistoryRow {
  at: Date
  act: string
  role: string
  unit: string | null
  data: unknown
  words: { text: string } | null
  files: { kind: FileRef['kind'] }[]
}

function entryOf(row: HistoryRow): TimelineEntry {
  const data = row.data as Record<string, string | number | null>
  return {
    at: momentOf(row.at),
    act: row.act as ActName | 'submit',
    by: byOf(row.role),
    unit: row.unit,
    words: row.words?.text ?? '',
    files: countFiles(row.files),
    due: typeof data['due'] === 'string' ? Temporal.Instant.from(data['due']) : null,
    answer: typeof data['answer'] === 'string' ? data['answer'] : null,
  }
}

function byOf(role: string): TimelineEntry['by'] {
  if (role === 'resident' || role === 'desk') return role
  return role === 'unit' || role === 'head' ? 'unit' : 'dispatcher'
}
