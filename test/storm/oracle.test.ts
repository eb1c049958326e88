import { expect, it } from 'vitest'
import { WITHHELD } from '../../src/store/withheld.ts'
import { TOKEN } from '../support/running-desk.ts'
import { namesOf } from './crowd.ts'
import { CHECKS, judge, type CheckName } from './oracle/oracle.ts'
import {
  button,
  call,
  HEAD,
  INTRO,
  NUMBER,
  pressed,
  RESIDENT,
  said,
  smallDump,
  smallRecord,
  SURVEY,
} from './oracle/small-record.ts'
import type { Dump } from './dump.ts'
import type { StormRecord } from './record.ts'

type Small = ReturnType<typeof smallDump>

const calls =
  (...more: StormRecord['calls']) =>
  (record: StormRecord) => {
    return { ...record, calls: [...record.calls, ...more] }
  }
const happenings =
  (...more: StormRecord['happenings']) =>
  (record: StormRecord) => {
    return { ...record, happenings: [...record.happenings, ...more] }
  }
const dumped = (change: (dump: Small) => Dump) => (record: StormRecord) => {
  const dump = change(smallDump())
  return { ...record, dump, again: { updates: dump, presses: dump } }
}
const outbox = (index: number, change: object) =>
  dumped((dump) => ({
    ...dump,
    outbox: dump.outbox.map((row, at) => (at === index ? { ...row, ...change } : row)),
  }))
const waitedFor = (change: object) =>
  dumped((dump) => {
    const row = { ...dump.outbox[3]!, id: 9, chat: 7002, card_id: null, attempts: 0 }
    return { ...dump, outbox: [...dump.outbox, { ...row, ...change }] }
  })
const logged =
  (desk: string, database = '') =>
  (record: StormRecord) => {
    return { ...record, logs: { desk: [desk], database } }
  }

const TASK = { chat_id: HEAD, text: `${NUMBER} again`, ...button(`task.accept:${NUMBER}`) }
const [ANYBODY] = smallRecord().plan.people
const { firstName, username } = namesOf(ANYBODY!.id, ANYBODY!.seed)
const group = (...words: string[]) =>
  words.map((text, index) => call(6_000 + index, { chat_id: -4_000_001, text }, [200 + index]))
const moved = { at: 6_100, what: 'moved', from: -4_000_001, to: -1_004_000_000_001 } as const
const unknown = { state: 'failed', error: 'unknown: ECONNRESET' }
const withheld = { state: 'failed', error: WITHHELD }

/** Check, what is wrong, and how the record is spoilt. */
const SPOILT: [CheckName, string, (record: StormRecord) => StormRecord][] = [
  [
    'a confirmed appeal is kept, and its resident saw the number',
    'the appeal is gone',
    dumped((dump) => ({ ...dump, appeal: [], history: [], words: [] })),
  ],
  [
    'a confirmed appeal is kept, and its resident saw the number',
    'it is somebody else’s',
    dumped((dump) => ({ ...dump, appeal: [{ ...dump.appeal[0]!, resident_id: 2 }] })),
  ],
  [
    'a confirmed appeal is kept, and its resident saw the number',
    'nobody was told',
    (record) => ({ ...record, calls: record.calls.slice(3, 4) }),
  ],
  [
    'one submission makes one appeal',
    'words are kept twice',
    dumped((dump) => ({ ...dump, draft: [{ text: 'Twaterpipe' }] })),
  ],
  [
    'one submission makes one appeal',
    'submitted twice',
    dumped((dump) => ({
      ...dump,
      history: [...dump.history, { ...dump.history[0]!, id: 9, seq: 5 }],
    })),
  ],
  [
    'what was acknowledged is kept',
    'not in the inbox',
    dumped((dump) => ({ ...dump, inbox: dump.inbox.slice(1) })),
  ],
  [
    'what was kept is handled',
    'set aside',
    dumped((dump) => ({
      ...dump,
      inbox: [{ update_id: 1, state: 'failed' }, ...dump.inbox.slice(1)],
    })),
  ],
  [
    'whoever has to handle it was told, at most twice too often',
    'never told',
    (record) => ({
      ...record,
      calls: record.calls.filter(({ params }) => params['chat_id'] !== HEAD),
    }),
  ],
  [
    'whoever has to handle it was told, at most twice too often',
    'a copy after a clear yes',
    calls(call(2_500, TASK, [105])),
  ],
  [
    'whoever has to handle it was told, at most twice too often',
    'four copies, all in doubt',
    calls(...[105, 106, 107].map((id) => ({ ...call(2_500, TASK, [id]), status: 500 }))),
  ],
  [
    'no copy without an outcome that nobody knows',
    'more messages than were meant',
    calls(call(2_500, { chat_id: RESIDENT, text: 'hello' }, [106])),
  ],
  [
    'a message is tried three times at most, a survey once',
    'a fourth try',
    outbox(3, { attempts: 4 }),
  ],
  [
    'a message is tried three times at most, a survey once',
    'a survey again',
    outbox(4, { attempts: 2 }),
  ],
  [
    'a message is tried three times at most, a survey once',
    'given up at once',
    outbox(3, { ...unknown, attempts: 1 }),
  ],
  [
    'a message is tried three times at most, a survey once',
    'withheld from somebody who has a post',
    outbox(3, { ...withheld, attempts: 0 }),
  ],
  [
    'a message is tried three times at most, a survey once',
    'given up for another reason, although the post has ended',
    waitedFor({ ...unknown, attempts: 1 }),
  ],
  [
    'a return visit is asked for once, and reminded of once',
    'asked twice in a round',
    calls({
      ...call(3_200, { chat_id: RESIDENT, text: `Number ${NUMBER}\n${INTRO}` }, [107]),
      status: 500,
    }),
  ],
  [
    'each chat is in order',
    'a later one stands above',
    dumped((dump) => ({
      ...dump,
      card: dump.card.map((card) => (card.id === 2 ? { ...card, message_id: 90 } : card)),
    })),
  ],
  [
    'words are kept in the order in which they were said',
    'mixed up',
    dumped((dump) => ({ ...dump, words: [{ history_id: 1, text: 'Tsecondone Twaterpipe' }] })),
  ],
  [
    'a chat rests as long as Telegram wants',
    'written to after a second',
    calls(
      { ...call(3_600, { chat_id: HEAD }), status: 429, waitSeconds: 3 },
      { ...call(4_600, { chat_id: HEAD }), status: 403 },
    ),
  ],
  [
    'a group that moved is followed, and topics that are off are noticed',
    'the third is lost',
    (record) => calls(...group('first', 'second'))(happenings(moved)(record)),
  ],
  [
    'a group that moved is followed, and topics that are off are noticed',
    'nobody noticed',
    calls(call(6_000, { chat_id: -4_000_002, text: 'third', message_thread_id: 5 }, [200])),
  ],
  [
    'nobody is written to after they have stopped the bot',
    'again and again',
    calls(
      { ...call(6_000, { chat_id: RESIDENT }), status: 403 },
      { ...call(10_000, { chat_id: RESIDENT }), status: 403 },
    ),
  ],
  [
    'whoever has no post any more hears nothing of appeals',
    'words after the end',
    calls(call(4_600, { chat_id: 7002, text: 'Twaterpipe' })),
  ],
  [
    'the unit never sees who hides the name, nor anybody’s account',
    'the name',
    calls({ ...call(4_600, { chat_id: HEAD, text: `Resident: ${firstName}` }), status: 400 }),
  ],
  [
    'the unit never sees who hides the name, nor anybody’s account',
    'the account',
    calls({ ...call(4_600, { chat_id: HEAD, text: `tg://user?id=${RESIDENT}` }), status: 400 }),
  ],
  ['no log holds words, names, accounts or the token', 'words', logged('said: Twaterpipe')],
  [
    'no log holds words, names, accounts or the token',
    'the token',
    logged(`POST /bot${TOKEN}/getMe`),
  ],
  [
    'no log holds words, names, accounts or the token',
    'a username, in the database’s log',
    logged('', `STATEMENT: ${username}`),
  ],
  [
    'a press counts only on the card that is out',
    'an older card',
    (record) => ({
      ...record,
      updates: [...record.updates.slice(0, 2), pressed(3_500, 3, 99, SURVEY)],
    }),
  ],
  [
    'nobody’s words are read as markup',
    'Markdown',
    calls({ ...call(4_600, { chat_id: HEAD, parse_mode: 'Markdown' }), status: 400 }),
  ],
  [
    'every chat that writes is answered when the faults stop',
    'no answer',
    (record) => ({ ...record, knocks: [{ ...record.knocks[0]!, isAnswered: false }] }),
  ],
  [
    'every chat that writes is answered when the faults stop',
    'no end',
    (record) => ({ ...record, isSettled: false }),
  ],
  [
    'what comes again changes nothing',
    'the same update',
    (record) => ({
      ...record,
      again: { ...record.again, updates: { ...record.dump, draft: [{ text: 'x' }] } },
    }),
  ],
  [
    'what comes again changes nothing',
    'a press under a new id',
    (record) => ({
      ...record,
      again: { ...record.again, presses: { ...record.dump, outbox: [] } },
    }),
  ],
  [
    'the history chain holds',
    'an entry was edited',
    (record) => ({
      ...record,
      verified: {
        ...record.verified,
        faults: 1,
        first: { number: NUMBER, seq: 2, kind: 'entry_edited' },
      },
    }),
  ],
  [
    'desks end in order when they are asked to, and never by themselves',
    'too late',
    happenings({ at: 1, what: 'stopped', code: 0, tookMs: 11_000 }),
  ],
  [
    'desks end in order when they are asked to, and never by themselves',
    'a wrong code',
    happenings({ at: 1, what: 'stopped', code: 1, tookMs: 10 }),
  ],
  [
    'desks end in order when they are asked to, and never by themselves',
    'by itself',
    happenings({ at: 1, what: 'died', code: 1 }),
  ],
]

it('quotes what a desk that ended by itself says of its end, and nothing else of its log', () => {
  const record = happenings({ at: 1, what: 'died', code: 1 })(smallRecord())
  const fatal = '{"level":60,"msg":"the desk ends by a fault of its own"}'
  const desk = ['{"level":30,"msg":"the desk is open"}', fatal]
  const { faults } = judge({ ...record, logs: { ...record.logs, desk } })
  const of = 'desks end in order when they are asked to, and never by themselves'
  expect(faults).toEqual([`${of}: a desk ended by itself: 1`, `${of}: ${fatal}`])
})

it('finds nothing where everything holds', () => {
  expect(judge(smallRecord()).faults).toEqual([])
})

it.each(SPOILT)('%s: finds %s', (check, _what, spoil) => {
  const { findings } = judge(spoil(smallRecord()))
  expect(findings.find((one) => one.check === check)?.faults).not.toEqual([])
})

it('each check has a record in which it fails', () => {
  expect([...new Set(SPOILT.map(([check]) => check))].sort()).toEqual(Object.keys(CHECKS).sort())
})

it.each([
  ['a must that was tried three times and is unknown', { ...unknown, attempts: 3 }],
  ['somebody who has stopped the bot', { state: 'failed', error: 'unreachable: blocked' }],
])('is content with %s', (_what, change) => {
  const record = outbox(3, change)(smallRecord())
  const calls = record.calls.filter(({ params }) => params['chat_id'] !== HEAD)
  expect(judge({ ...record, calls }).faults).toEqual([])
})

it('is content with a group that lacks what was tried three times and nobody knows', () => {
  const lacks = calls(...group('second', 'third'))(happenings(moved)(smallRecord()))
  expect(judge(lacks).faults).toHaveLength(1)
  const givenUp = dumped((dump) => {
    const row = {
      ...dump.outbox[3]!,
      ...unknown,
      id: 9,
      chat: moved.to,
      card_id: null,
      attempts: 3,
    }
    return { ...dump, outbox: [...dump.outbox, row] }
  })
  expect(judge(givenUp(lacks)).faults).toEqual([])
})

it('is content with what is withheld from somebody whose post has ended', () => {
  expect(judge(waitedFor(withheld)(smallRecord())).faults).toEqual([])
})

it('allows a copy whose first outcome nobody heard, or that a kill forgot', () => {
  const inDoubt = { ...call(2_150, TASK, [98]), status: 502 }
  expect(judge(calls(inDoubt)(smallRecord())).faults).toEqual([])
  const killed = happenings({ at: 2_400, what: 'killed' })(smallRecord())
  expect(judge(calls(call(2_150, TASK, [98]))(killed)).faults).toEqual([])
})

it('lets a desk forget to wait when it is killed, and updates run out that waited too long', () => {
  const flooded = { ...call(4_100, { chat_id: HEAD }), status: 429, waitSeconds: 3 }
  const early = { ...call(5_000, { chat_id: HEAD }), status: 429, waitSeconds: 1 }
  const killed = happenings({ at: 4_500, what: 'killed' })(smallRecord())
  expect(judge(calls(flooded, early)(killed)).faults).toEqual([])
  const late = { ...said(990, 77, 'too late'), isLost: true }
  const record = smallRecord()
  expect(judge({ ...record, updates: [...record.updates, late] }).faults).toEqual([])
})

it.each([
  ['that went on side by side have no order', 500, 0],
  ['one after the other have one', 5_000, 1],
])('messages of two transactions %s', (_what, laterMs, faults) => {
  const record = smallRecord()
  const above = (card: Small['card'][number]) =>
    card.id === 2 ? { ...card, message_id: 90 } : card
  const later = (row: Small['outbox'][number]) => {
    const begun = Date.parse(row.created_at) + (row.id > 2 ? laterMs : 0)
    return { ...row, created_at: new Date(begun).toISOString() }
  }
  const { card, outbox } = smallDump()
  const dump = { ...record.dump, card: card.map(above), outbox: outbox.map(later) }
  const { findings } = judge({ ...record, dump, again: { updates: dump, presses: dump } })
  expect(findings.find(({ check }) => check === 'each chat is in order')?.faults).toHaveLength(
    faults,
  )
})
