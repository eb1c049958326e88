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
  /** The matter outside this desk that it was sent as, in spite of the hint. */
  outside: string | null
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
    outside: textIn(first?.data, 'outside'),
    entries: rows.filter((row) => isVisibleTo(viewer, row.act)).map(entryOf),
  }
}

function textIn(data: unknown, key: string): string | null {
  const value = (data as Record<string, unknown> | undefined)?.[key]
  return typeof value === 'string' ? value : null
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
  const due = textIn(row.data, 'due')
  return {
    at: momentOf(row.at),
    act: row.act as ActName | 'submit',
    by: byOf(row.role),
    unit: row.unit,
    words: row.words?.text ?? '',
    files: countFiles(row.files),
    due: due === null ? null : Temporal.Instant.from(due),
    answer: textIn(row.data, 'answer'),
  }
}

function byOf(role: string): TimelineEntry['by'] {
  if (role === 'resident' || role === 'desk') return role
  return role === 'unit' || role === 'head' ? 'unit' : 'dispatcher'
}
