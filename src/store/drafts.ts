import type { Moment } from '../domain/appeal.ts'
import type { Draft, DraftContent } from '../flows/facts.ts'
import type { Transaction } from './database.ts'
import type { FileRef } from '../flows/input.ts'
import { jsonText } from './json-text.ts'
import { momentOf } from './moments.ts'
import { sqlOf } from './sql.ts'
import { together } from './together.ts'

/** A draft as `draftIn` reads it, as JSON, where `draft` is in reach. */
export const DRAFT = `
  jsonb_build_object(
    'id', draft.id, 'text', draft.text, 'category', draft.category, 'categoryBy', draft.category_by,
    'place', draft.place, 'placeBy', draft.place_by, 'longitude', draft.longitude, 'latitude', draft.latitude,
    'anonymous', draft.anonymous, 'callerName', draft.caller_name, 'callerPhone', draft.caller_phone, 'similar', draft."similar", 'startedAt', draft.started_at,
    'files', (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'fileId', file_id) order by id), '[]')
      from attachment where attachment.draft_id = draft.id))`

export interface DraftRow {
  id: number
  text: string
  category: string | null
  categoryBy: string
  place: string | null
  placeBy: string
  longitude: number | null
  latitude: number | null
  anonymous: boolean
  callerName: string | null
  callerPhone: string | null
  similar: string[]
  startedAt: string
  files: Pick<FileRef, 'kind' | 'fileId'>[]
}

/** Saves the draft as the flow left it, files that came with it included. */
export async function saveDraft(
  tx: Transaction,
  personId: number,
  before: Draft | null,
  draft: DraftContent,
  now: Moment,
): Promise<Draft> {
  const { id, startedAt } = await keepDraft(tx, { personId, draft, now })
  const added = draft.files.slice(before?.files.length ?? 0)
  if (added.length > 0) {
    await tx.attachment.createMany({
      data: added.map(({ kind, fileId }) => ({ kind, fileId, draftId: id })),
    })
  }
  return { ...draft, id, similar: before?.similar ?? [], startedAt: momentOf(startedAt) }
}

/** A person has at most one draft: it is begun or changed in the same statement. */
const keepDraft = together(
  async (tx, asked: readonly { personId: number; draft: DraftContent; now: Moment }[]) => {
    const given = asked.map(({ personId, draft, now }) => ({
      ...{ person_id: personId, text: draft.text, anonymous: draft.anonymous },
      ...{ category: draft.category, category_by: draft.categoryBy },
      ...{ place: draft.place, place_by: draft.placeBy },
      ...{ longitude: draft.pin?.longitude ?? null, latitude: draft.pin?.latitude ?? null },
      ...{ caller_name: draft.caller?.name ?? null, caller_phone: draft.caller?.phone ?? null },
      started_at: now.toString({ smallestUnit: 'millisecond' }),
    }))
    const rows = await sqlOf(tx).rows<{ id: number; person_id: number; started_at: Date }>(
      `insert into draft (person_id, text, category, category_by, place, place_by, longitude, latitude,
         anonymous, caller_name, caller_phone, "similar", started_at)
       select person_id, text, category, category_by, place, place_by, longitude, latitude,
         anonymous, caller_name, caller_phone, '{}', started_at
       from jsonb_populate_recordset(null::draft, $1::jsonb)
       on conflict (person_id) do update set
         text = excluded.text, category = excluded.category, category_by = excluded.category_by,
         place = excluded.place, place_by = excluded.place_by, longitude = excluded.longitude,
         latitude = excluded.latitude, anonymous = excluded.anonymous
       returning id, person_id, started_at`,
      [jsonText(given)],
    )
    const byPerson = new Map(rows.map((row) => [row.person_id, row]))
    return asked.map(({ personId }) => {
      const row = byPerson.get(personId)
      if (!row) throw new Error('A draft could not be kept.')
      return { id: row.id, startedAt: row.started_at }
    })
  },
)

/** Keeps which appeals the card of a draft offers to join. */
export async function rememberSimilar(
  tx: Transaction,
  id: number,
  similar: readonly string[],
): Promise<void> {
  await tx.draft.update({ where: { id }, data: { similar: [...similar] }, select: { id: true } })
}

/** Removes a draft; its files go with it unless an appeal has taken them over. */
export const dropDraft = together(async (tx, ids: readonly number[]) => {
  await sqlOf(tx).write('delete from draft where id = any($1::int[])', [ids])
  return ids.map(() => undefined)
})

/** From the row to what the flows see. */
export function draftIn(row: DraftRow): Draft {
  const { longitude, latitude, callerName: name, callerPhone: phone } = row
  return {
    id: row.id,
    text: row.text,
    files: row.files.map(({ kind, fileId }) => ({ kind, fileId, size: null })),
    category: row.category,
    categoryBy: row.categoryBy === 'person' ? 'person' : 'guess',
    place: row.place,
    placeBy: row.placeBy as Draft['placeBy'],
    pin: longitude !== null && latitude !== null ? { longitude, latitude } : null,
    anonymous: row.anonymous,
    caller: name === null ? null : { name, phone },
    similar: row.similar,
    startedAt: momentOf(new Date(row.startedAt)),
  }
}

/** Who is writing this draft. Null: it is gone. */
export async function ownerOfDraft(tx: Transaction, id: number): Promise<number | null> {
  const row = await tx.draft.findUnique({ where: { id }, select: { personId: true } })
  return row?.personId ?? null
}
