import type { Call } from '../../../src/sandbox/api/calls.ts'
import type { Happening, StormRecord } from '../record.ts'

/** A message that Telegram shows, with whether the desk can know that it does. */
export interface Message {
  id: number
  chat: number
  at: number
  words: string
  buttons: readonly string[]
  isCertain: boolean
  call: Call
}

/** Messages that were made, in the order in which the chats show them. */
export function messagesOf(record: StormRecord): Message[] {
  return record.calls.flatMap((call) =>
    (call.made ?? []).map((id) => ({
      ...{ id, chat: chatOf(call), at: call.at, call },
      ...{ words: wordsOf(call), buttons: buttonsOf(call), isCertain: isCertain(call, record) },
    })),
  )
}

export function chatOf({ params }: Call): number {
  return Number(params['chat_id'])
}

export function wordsOf({ params }: Call): string {
  const words = params['text'] ?? params['caption']
  return typeof words === 'string' ? words : ''
}

export function buttonsOf({ params }: Call): string[] {
  const markup = parsed(params['reply_markup']) as Partial<Markup> | undefined
  return (markup?.inline_keyboard ?? []).flat().flatMap((button) => button.callback_data ?? [])
}

interface Markup {
  inline_keyboard: { callback_data?: string }[][]
}

/** Forms carry JSON as text. */
function parsed(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value
}

/** Everything in a call that a person could read, and more. */
export function textOf({ params }: Call): string {
  return JSON.stringify(params)
}

/** Before a desk or its database goes down, what it has not written down yet is forgotten with it. */
const FORGOTTEN_MS = 2_000
/** A stopped or silent desk may have lost its lease; what was in its hands somebody else has taken up. */
const TAKEN_UP_MS = 12_000

/** Whether the desk heard what became of the call, and had the time to write it down. */
export function isCertain(call: Call, { happenings }: Pick<StormRecord, 'happenings'>): boolean {
  const { status, answeredAt } = call
  if (call.isGone === true || status === undefined || answeredAt === undefined) return false
  if (status >= 500) return false
  return !happenings.some((happening) => {
    const window = DOUBTFUL[happening.what]
    if (!window) return false
    const [before, after] = window
    return answeredAt > happening.at - before && call.at < happening.at + after
  })
}

/** Since so long before and until so long after a happening nobody can be sure. */
const DOUBTFUL: Partial<Record<Happening['what'], readonly [number, number]>> = {
  killed: [FORGOTTEN_MS, FORGOTTEN_MS],
  died: [FORGOTTEN_MS, FORGOTTEN_MS],
  frozen: [FORGOTTEN_MS, TAKEN_UP_MS],
  thawed: [FORGOTTEN_MS, FORGOTTEN_MS],
  telegram_away: [FORGOTTEN_MS, FORGOTTEN_MS],
  database_killed: [FORGOTTEN_MS, TAKEN_UP_MS],
  database_frozen: [FORGOTTEN_MS, TAKEN_UP_MS],
  database_cut: [FORGOTTEN_MS, TAKEN_UP_MS],
}
