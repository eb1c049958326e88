import type { Call } from '../../../src/sandbox/api/calls.ts'
import { planOf } from '../plan.ts'
import type { GivenUpdate, StormRecord } from '../record.ts'
import { RESIDENTS } from '../town.ts'

/** The resident of the small record: the first, who hides the name. */
export const RESIDENT = RESIDENTS[0] ?? 0
export const HEAD = 7000
export const NUMBER = '26-0000001-4'

/** A record made by hand, in which everything holds: one appeal, from its submission to its return visit. */
export function smallRecord(): StormRecord {
  const dump = smallDump()
  return {
    plan: planOf(1, 1),
    calls: [
      // The draft's card, then what it became.
      call(1_000, { chat_id: RESIDENT, text: 'Here is what I understood.' }, [101]),
      edit(2_000, { chat_id: RESIDENT, message_id: 101, text: `Submitted, number ${NUMBER}.` }),
      call(2_100, { chat_id: RESIDENT, text: `Number ${NUMBER}` }, [102]),
      call(
        2_200,
        { chat_id: HEAD, text: `${NUMBER} Twaterpipe`, ...button(`task.accept:${NUMBER}`) },
        [103],
      ),
      call(
        3_000,
        { chat_id: RESIDENT, text: `Number ${NUMBER}\n${INTRO}`, ...button(SURVEY) },
        [104],
      ),
    ],
    updates: [
      said(900, 1, 'There is water trouble Twaterpipe'),
      said(950, 2, 'and also Tsecondone'),
      pressed(3_500, 3, 104, SURVEY),
    ],
    happenings: [
      { at: 20_000, what: 'stopped', code: 0, tookMs: 300 },
      { at: 4_000, what: 'retired', people: [7002] },
    ],
    calmAt: 4_000,
    knocks: [{ person: RESIDENT, at: 4_500, isAnswered: true }],
    isSettled: true,
    dump,
    again: { updates: dump, presses: dump },
    verified: {
      counts: { appeals: 1, entries: 4, words: 1, erased: 0, waiting: 0, notices: 0, anchors: 0 },
      ...{ faults: 0, first: null },
    },
    logs: { desk: ['{"msg":"the desk is open"}'], database: 'ready' },
  }
}

export const INTRO =
  'There is a reply to your appeal. This is the centre, not the unit, with three short questions. One tap each.'
export const SURVEY = `survey.contacted:${NUMBER}:yes`

/** A call that made these messages and was answered. */
export function call(at: number, params: Record<string, unknown>, made?: number[]): Call {
  const answered = { answeredAt: at + 50, status: 200 }
  return { method: 'sendMessage', params, at, ...answered, ...(made ? { made } : {}) }
}

function edit(at: number, params: Record<string, unknown>): Call {
  return { ...call(at, params), method: 'editMessageText' }
}

export function button(data: string): Record<string, unknown> {
  return { reply_markup: { inline_keyboard: [[{ text: 'press', callback_data: data }]] } }
}

export function said(at: number, id: number, text: string): GivenUpdate {
  return { at, isLost: false, update: { update_id: id, message: { from: { id: RESIDENT }, text } } }
}

export function pressed(at: number, id: number, messageId: number, data: string): GivenUpdate {
  const press = { from: { id: RESIDENT }, data, message: { message_id: messageId } }
  return { at, isLost: false, update: { update_id: id, callback_query: press } }
}

const BEGUN = '2026-11-28T08:00:00.000+08:00'

export function smallDump() {
  const row = { attempts: 1, error: null, method: 'sendMessage', state: 'sent', created_at: BEGUN }
  const must = { ...row, delivery: 'must' }
  return {
    person: [
      { id: 1, telegram_id: RESIDENT },
      { id: 2, telegram_id: HEAD },
      { id: 3, telegram_id: 7002 },
    ],
    appeal: [{ id: 1, number: NUMBER, resident_id: 1, anonymous: true }],
    history: [
      { id: 1, appeal_id: 1, seq: 1, act: 'submit', unit: null, actor_id: 1 },
      { id: 2, appeal_id: 1, seq: 2, act: 'assign', unit: 'water', actor_id: null },
      { id: 3, appeal_id: 1, seq: 3, act: 'resolve', unit: 'water', actor_id: 2 },
      { id: 4, appeal_id: 1, seq: 4, act: 'contacted', unit: 'water', actor_id: 1 },
    ],
    words: [{ history_id: 1, text: 'There is water trouble Twaterpipe\nand also Tsecondone' }],
    draft: [] as { text: string }[],
    staff: [
      { person_id: 2, unit: 'water', role: 'head', retired_at: null },
      { person_id: 3, unit: 'water', role: 'handler', retired_at: '2026-11-28' },
    ],
    card: [
      { id: 1, chat: RESIDENT, kind: 'draft', subject: '1', message_id: 101 },
      { id: 2, chat: RESIDENT, kind: 'promise', subject: NUMBER, message_id: 102 },
      { id: 3, chat: HEAD, kind: 'task', subject: NUMBER, message_id: 103 },
      { id: 4, chat: RESIDENT, kind: 'survey', subject: NUMBER, message_id: 104 },
    ],
    outbox: [
      { id: 1, chat: RESIDENT, card_id: 1, ...must },
      { id: 2, chat: RESIDENT, card_id: 1, ...row, delivery: 'edit', method: 'editMessageText' },
      { id: 3, chat: RESIDENT, card_id: 2, ...must },
      { id: 4, chat: HEAD, card_id: 3, ...must },
      { id: 5, chat: RESIDENT, card_id: 4, ...row, delivery: 'once' },
    ],
    inbox: [
      { update_id: 1, state: 'done' },
      { update_id: 2, state: 'done' },
      { update_id: 3, state: 'done' },
    ],
  }
}
