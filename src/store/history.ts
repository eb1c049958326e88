import { createHash, randomBytes } from 'node:crypto'
import type { Moment, Status } from '../domain/appeal.ts'
import type { FileRef } from '../flows/input.ts'
import type { Transaction } from './database.ts'
import { jsonText } from './json-text.ts'
import { dateOf } from './moments.ts'
import { sqlOf } from './sql.ts'
import { together } from './together.ts'

/** One entry to append. The words stand apart, so that they can be erased and the chain still holds. */
export interface NewEntry {
  at: Moment
  act: string
  actorId: number | null
  role: string
  from: Status | null
  to: Status
  unit: string | null
  data: Record<string, string | number | boolean | null>
  words: string
  files: FileRef[]
}

/** What the hash of an entry covers, in this order. */
export interface Hashed {
  previous: string
  number: string
  seq: number
  at: Date
  act: string
  actorId: number | null
  role: string
  from: string | null
  to: string
  unit: string | null
  data: unknown
  digest: string | null
}

/** SHA-256 over the entry and the hash of the one before. */
export function hashOf(entry: Hashed): string {
  const { previous, number, seq, at, act, actorId, role, from, to, unit, data, digest } = entry
  const line = [previous, number, seq, at.toISOString(), act, actorId, role, from, to, unit]
  return createHash('sha256')
    .update(JSON.stringify([...line, sorted(data), digest]))
    .digest('hex')
}

/** PostgreSQL keeps no order of JSON keys; the hash must not depend on it. */
function sorted(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data
  return Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Salted digest of words: proves what was said as long as the words are kept, tells nothing after. */
export function digestOf(words: string, salt: string): string {
  return createHash('sha256').update(salt).update(words).digest('hex')
}

/** Where the history of an appeal ends: how many entries, and the hash of the last. */
export interface ChainHead {
  entries: number
  headHash: string
}

/** Where the history of a new appeal begins. */
export const NO_ENTRIES: ChainHead = { entries: 0, headHash: '' }

/**
 * Appends an entry to the history of an appeal whose row the transaction has locked. `head`: as it was read since then,
 * if it was, and nothing appended meanwhile.
 */
export async function appendEntry(
  tx: Transaction,
  appeal: { id: number; number: string },
  entry: NewEntry,
  head?: ChainHead,
): Promise<void> {
  await append(tx, { appeal, entry, head: head ?? (await headOf(tx, appeal.id)) })
}

const headOf = together(async (tx, appeals: readonly number[]) => {
  const rows = await sqlOf(tx).rows<ChainHead & { id: number }>(
    'select id, entries, head_hash as "headHash" from appeal where id = any($1::int[])',
    [appeals],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return appeals.map((id) => {
    const head = byId.get(id)
    if (!head) throw new Error('There is no such appeal.')
    return head
  })
})

interface Appended {
  appeal: { id: number; number: string }
  entry: NewEntry
  head: ChainHead
}

const append = together(async (tx, asked: readonly Appended[]) => {
  const appeals = asked.map(({ appeal }) => appeal.id)
  if (new Set(appeals).size < asked.length)
    throw new Error('Two entries at once have no order: an appeal is changed by one at a time.')
  await sqlOf(tx).write(APPEND, [jsonText(asked.map(rowOf))])
  return asked.map(() => undefined)
})

function rowOf({ appeal, entry, head }: Appended) {
  const { words, files, at: moment, actorId, ...rest } = entry
  const salt = randomBytes(16).toString('hex')
  const digest = words === '' ? null : digestOf(words, salt)
  const at = dateOf(moment)
  const seq = head.entries + 1
  const previous = head.headHash
  const hash = hashOf({ previous, number: appeal.number, seq, at, digest, actorId, ...rest })
  const said = { text: words === '' ? null : words, salt }
  const came = files.map(({ kind, fileId }) => ({ kind, file_id: fileId }))
  return {
    ...{
      ...rest,
      appeal_id: appeal.id,
      actor_id: actorId,
      seq,
      at: at.toISOString(),
      digest,
      hash,
    },
    ...{ ...said, files: came },
  }
}

/** The entries, their words and files, and the heads of the chains, in one statement. */
const APPEND = `
  with given as materialized (
    select * from jsonb_to_recordset($1::jsonb) as given (
      appeal_id int, seq int, at timestamptz, act text, actor_id int, role text, "from" "Status", "to" "Status",
      unit text, data jsonb, digest text, hash text, text text, salt text, files jsonb)),
  entry as (
    insert into history (appeal_id, seq, at, act, actor_id, role, "from", "to", unit, data, digest, hash)
    select appeal_id, seq, at, act, actor_id, role, "from", "to", unit, data, digest, hash from given
    returning id, appeal_id),
  said as (
    insert into words (history_id, text, salt)
    select entry.id, given.text, given.salt from entry join given using (appeal_id) where given.text is not null),
  came as (
    insert into attachment (kind, file_id, appeal_id, history_id)
    select (file.given ->> 'kind')::"FileKind", file.given ->> 'file_id', entry.appeal_id, entry.id
    from entry join given using (appeal_id),
      jsonb_array_elements(given.files) with ordinality as file (given, place)
    order by entry.id, file.place),
  head as (
    update appeal set entries = given.seq, head_hash = given.hash
    from given where appeal.id = given.appeal_id)
  select count(*) from entry`
