import type { Moment } from '../domain/appeal.ts'
import type { Draft, DraftContent } from '../flows/facts.ts'
import type { Transaction } from './database.ts'
import type { Prisma } from './generated/client.ts'
import { dateOf, momentOf } from './moments.ts'

export const WITH_FILES = { files: { orderBy: { id: 'asc' } } } as const
export type DraftRow = Prisma.DraftGetPayload<{ include: typeof WITH_FILES }>

/** Saves the draft as the flow left it, files that came with it included. */
export async function saveDraft(
  tx: Transaction,
  personId: number,
  before: Draft | null,
  draft: DraftContent,
  now: Moment,
): Promise<Draft> {
  const data = {
    text: draft.text,
    category: draft.category,
    categoryBy: draft.categoryBy,
    place: draft.place,
    placeBy: draft.placeBy,
    longitude: draft.pin?.longitude ?? null,
    latitude: draft.pin?.latitude ?? null,
    anonymous: draft.anonymous,
  }
  const select = { id: true, startedAt: true }
  const { id, startedAt } = before
    ? await tx.draft.update({ where: { id: before.id }, data, select })
    : await tx.draft.create({ data: { ...data, personId, startedAt: dateOf(now) }, select })
  const added = draft.files.slice(before?.files.length ?? 0)
  if (added.length > 0) {
    await tx.attachment.createMany({
      data: added.map(({ kind, fileId }) => ({ kind, fileId, draftId: id })),
    })
  }
  return { ...draft, id, similar: before?.similar ?? [], startedAt: momentOf(startedAt) }
}

/** Keeps which appeals the card of a draft offers to join. */
export async function rememberSimilar(
  tx: Transaction,
  id: number,
  similar: readonly string[],
): Promise<void> {
  await tx.draft.update({ where: { id }, data: { similar: [...similar] }, select: { id: true } })
}

/** Removes a draft; its files go with it unless an appeal has taken them over. */
export async function dropDraft(tx: Transaction, id: number): Promise<void> {
  await tx.draft.delete({ where: { id } })
}

/** From the row to what the flows see. */
export function draftIn(row: DraftRow): Draft {
  const { longitude, latitude } = row
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
    similar: row.similar,
    startedAt: momentOf(row.startedAt),
  }
}

/** Who is writing this draft. Null: it is gone. */
export async function ownerOfDraft(tx: Transaction, id: number): Promise<number | null> {
  const row = await tx.draft.findUnique({ where: { id }, select: { personId: true } })
  return row?.personId ?? null
}
