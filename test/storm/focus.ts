import { randomFrom } from '../crash/random.ts'
import { DEPARTMENTS, peopleOf } from '../crash/town.ts'
import type { Character, Plan, Stage } from './plan.ts'
import type { Stroke, What } from './strokes.ts'
import { RESIDENTS, STAFF } from './town.ts'

const SEED = 20_261_128
/** Long enough for a machine that has much else to do. */
const UNTIL_MS = 180_000

/** Short storms that meet what a bug needs, and little else. */
export const FOCUSES = {
  /** Nothing fails, but updates come together, are counted anew and come again, and a group moves. */
  repeated: {
    ...whole(),
    stages: [
      stage({
        strokes: [
          lasting(1_500, { kind: 'restart_ids', start: 1_000 }),
          lasting(3_000, { kind: 'late' }, 1_200),
          lasting(4_500, { kind: 'migrate', group: 1 }, 300),
          lasting(5_000, { kind: 'late' }, 1_200),
        ],
        until: `(select count(*) from inbox where press like '%appeal.show%') > 0
          and (select count(*) from appeal where anonymous) > 1`,
      }),
    ],
  },
  /** Telegram says nothing, or not yes, to the messages that matter. */
  doubted: {
    ...whole(),
    isWhole: false,
    stages: [
      stage({
        strokes: [
          // The first tasks do not arrive at once, and heads are never heard of.
          struck('reset-before', 'task.accept:', 4),
          ...DEPARTMENTS.map((one) => struck('reset-after', 'task.accept:', 60, peopleOf(one)[0])),
          struck('reset-after', 'survey.contacted:', 60),
          ...[1, 2].map((at) => flooded(4_000 * at)),
        ],
        until: `(select count(*) from card where kind = 'survey') > 0
          and (select count(*) from outbox where attempts > 2) > 0`,
        thenMs: 2_000,
      }),
    ],
  },
  /** Desks and database die. */
  killed: {
    ...whole(),
    isWhole: false,
    stages: [
      stage({
        strokes: [
          lasting(2_000, { kind: 'kill_database' }, 3_000),
          ...[6_000, 8_000, 10_000].map((at) => lasting(at, { kind: 'kill_desk', desk: 0 }, 100)),
        ],
        until: `(select count(*) from history where act = 'assign') > 2`,
      }),
    ],
  },
  /** Posts end, and return visits are answered on cards that are out of date. */
  outdated: {
    ...whole(),
    isWhole: false,
    people: whole().people.map((one) => ({ ...one, isSilent: true as const })),
    stages: [
      stage({ strokes: [], until: `(select count(*) from history where act = 'submit') > 1` }),
      stage({
        gone: STAFF.filter((id) => id % 10 === 2 && id < 8_000),
        strokes: [lasting(100, { kind: 'press_old' })],
        until: `(select count(*) from history where act = 'resolve') > 0`,
        thenMs: 4_000,
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
function flooded(at: number): Stroke {
  const fault = { kind: 'flood', retryAfter: 3 } as const
  return lasting(at, { kind: 'fault', method: 'sendMessage', fault, times: 8, holding: 'task.' })
}
