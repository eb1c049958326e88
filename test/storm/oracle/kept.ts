import { table, type Dump } from '../dump.ts'

/** What the desk knows, as far as the oracle looks at it, read out of a dump. */
export interface Kept {
  appeals: readonly { id: number; number: string; resident: number; anonymous: boolean }[]
  entries: readonly Entry[]
  staff: readonly { chat: number; unit: string; role: string; isRetired: boolean }[]
  cards: readonly {
    id: number
    chat: number
    kind: string
    subject: string
    message: number | null
  }[]
  outbox: readonly OutboxRow[]
  inbox: readonly { update: number; state: string }[]
  drafts: readonly string[]
}

export interface Entry {
  number: string
  resident: number
  seq: number
  act: string
  unit: string | null
  /** The account of whoever did it; null: the desk. */
  by: number | null
  words: string
}

export interface OutboxRow {
  id: number
  chat: number
  delivery: string
  method: string
  state: string
  attempts: number
  error: string | null
  card: number | null
  /** When the transaction began that wrote it. Milliseconds. */
  begun: number
}

export function keptIn(dump: Dump): Kept {
  const people = table<{ id: number; telegram_id: number | null }>(dump, 'person')
  const accountOf = new Map(people.map(({ id, telegram_id: account }) => [id, account ?? 0]))
  const account = (id: number) => accountOf.get(id) ?? 0
  const appeals = table<AppealRow>(dump, 'appeal').map((row) => ({
    ...{ id: row.id, number: row.number, anonymous: row.anonymous },
    resident: account(row.resident_id),
  }))
  const appealOf = new Map(appeals.map((appeal) => [appeal.id, appeal]))
  const words = new Map(
    table<{ history_id: number; text: string }>(dump, 'words').map((row) => [
      row.history_id,
      row.text,
    ]),
  )
  const entries = table<HistoryRow>(dump, 'history').map((row): Entry => {
    const appeal = appealOf.get(row.appeal_id)
    return {
      ...{ number: appeal?.number ?? '', resident: appeal?.resident ?? 0 },
      ...{ seq: row.seq, act: row.act, unit: row.unit, words: words.get(row.id) ?? '' },
      by: row.actor_id === null ? null : account(row.actor_id),
    }
  })
  return {
    ...{
      appeals,
      entries: entries.sort((a, b) => a.number.localeCompare(b.number) || a.seq - b.seq),
    },
    staff: table<StaffRow>(dump, 'staff').map(({ person_id, unit, role, retired_at }) => {
      return { chat: account(person_id), unit, role, isRetired: retired_at !== null }
    }),
    cards: table<CardRow>(dump, 'card').map(({ message_id: message, ...row }) => ({
      ...row,
      message,
    })),
    outbox: [...table<OutboxRow & { card_id: number | null; created_at: string }>(dump, 'outbox')]
      .map((row) => ({ ...row, card: row.card_id, begun: Date.parse(row.created_at) }))
      .sort((one, other) => one.id - other.id),
    inbox: table<{ update_id: number; state: string }>(dump, 'inbox').map((row) => {
      return { update: row.update_id, state: row.state }
    }),
    drafts: table<{ text: string }>(dump, 'draft').map(({ text }) => text),
  }
}

interface AppealRow {
  id: number
  number: string
  resident_id: number
  anonymous: boolean
}

interface HistoryRow {
  id: number
  appeal_id: number
  seq: number
  act: string
  unit: string | null
  actor_id: number | null
}

interface StaffRow {
  person_id: number
  unit: string
  role: string
  retired_at: string | null
}

interface CardRow {
  id: number
  chat: number
  kind: string
  subject: string
  message_id: number | null
}

/** A must that was sent as often as it may be, and nobody knows: it is given up, with the operator's knowledge. */
export function isGivenUp({ delivery, state, attempts, error }: OutboxRow): boolean {
  return delivery === 'must' && state === 'failed' && attempts >= 3 && /^unknown/.test(error ?? '')
}

/** No longer theirs to see, which can be said only of somebody who has lost a post. */
export function isWithheld(
  { chat, state, error }: OutboxRow,
  { staff }: Pick<Kept, 'staff'>,
): boolean {
  const hasLostOne = staff.some((post) => post.chat === chat && post.isRetired)
  return hasLostOne && state === 'failed' && /^withheld/.test(error ?? '')
}

export function isUnreachable({ state, error }: OutboxRow): boolean {
  return state === 'failed' && /^unreachable|^refused 403/.test(error ?? '')
}
