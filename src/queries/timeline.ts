import { isVisibleTo } from '../domain/visibility.ts'
import type { ActName } from '../domain/lifecycle.ts'
import type { FileCount, TimelineEntry } from '../flows/screen.ts'
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

/** How many files of which kind. */
export function countFiles(files: readonly { kind: FileRef['kind'] }[]): FileCount {
  const count: FileCount = { photo: 0, video: 0, voice: 0, other: 0 }
  for (const { kind } of files) {
    if (kind === 'photo' || kind === 'video' || kind === 'voice') count[kind] += 1
    else if (kind === 'video_note') count.video += 1
    else if (kind === 'audio') count.voice += 1
    else count.other += 1
  }
  return count
}
