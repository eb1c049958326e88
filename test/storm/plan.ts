import { createHash } from 'node:crypto'
import { randomFrom, type Random } from '../crash/random.ts'
import { drawn, OF_MACHINES, OF_TELEGRAM, type Stroke } from './strokes.ts'
import { LEAVING, RESIDENTS, STAFF } from './town.ts'

/** What a storm will do, to whom and when: all of it follows from the seed and the length. */
export interface Plan {
  seed: number
  people: readonly Character[]
  stages: readonly Stage[]
  /** Desk seconds in a second. */
  clockRate: number
  /** In the end the desks are started anew, and everything comes again. A focused storm may leave that out. */
  isWhole: boolean
}

/** Somebody who chats. What they choose is drawn from their own seed, whatever the others do. */
export interface Character {
  id: number
  seed: number
  role: 'resident' | 'staff'
  /** Never shows the unit the name they go by. */
  hidesName: boolean
  /** Never answers a return visit; else about one in four is not answered. */
  isSilent?: true
}

/** A stretch of the storm. Between two stages everything is stopped in order and started anew. */
export interface Stage {
  /** One process that asks Telegram for updates, or two that Telegram brings them to. */
  mode: 'polling' | 'replicas'
  /** Members of staff whom the org file no longer names. */
  gone: readonly number[]
  ms: number
  /** Waits besides until this SQL is true, for so long at most, and then a little: machines differ in speed. */
  until?: { sql: string; mostMs: number; thenMs: number }
  /** In the order of their time, which counts from the beginning of the stage. */
  strokes: readonly Stroke[]
}

/** A stage that is shorter has no room for a desk to be killed and to come back. */
const STAGE_LEAST_MS = 6_000
const STAGE_MOST_MS = 120_000
/** Nothing new begins so shortly before the end. */
const LAST_MS = 1_500
/** From the end of one stroke to the beginning of the next. */
const LULL_MS = 700
const CLOCK_RATE = 1_800

/** The plan of a storm of so many minutes. */
export function planOf(seed: number, minutes: number): Plan {
  const random = randomFrom(seed)
  const people = peopleOf(random.fork())
  const wholeMs = minutes * 60_000
  // Both ways of receiving at least once, and the one that a stage ends with is followed by the other.
  const count = 2 * Math.max(1, Math.ceil(wholeMs / 2 / STAGE_MOST_MS))
  const ms = Math.max(STAGE_LEAST_MS, Math.floor(wholeMs / count))
  const stages = Array.from({ length: count }, (_, index): Stage => {
    const mode = index % 2 === 0 ? 'polling' : 'replicas'
    // Telegram's faults and the machines' go side by side, each kind in its turn.
    const strokes = [OF_TELEGRAM, OF_MACHINES]
      .flatMap((kinds) => strokesOf(random.fork(), Object.keys(kinds), ms, index))
      .sort((one, other) => one.at - other.at)
    return { mode, gone: index === 0 ? [] : LEAVING, ms, strokes }
  })
  return { seed, people, stages, clockRate: CLOCK_RATE, isWhole: true }
}

function peopleOf(random: Random): Character[] {
  const seed = () => random.below(2 ** 31)
  return [
    ...RESIDENTS.map((id, index): Character => {
      return { id, seed: seed(), role: 'resident', hidesName: index % 3 === 0 }
    }),
    ...STAFF.map((id): Character => ({ id, seed: seed(), role: 'staff', hidesName: false })),
  ]
}

/** Every kind comes round before one comes again, in an order that the seed shuffles. */
function strokesOf(random: Random, kinds: readonly string[], ms: number, stage: number): Stroke[] {
  const strokes: Stroke[] = []
  let bag: string[] = []
  for (let at = 500 + random.below(LULL_MS); at < ms - LAST_MS;) {
    if (bag.length === 0) bag = shuffled(random, kinds)
    const stroke = drawn(bag.shift() ?? '', random, { at, leftMs: ms - at, stage })
    // What has no room any more is passed over; the time that it takes keeps the rest apart.
    if (stroke) strokes.push(stroke)
    at += LULL_MS + random.below(LULL_MS) + (stroke ? stroke.lastsMs + restartMs(stroke) : 0)
  }
  return strokes
}

/** A desk that was ended needs time to come back before the next thing happens to a machine. */
function restartMs({ kind }: Stroke): number {
  return kind === 'kill_desk' || kind === 'stop_desk' || kind === 'sleep' ? 2_500 : 0
}

function shuffled(random: Random, all: readonly string[]): string[] {
  const left = [...all]
  return all.map(() => left.splice(random.below(left.length), 1)[0] ?? '')
}

/** The plan in lines, to read or to compare. */
export function linesOf(plan: Plan): string[] {
  const people = plan.people.map(({ id, seed, role, hidesName }) => {
    return `${role} ${id} seed ${seed}${hidesName ? ', hides the name' : ''}`
  })
  const stages = plan.stages.flatMap(({ mode, gone, ms, strokes }) => [
    `${mode} for ${ms} ms${gone.length > 0 ? `, without ${gone.join(' ')}` : ''}`,
    ...strokes.map(({ at, kind, lastsMs, ...what }) => {
      return `  ${String(at).padStart(6)} ${kind} ${JSON.stringify({ lastsMs, ...what })}`
    }),
  ])
  return [`seed ${plan.seed}, clock ${plan.clockRate}`, ...people, ...stages]
}

/** The same plan has the same digest. */
export function digestOf(plan: Plan): string {
  return createHash('sha256').update(linesOf(plan).join('\n')).digest('hex').slice(0, 16)
}
