import { MUST_SENDS, type Letter, type Verdict } from '../store/sending.ts'
import type { Outcome } from './client.ts'

/** What follows from an outcome for the letter, for its chat and for all sending. */
export interface Judgement {
  verdict: Verdict
  /** The chat takes nothing for so long. */
  freezeMs?: number
  /** Telegram itself is in doubt: nothing goes on before it answers again. */
  doubt?: 'maybe' | 'surely'
  unreachable?: Unreachable
  /** Telegram will not have the letter, though it would have others for this chat: it has surely not arrived. */
  isRefused?: boolean
  migrateTo?: number
}

/** Why nothing can reach a chat any more. */
export type Unreachable = 'blocked' | 'deactivated' | 'removed' | 'not_found' | 'forbidden'

/** Pauses before the second and the third send of a `must` that may have arrived. */
export const MUST_PAUSES: readonly number[] = [1_000, 5_000]
/** An edit is given up after so many unknown ends: it must not hold up its chat for ever. */
const EDIT_SENDS = 10
const EDIT_PAUSE_MS = 1_000
const EDIT_PAUSE_MOST_MS = 30_000
/** A Bot API server that is closing ends requests in flight with this, whatever became of them. */
const CLOSING_SECONDS = 5

/** Judges what became of a letter. Everything about repeating a message stands here. */
export function judge(letter: Letter, outcome: Outcome, now: number): Judgement {
  switch (outcome.kind) {
    case 'sent':
      return { verdict: sent(letter, outcome.result) }
    case 'unreached':
      return { verdict: uncounted(letter, now, `unreached: ${outcome.reason}`), doubt: 'surely' }
    case 'unknown':
      return { verdict: afterUnknown(letter, now, outcome.reason), doubt: 'maybe' }
    case 'refused':
      return judgeRefusal(letter, outcome, now)
  }
}

function judgeRefusal(
  letter: Letter,
  refusal: Extract<Outcome, { kind: 'refused' }>,
  now: number,
): Judgement {
  const { code, description, retryAfterSeconds, migrateTo } = refusal
  const { id } = letter
  const error = `refused ${code}: ${description}`
  if (code === 429) {
    const freezeMs = (retryAfterSeconds ?? 1) * 1000
    const verdict =
      retryAfterSeconds === CLOSING_SECONDS
        ? afterUnknown(letter, now, error, freezeMs)
        : uncounted(letter, now + freezeMs, error)
    return { verdict, freezeMs }
  }
  // The token or the address is wrong, or another server has the bot: that is not the letter's fault.
  if (code === 401 || code === 409 || (code === 404 && !description.includes('method')))
    return { verdict: uncounted(letter, now, error), doubt: 'surely' }
  if (migrateTo !== undefined) return { verdict: uncounted(letter, now, error), migrateTo }
  if (NOT_MODIFIED.test(description)) return { verdict: { id, to: 'sent' } }
  const unreachable = whyUnreachable(code, description)
  return {
    verdict: { id, to: 'failed', error },
    ...(unreachable === null ? { isRefused: true } : { unreachable }),
  }
}

const NOT_MODIFIED = /message is not modified/i

const UNREACHABLE: readonly [RegExp, Unreachable][] = [
  [/blocked/i, 'blocked'],
  [/deactivated|deleted/i, 'deactivated'],
  [/kicked|not a member/i, 'removed'],
]
/** Refusals with 400 that are about the chat and not about the message. */
const CHAT_IS_GONE = /chat not found|user not found|PEER_ID_INVALID|group chat was deactivated/i

function whyUnreachable(code: number, description: string): Unreachable | null {
  if (code === 403)
    return UNREACHABLE.find(([words]) => words.test(description))?.[1] ?? 'forbidden'
  return code === 400 && CHAT_IS_GONE.test(description) ? 'not_found' : null
}

function sent(letter: Letter, result: unknown): Verdict {
  const { id } = letter
  if (letter.delivery === 'edit') return { id, to: 'sent' }
  const messageId = messageIdOf(result)
  return { id, to: 'sent', ...(messageId === null ? {} : { messageId }) }
}

/** Of an album: its first message. */
function messageIdOf(result: unknown): number | null {
  const message: unknown = Array.isArray(result) ? result[0] : result
  if (typeof message !== 'object' || message === null || !('message_id' in message)) return null
  return typeof message.message_id === 'number' ? message.message_id : null
}

function uncounted({ id }: Letter, notBefore: number, error: string): Verdict {
  return { id, to: 'again', counted: false, notBefore, error }
}

function afterUnknown(letter: Letter, now: number, reason: string, atLeastMs = 0): Verdict {
  const { id, delivery, attempts } = letter
  const error = `unknown: ${reason}`
  const again = (pauseMs: number): Verdict => ({
    ...{ id, to: 'again', counted: true, error },
    notBefore: now + Math.max(pauseMs, atLeastMs),
  })
  switch (delivery) {
    case 'once':
      return { id, to: 'failed', error }
    case 'must':
      if (attempts >= MUST_SENDS) return { id, to: 'failed', error }
      return again(MUST_PAUSES[attempts - 1] ?? 0)
    case 'edit':
      if (attempts >= EDIT_SENDS) return { id, to: 'failed', error }
      return again(Math.min(EDIT_PAUSE_MS * 2 ** (attempts - 1), EDIT_PAUSE_MOST_MS))
  }
}
