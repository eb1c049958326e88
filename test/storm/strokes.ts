import type { Random } from '../crash/random.ts'
import type { Fault } from '../../src/sandbox/api/faults.ts'
import { EVERYBODY, RESIDENTS } from './town.ts'

/** One thing that goes wrong. Milliseconds from the beginning of its stage. */
export type Stroke = { at: number; lastsMs: number; when?: Awaited } & What

/** Its time is not before this SQL is true, but so long after `at` at the latest. */
export interface Awaited {
  sql: string
  mostMs: number
}

export type What =
  /** The next calls of the method meet this fault; those to that chat, or in which this stands, if it is said. */
  | { kind: 'fault'; method: string; fault: Fault; times: number; chat?: number; holding?: string }
  /** Every call that sends is told to wait. */
  | { kind: 'flood_all'; retryAfter: number }
  /** Updates come twice, presses come again under new ids. */
  | { kind: 'redeliver'; count: number }
  | { kind: 'repeat_press'; count: number }
  /** Telegram begins to count its updates anew. */
  | { kind: 'restart_ids'; start: number }
  /** Updates are held back. */
  | { kind: 'late' }
  /** Telegram answers nothing and brings nothing. `turnMs`: so much later its clock and the desk's say it is. */
  | { kind: 'away'; turnMs: number }
  | { kind: 'block'; person: number }
  /** Somebody whom nobody else plays says so many things in the same moment. */
  | { kind: 'pour'; person: number; pieces: number }
  /** Return visits are answered on cards that a newer one has replaced. */
  | { kind: 'press_old' }
  /** A chat that the outbox has something for moves, or loses its topics. */
  | { kind: 'migrate' | 'topics_off'; group: number }
  /** Which of the desks; with one only, that one. */
  | { kind: 'kill_desk' | 'stop_desk' | 'freeze_desk'; desk: number }
  /** The desk waits for its database, in vain: before it learns of that it is killed. */
  | { kind: 'kill_desk_in_silence'; desk: number }
  /** All desks are killed, and when they come back, everybody's clock has gone on by so much. */
  | { kind: 'sleep'; turnMs: number }
  | { kind: 'skew_clock'; desk: number; byMs: number }
  | { kind: 'kill_database' | 'freeze_database' | 'cut_database' }

type Draw = (random: Random, room: Room) => Stroke | null

interface Room {
  at: number
  /** How long the stage lasts from here on. */
  leftMs: number
  stage: number
}

const HOURS = 3_600_000
const METHODS = ['*', 'sendMessage', 'editMessageText', 'answerCallbackQuery']

/** A call's fault, as often in a row as one `must` is tried, now and then once more. */
function call(fault: (random: Random) => Fault, most = 4): Draw {
  return (random, { at }) => ({
    ...{ at, lastsMs: 400, kind: 'fault', method: random.among(METHODS) },
    ...{ fault: fault(random), times: 1 + random.below(most) },
  })
}

function lasting(leastMs: number, mostMs: number, what: (random: Random) => What): Draw {
  return (random, { at, leftMs }) => {
    const lastsMs = leastMs + random.below(mostMs - leastMs)
    const drawn = what(random)
    return lastsMs + 2_000 > leftMs ? null : { at, lastsMs, ...drawn }
  }
}

const desk = (random: Random): number => random.below(2)

export const OF_TELEGRAM: Readonly<Record<string, Draw>> = {
  error_before: call((random) => ({ kind: 'error', code: random.among([500, 502]) })),
  error_after: call(() => ({ kind: 'error', code: 500, afterEffect: true })),
  reset_before: call(() => ({ kind: 'reset-before' })),
  reset_after: call(() => ({ kind: 'reset-after' })),
  truncated: call(() => ({ kind: 'truncated' })),
  slow: call((random) => ({ kind: 'delay', ms: 500 + random.below(2_000) })),
  slow_answer: call((random) => {
    return { kind: 'delay', ms: 500 + random.below(2_000), afterEffect: true }
  }),
  flood_chat: (random, { at }) => ({
    ...{ at, lastsMs: 1_000, kind: 'fault', method: 'sendMessage', times: 1 },
    ...{ fault: { kind: 'flood', retryAfter: 1 + random.below(3) }, chat: random.among(EVERYBODY) },
  }),
  flood_all: lasting(500, 1_500, (random) => {
    return { kind: 'flood_all', retryAfter: 1 + random.below(2) }
  }),
  redeliver: lasting(100, 200, (random) => ({ kind: 'redeliver', count: 2 + random.below(9) })),
  repeat_press: lasting(100, 200, (random) => {
    return { kind: 'repeat_press', count: 2 + random.below(6) }
  }),
  // Telegram's ids of updates are 32-bit numbers; far apart, so that none comes twice.
  restart_ids: (random, { at, stage }) => ({
    ...{ at, lastsMs: 100, kind: 'restart_ids' },
    ...{ start: 1_000_000_000 - 50_000_000 * (stage % 18) + random.below(10_000_000) },
  }),
  late: lasting(1_000, 3_000, () => ({ kind: 'late' })),
  away: lasting(2_000, 5_000, () => ({ kind: 'away', turnMs: 0 })),
  // Of the desk's time 23 hours pass meanwhile, at its rate.
  away_23_hours: lasting(46_000, 46_001, () => ({ kind: 'away', turnMs: 23 * HOURS })),
  block: lasting(1_500, 4_000, (random) => ({ kind: 'block', person: random.among(RESIDENTS) })),
  migrate: lasting(300, 301, (random) => ({ kind: 'migrate', group: random.below(1_000_000) })),
  topics_off: lasting(300, 301, (random) => {
    return { kind: 'topics_off', group: random.below(1_000_000) }
  }),
}

export const OF_MACHINES: Readonly<Record<string, Draw>> = {
  kill_desk: lasting(300, 2_000, (random) => ({ kind: 'kill_desk', desk: desk(random) })),
  kill_desk_again: lasting(300, 2_000, (random) => ({ kind: 'kill_desk', desk: desk(random) })),
  stop_desk: lasting(300, 1_500, (random) => ({ kind: 'stop_desk', desk: desk(random) })),
  freeze_desk: lasting(1_000, 7_000, (random) => ({ kind: 'freeze_desk', desk: desk(random) })),
  sleep_23_hours: lasting(300, 301, () => ({ kind: 'sleep', turnMs: 23 * HOURS })),
  skew_clock: lasting(500, 3_000, (random) => {
    const byMs = (random.chance(50) ? 1 : -1) * random.below(20_000)
    return { kind: 'skew_clock', desk: desk(random), byMs }
  }),
  kill_database: lasting(300, 2_000, () => ({ kind: 'kill_database' })),
  freeze_database: lasting(500, 4_000, () => ({ kind: 'freeze_database' })),
  cut_database: lasting(100, 200, () => ({ kind: 'cut_database' })),
}

/** A stroke of this name, drawn; null: there is no room for it in the stage. */
export function drawn(name: string, random: Random, room: Room): Stroke | null {
  return (OF_TELEGRAM[name] ?? OF_MACHINES[name])?.(random, room) ?? null
}

/** Whether a machine is struck: then only one at a time. */
export function isForMachines({ kind }: What): boolean {
  return /desk|database|clock|sleep/.test(kind)
}
