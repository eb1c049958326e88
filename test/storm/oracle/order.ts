import { TOKEN_SHAPE } from '../../crash/person.ts'
import type { GivenUpdate } from '../record.ts'
import { isGivenUp } from './kept.ts'
import type { Check } from './oracle.ts'
import { chatOf, isCertain } from './seen.ts'

/** Of two transactions that begin within this time, the later one may be the first to commit. */
const SIDE_BY_SIDE_MS = 2_000

/**
 * Messages that became cards stand in their chat in the order in which they were written; those of two
 * transactions that went on side by side have none.
 */
export const orderOut: Check = ({ kept }) => {
  const shownAs = new Map(kept.cards.map(({ id, message }) => [id, message]))
  const sent = kept.outbox.flatMap(({ id, chat, card, delivery, begun }) => {
    const message = delivery === 'edit' || card === null ? null : (shownAs.get(card) ?? null)
    return message === null ? [] : [{ id, chat, message, begun }]
  })
  const faults = [...Map.groupBy(sent, ({ chat }) => chat)].flatMap(([chat, rows]) =>
    rows.flatMap((row, index) => {
      const before = rows.slice(0, index).find((one) => {
        const apartMs = Math.abs(row.begun - one.begun)
        return one.message > row.message && (apartMs === 0 || apartMs > SIDE_BY_SIDE_MS)
      })
      return before ? [`${chat}: the message ${row.id} stands above ${before.id}`] : []
    }),
  )
  return { looked: sent.length, faults }
}

/** What a person said in pieces is one text, in the order of the pieces. */
export const orderIn: Check = ({ record, kept }) => {
  const place = new Map(
    record.updates.flatMap(({ update }, index) =>
      tokensSaid(update).map((token) => [token, index]),
    ),
  )
  const texts = [...kept.entries.map(({ words }) => words), ...kept.drafts]
  const faults = texts.flatMap((text) => {
    const places = (text.match(TOKEN_SHAPE) ?? []).map((token) => place.get(token) ?? -1)
    const isMixed = places.some((one, index) => one < (places[index - 1] ?? -1))
    return isMixed ? [`not in the order of saying: ${text.replaceAll('\n', ' ')}`] : []
  })
  return { looked: texts.length, faults }
}

function tokensSaid(update: GivenUpdate['update']): string[] {
  const { text, caption } = (update['message'] ?? {}) as { text?: string; caption?: string }
  return (text ?? caption ?? '').match(TOKEN_SHAPE) ?? []
}

/** Telegram counts from its answer, we from ours: that much apart they may be. */
const APART_MS = 100

/** After a 429 nothing goes to that chat before its time, unless whoever was told is no more. */
export const pauses: Check = ({ record }) => {
  const told = record.calls.filter(
    (call) => call.status === 429 && 'chat_id' in call.params && isCertain(call, record),
  )
  const faults = told.flatMap((call) => {
    const from = call.answeredAt ?? call.at
    const until = from + (call.waitSeconds ?? 0) * 1000 - APART_MS
    const isForgotten = record.happenings.some(
      ({ at, what }) => FORGETS.has(what) && at > from - APART_MS && at < until,
    )
    if (isForgotten) return []
    const early = record.calls.find(
      (next) => next.at > from && next.at < until && chatOf(next) === chatOf(call),
    )
    return early
      ? [`${chatOf(call)} was written to ${Math.round(until - early.at)} ms too early`]
      : []
  })
  return { looked: told.length, faults }
}

const FORGETS: ReadonlySet<string> = new Set([
  'killed',
  'stopped',
  'frozen',
  'thawed',
  'died',
  'skewed',
])

const ALL_OF_A_GROUP = ['first', 'second', 'third']

/**
 * A group's messages arrive under its new id, in order, but for those that were given up after three tries of which
 * nobody knows; a topic that is gone is in the log.
 */
export const groups: Check = ({ record, kept, messages }) => {
  const moves = record.happenings.filter((one) => one.what === 'moved')
  const lost = moves.flatMap(({ from, to }) => {
    const words = messages
      .filter(({ chat }) => chat === from || chat === to)
      .map((one) => one.words)
    const first = words.filter((word, index) => words.indexOf(word) === index)
    const ofThem = kept.outbox.filter(({ chat }) => chat === from || chat === to)
    const due = ALL_OF_A_GROUP.length - ofThem.filter(isGivenUp).length
    const inOrder = ALL_OF_A_GROUP.filter((word) => first.includes(word))
    return first.length >= due && first.join(' ') === inOrder.join(' ')
      ? []
      : [`${from} moved and got: ${words.join(' ')}`]
  })
  const inTopics = record.calls.filter(({ params, made }) => made && 'message_thread_id' in params)
  const strayed = inTopics.filter(({ params }) => params['text'] === 'third')
  const isNoticed = record.logs.desk.some((line) => line.includes('the topic is gone'))
  return {
    looked: moves.length + strayed.length,
    faults:
      strayed.length > 0 && !isNoticed ? [...lost, 'nobody noticed that a topic was gone'] : lost,
  }
}
