import { isNumbered, isPaperVisible, isVisibleTo, sightOf } from '../domain/visibility.ts'
import type { PaperKind } from '../domain/papers/paper.ts'
import { countFiles } from '../flows/files.ts'
import type { PaperRole, TimelineEntry } from '../flows/views.ts'
import type { FileRef } from '../flows/input.ts'
import type { Transaction } from '../store/database.ts'
import { momentOf } from '../store/moments.ts'
import { sqlOf } from '../store/sql.ts'
import { together } from '../store/together.ts'

/** The unit, or one of the households behind an appeal, by person id, and whether it is the resident's now. */
export type Viewer = 'unit' | { household: number; isResident: boolean }

export interface Story {
  /** What the household said at first; to the unit, what is kept of what the first one said. */
  text: string
  files: FileRef[]
  /** The matter outside this desk that it was sent as, in spite of the hint. */
  outside: string | null
  entries: TimelineEntry[]
  /** The words of one entry, by its id; empty once they are erased. */
  wordsOf: (entryId: number) => string
  /** The files that these eyes may see with one of the entries. */
  filesOf: (entry: TimelineEntry) => FileRef[]
}

/** What happened to an appeal, as far as these eyes may see it, oldest first. */
export async function storyOf(tx: Transaction, appealId: number, viewer: Viewer): Promise<Story> {
  const rows = await historyOf(tx, appealId)
  const first = firstOf(rows, viewer)
  const since = residentSince(rows, viewer)
  const speakers = viewer === 'unit' ? speakersIn(rows) : []
  const told = withReasons(rows).flatMap((row, at) =>
    entryFor(viewer, row, at >= since).map((entry) => ({
      entry: { ...entry, household: numberAmong(speakers, row.act, householdIn(row)) },
      row,
    })),
  )
  return {
    text: first?.words?.text ?? '',
    files: filesIn(first),
    outside: textIn(rows[0]?.data, 'outside'),
    wordsOf: (entryId) => rows.find(({ id }) => id === entryId)?.words?.text ?? '',
    filesOf: (entry) =>
      entry.files === NO_FILES ? [] : filesIn(told.find((one) => one.entry === entry)?.row),
    entries: told.map(({ entry }) => entry),
  }
}

function filesIn(row: HistoryRow | undefined): FileRef[] {
  return (row?.files ?? []).map((file) => ({ ...file, size: null }))
}

type StoredRow = HistoryRow & { id: number; appealId: number }

const historyOf = together(async (tx, appealIds: readonly number[]) => {
  const rows = await sqlOf(tx).rows<StoredRow>(
    `select history.id, history.appeal_id as "appealId", at, act, actor_id as "actorId", role, digest, unit, data,
       case when words.text is not null then jsonb_build_object('text', words.text) end as words,
       (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'fileId', file_id) order by id), '[]')
         from attachment where attachment.history_id = history.id and attachment.appeal_id = history.appeal_id) as files
     from history left join words on words.history_id = history.id
     where history.appeal_id = any($1::int[]) order by seq`,
    [[...new Set(appealIds)]],
  )
  return appealIds.map((id) => rows.filter(({ appealId }) => appealId === id))
})

/** The number by which the unit knows a household: the same for good. Null: it is the only one. */
export async function householdNumber(
  tx: Transaction,
  appealId: number,
  act: string,
  person: number | null,
): Promise<number | null> {
  return numberAmong(speakersIn(await historyOf(tx, appealId)), act, person)
}

/** Households in the order in which they first spoke: history never changes, so nor does the order. */
function speakersIn(rows: readonly HistoryRow[]): (number | null)[] {
  const spoken = rows.filter(({ role }) => byOf(role) === 'resident')
  return [...new Set(spoken.map(householdIn))]
}

/** The household that an entry is of: of what was said for a caller, the caller's. */
function householdIn({ actorId, data }: Pick<HistoryRow, 'actorId' | 'data'>): number | null {
  const caller = (data as { caller?: unknown } | null)?.caller
  return typeof caller === 'number' ? caller : actorId
}

function numberAmong(
  speakers: readonly (number | null)[],
  act: string,
  household: number | null,
): number | null {
  const at = speakers.length > 1 && isNumbered(act) ? speakers.indexOf(household) : -1
  return at < 0 ? null : at + 1
}

/** What stands at the beginning: one's own words; for the unit, the next household's where the first was erased. */
function firstOf<Row extends HistoryRow>(rows: readonly Row[], viewer: Viewer): Row | undefined {
  const begins = rows.filter(({ act }) => act === 'submit' || act === 'join')
  if (viewer !== 'unit') return begins.find((row) => householdIn(row) === viewer.household)
  const [first] = begins
  const isEmpty = first?.digest !== null && !first?.words
  return isEmpty ? (begins.find(({ words }) => words) ?? first) : first
}

/** Why it cannot be done was said with the request: it stands where the request was approved. */
function withReasons<Row extends HistoryRow>(rows: readonly Row[]): Row[] {
  return rows.map((row, at) => {
    if (row.act !== 'approve_explained') return row
    const asked = rows.slice(0, at).findLast(({ act }) => act === 'ask_explained')
    return { ...row, words: asked?.words ?? null }
  })
}

/** From which row on the viewer is the resident: what the unit said to one who has left stays between the two. */
function residentSince(rows: readonly HistoryRow[], viewer: Viewer): number {
  if (viewer === 'unit' || !viewer.isResident) return Infinity
  return rows.findLastIndex(({ act, role }) => act === 'leave' && role === 'resident') + 1
}

function entryFor(viewer: Viewer, row: HistoryRow, isResident: boolean): TimelineEntry[] {
  if (viewer === 'unit') return isVisibleTo('unit', row.act) ? [entryOf(row, false)] : []
  const paper = paperIn(row)
  if (paper) return isPaperVisible(paper.kind, paper.act) ? [entryOf(row, false)] : []
  const isOwn = householdIn(row) === viewer.household
  const isAbout = isOwn || (isResident && byOf(row.role) !== 'resident')
  const sight = sightOf(row.act, isAbout)
  if (sight === 'nothing') return []
  const entry = entryOf(row, isOwn)
  return [sight === 'words' ? entry : { ...entry, words: '', files: NO_FILES }]
}

const NO_FILES = countFiles([])

function textIn(data: unknown, key: string): string | null {
  const value = (data as Record<string, unknown> | undefined)?.[key]
  return typeof value === 'string' ? value : null
}

interface HistoryRow {
  at: Date
  act: string
  actorId: number | null
  role: string
  digest: string | null
  unit: string | null
  data: unknown
  words: { text: string } | null
  files: Omit<FileRef, 'size'>[]
}

function entryOf(row: HistoryRow, own: boolean): TimelineEntry {
  const due = textIn(row.data, 'due') ?? textIn(row.data, 'until')
  return {
    at: momentOf(row.at),
    act: row.act as TimelineEntry['act'],
    by: byOf(row.role),
    own,
    household: null,
    unit: row.unit,
    words: row.words?.text ?? '',
    files: countFiles(row.files),
    due: due === null ? null : Temporal.Instant.from(due),
    answer: textIn(row.data, 'answer'),
    number: textIn(row.data, 'number'),
    paper: paperIn(row),
  }
}

function paperIn({ act, data, role }: HistoryRow): TimelineEntry['paper'] {
  const [kind, done] = [textIn(data, 'kind'), textIn(data, 'act')]
  if (act !== 'paper' || kind === null || done === null) return null
  return { kind: kind as PaperKind, act: done, role: PAPER_ROLES[role] ?? 'unit' }
}

const PAPER_ROLES: Partial<Record<string, PaperRole>> = {
  leader: 'leader',
  dispatcher: 'dispatcher',
  desk: 'desk',
}

/** In which standings a household acts: its own, as a joiner, while it joins; or somebody for a caller. */
const HOUSEHOLDS: ReadonlySet<string> = new Set([
  ...['resident', 'joiner', 'neighbour', 'clerk', 'asker'],
])

function byOf(role: string): TimelineEntry['by'] {
  if (role === 'desk') return role
  if (HOUSEHOLDS.has(role)) return 'resident'
  return role === 'unit' || role === 'head' || role === 'helper' ? 'unit' : 'dispatcher'
}
