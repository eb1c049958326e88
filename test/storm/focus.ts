import { randomFrom } from '../crash/random.ts'
import { DEPARTMENTS, peopleOf } from '../crash/town.ts'
import type { Character, Plan, Stage } from './plan.ts'
import type { Stroke, What } from './strokes.ts'
import { RESIDENTS, STAFF } from './town.ts'

/** With another one people choose otherwise: a bug must be found whatever they choose. */
const SEED = Number(process.env['STORM_SEED'] ?? 20_261_128)
/** Long enough for a machine that has much else to do. */
const UNTIL_MS = 180_000
/** A handler of each department. */
const ENDING = STAFF.filter((id) => id % 10 === 2 && id < 8_000)
/** Two of them get no task in time. Were it three, the desk would take it that all of Telegram wants to rest. */
const KEPT_WAITING = ENDING.slice(0, 2)

/** Their pieces come in one answer, so that whoever does not keep them in line handles them at once. */
const POURING = RESIDENTS.slice(6, 9)

/** Somebody has to handle it and was not told; where that never is seen, some have been told. */
const ASSIGNED = `
  exists (select from history join appeal on appeal.id = history.appeal_id where act = 'assign'
    and not exists (select from card where kind = 'task' and subject = number))
  or (select count(*) from history where act = 'assign') > 3`
/** A return visit is about to be closed, and will not be; where that never is seen, one is closed. */
const CLOSING = `
  exists (select from appeal where status = 'resolved'
    and not exists (select from timer where kind = 'survey_close' and subject = number))
  or exists (select from history where act = 'close')`

/** Short storms that meet what a bug needs, and little else. */
export const FOCUSES = {
  /** Nothing fails, but updates come together, are counted anew and come again, and a group moves. */
  repeated: {
    ...whole(),
    stages: [
      stage({
        strokes: [
          lasting(1_500, { kind: 'restart_ids', start: 1_000 }),
          ...POURING.map((person, n) =>
            lasting(2_000 + 500 * n, { kind: 'pour', person, pieces: 12 }),
          ),
          lasting(3_000, { kind: 'late' }, 1_200),
          lasting(4_500, { kind: 'migrate', group: 1 }, 300),
          lasting(5_000, { kind: 'late' }, 1_200),
        ],
        until: `(select count(*) from inbox where press like '%appeal.show%') > 0
          and (select count(*) from appeal where anonymous) > 1`,
      }),
    ],
  },
  /** Telegram says nothing, or not yes, to those who have to handle it. */
  doubted: {
    ...whole(),
    isWhole: false,
    stages: [
      stage({
        strokes: [
          // The first tasks do not arrive at once, and heads are never heard of.
          struck('reset-before', 'task.accept:', 4),
          ...DEPARTMENTS.map((one) => struck('reset-after', 'task.accept:', 60, peopleOf(one)[0])),
          ...[1, 2].map((at) => flooded(4_000 * at)),
        ],
        until: `exists (select from outbox where delivery = 'must'
          and (state = 'failed' or attempts > 3))`,
        thenMs: 1_000,
      }),
    ],
  },
  /** Desks and database die just when something is half done, and nobody answers a return visit. */
  killed: {
    ...whole(),
    clockRate: 3_600,
    isWhole: false,
    people: silent(),
    stages: [
      stage({
        strokes: [
          struck('reset-after', 'survey.contacted:', 60),
          lasting(1_500, { kind: 'kill_database' }, 1_000),
          lasting(4_000, { kind: 'kill_desk_in_silence', desk: 0 }, 2_000),
          killedWhen(4_500, ASSIGNED),
          killedWhen(5_000, CLOSING),
        ],
        until: 'true',
        thenMs: 1_000,
      }),
    ],
  },
  /** Posts end, and return visits are answered on cards that are out of date. */
  outdated: {
    ...whole(),
    isWhole: false,
    people: silent(),
    stages: [
      stage({
        strokes: KEPT_WAITING.map((chat) => flooded(0, { chat, times: 60 })),
        until: `(select count(*) from history where act = 'submit') > 1 and exists (
          select from outbox join card on card.id = card_id
          where outbox.chat in (${KEPT_WAITING.join()}) and outbox.state = 'waiting' and kind = 'task')`,
      }),
      stage({
        gone: ENDING,
        strokes: [lasting(100, { kind: 'press_old' })],
        until: `exists (select from card where kind = 'survey' and message_id is not null
          group by chat, subject having count(*) > 1)`,
        thenMs: 2_000,
      }),
    ],
  },
} satisfies Record<string, Plan>

export type Focus = keyof typeof FOCUSES

/** All of the staff, and residents half of whom hide their names. */
function whole(): Plan {
  const random = randomFrom(SEED)
  const seed = () => random.below(2 ** 31)
  const residents = RESIDENTS.slice(0, 6).map((id, index): Character => {
    return { id, seed: seed(), role: 'resident', hidesName: index % 2 === 0 }
  })
  const staff = STAFF.map((id): Character => {
    return { id, seed: seed(), role: 'staff', hidesName: false }
  })
  return {
    seed: SEED,
    people: [...residents, ...staff],
    stages: [],
    clockRate: 1_800,
    isWhole: true,
  }
}

/** Nobody answers a return visit. */
function silent(): Character[] {
  return whole().people.map((one) => ({ ...one, isSilent: true }))
}

function stage(given: {
  strokes: Stroke[]
  until: string
  gone?: readonly number[]
  thenMs?: number
}): Stage {
  const { strokes, until: sql, gone = [], thenMs = 0 } = given
  const ms = Math.max(0, ...strokes.map(({ at }) => at)) + 500
  return { mode: 'polling', gone, ms, until: { sql, mostMs: UNTIL_MS, thenMs }, strokes }
}

function lasting(at: number, what: What, lastsMs = 100): Stroke {
  return { at, lastsMs, ...what }
}

function killedWhen(at: number, sql: string): Stroke {
  return { ...lasting(at, { kind: 'kill_desk', desk: 0 }), when: { sql, mostMs: 90_000 } }
}

function struck(
  kind: 'reset-after' | 'reset-before',
  holding: string,
  times: number,
  chat?: number,
): Stroke {
  const who = chat === undefined ? {} : { chat }
  const what = { kind: 'fault', method: 'sendMessage', fault: { kind }, times, holding } as const
  return lasting(0, { ...what, ...who })
}

/** Whatever would bring somebody a task has to wait, so that several wait in one chat. */
function flooded(at: number, which: { chat?: number; times: number } = { times: 8 }): Stroke {
  const fault = { kind: 'flood', retryAfter: 3 } as const
  return lasting(at, { kind: 'fault', method: 'sendMessage', fault, holding: 'task.', ...which })
}
