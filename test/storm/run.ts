import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { verify } from '../../src/queries/verify.ts'
import { openDatabase } from '../../src/store/database.ts'
import { startCrowd, type Crowd } from './crowd.ts'
import { dumpOf, table, type Dump } from './dump.ts'
import { createFleet, environmentOf, SECRET, type Fleet } from './fleet.ts'
import type { Plan, Stage } from './plan.ts'
import { queryOnce, type StormPostgres } from './postgres.ts'
import type { GivenUpdate, Happening, Knock, StormRecord } from './record.ts'
import { strike, type Victims } from './strike.ts'
import { isForMachines, type Stroke } from './strokes.ts'
import { openTelegram, type StormTelegram } from './telegram.ts'
import { orgFileWithout } from './town.ts'

export interface StormOptions {
  postgres: StormPostgres
  /** A seeded bug: path of a file with its patches. */
  bugFile?: string
  /** How long everything that was begun may take to end. */
  settleMs?: number
  /** How long a stage may wait for what it wants to see, if not as long as the plan says. */
  waitMs?: number
  /** Told now and then what is going on. */
  say?: (line: string) => void
}

/** Ends sooner as soon as nothing is under way: a busy machine is no fault. */
const SETTLE_MS = 240_000
const KNOCK_MS = 15_000

/** Carries a plan out on real processes, lets everything come to its end, and gives all that was seen. */
export async function runStorm(plan: Plan, options: StormOptions): Promise<StormRecord> {
  const { postgres, say = () => undefined } = options
  const directory = await mkdtemp(join(tmpdir(), 'storm-run-'))
  const orgFile = join(directory, 'town.yaml')
  const databaseUrl = await postgres.newDatabase()
  const telegram = await openTelegram()
  const happenings: Happening[] = []
  const happened = (what: Happening) => void happenings.push(what)
  const { clockRate } = plan
  const given = environmentOf({
    ...{ telegram: telegram.address, database: databaseUrl, orgFile, clockRate },
  })
  const bug = options.bugFile === undefined ? {} : { STORM_BUG: options.bugFile }
  const fleet = await createFleet({ ...given, ...bug }, happened)
  const victims = { telegram, fleet, postgres, databaseUrl, clockRate, happened }
  try {
    let crowd: Crowd | undefined
    const last = plan.stages.at(-1)
    for (const [index, stage] of plan.stages.entries()) {
      say(`stage ${index + 1} of ${plan.stages.length}: ${stage.mode}`)
      await writeFile(orgFile, orgFileWithout(stage.gone))
      await fleet.start(stage.mode, {})
      if (stage.gone.length > 0)
        happened({ at: performance.now(), what: 'retired', people: stage.gone })
      crowd ??= startCrowd(telegram.world, plan.people)
      await play(stage, victims, options.waitMs)
      if (stage !== last || plan.isWhole) await fleet.stop()
    }
    if (!crowd) throw new Error('a storm has a stage at least')
    say('the storm is over: everything comes to its end')
    telegram.faults.clear()
    const calmAt = performance.now()
    if (plan.isWhole) await fleet.start('replicas', {})
    crowd.windDown()
    const isSettled = await settle(crowd, databaseUrl, options.settleMs ?? SETTLE_MS)
    await crowd.end()
    const knocks = await knock(telegram, plan)
    await fleet.stop()
    const again = plan.isWhole ? await comeAgain(telegram, fleet, databaseUrl, say) : undefined
    const dump = again?.before ?? (await dumpOf(databaseUrl))
    const database = await openDatabase(databaseUrl)
    const verified = await verify(database).finally(() => database.close())
    return {
      plan,
      ...{ calls: telegram.seen, updates: telegram.given, happenings, calmAt, knocks, isSettled },
      ...{ dump, again: again ?? { updates: dump, presses: dump }, verified },
      logs: { desk: fleet.log, database: await postgres.log() },
    }
  } finally {
    await fleet.close()
    await telegram.stop()
    await rm(directory, { recursive: true })
  }
}

/** Each stroke at its time; what is done to machines waits for what was done to them before. */
async function play(
  { ms, strokes, until: wished }: Stage,
  victims: Omit<Victims, 'over'>,
  waitMs?: number,
): Promise<void> {
  const begin = performance.now()
  const left = (at: number) => Math.max(0, at - (performance.now() - begin))
  const over = new AbortController()
  const given = { ...victims, over: over.signal }
  let machines = Promise.resolve()
  const struck = strokes.map(async (stroke) => {
    await pause(left(stroke.at))
    if (!isForMachines(stroke)) return strikeInTime(stroke, given)
    return (machines = machines.then(() => strikeInTime(stroke, given)))
  })
  const allEnded = Promise.all(struck)
  // Looked at below: until then one that fails must not end the whole run where it stands.
  allEnded.catch(() => undefined)
  await pause(left(ms))
  await Promise.all(struck.filter((_, index) => strokes[index]?.kind !== 'press_old'))
  if (wished) await until(() => isTrue(victims.databaseUrl, wished.sql), waitMs ?? wished.mostMs, 1)
  await pause(wished?.thenMs)
  over.abort()
  await allEnded
}

async function strikeInTime(stroke: Stroke, victims: Victims): Promise<void> {
  const { when } = stroke
  if (when) await until(() => isTrue(victims.databaseUrl, when.sql), when.mostMs, 1, AT_ONCE_MS)
  await strike(stroke, victims)
}

const AT_ONCE_MS = 20

async function isTrue(url: string, sql: string): Promise<boolean> {
  const [row] = await queryOnce<{ so: boolean }>(url, `select ${sql} as so`)
  return row?.so === true
}

const BUSY_NOW = `
  select (select count(*) from inbox where state = 'waiting')
    + (select count(*) from outbox where state in ('waiting', 'sending'))`
const BUSY = `${BUSY_NOW} + (select count(*) from timer where kind like 'survey%')`

/** Waits until nobody does anything and nothing is on its way, three times in a row. False: it took too long. */
async function settle(crowd: Crowd, url: string, mostMs: number): Promise<boolean> {
  return until(async () => crowd.isAtRest() && !(await isBusy(url, BUSY)), mostMs)
}

async function isBusy(url: string, sql: string): Promise<boolean> {
  const [row] = await queryOnce<{ busy: string }>(url, `${sql} as busy`)
  return Number(row?.busy) > 0
}

async function until(
  isSo: () => boolean | Promise<boolean>,
  mostMs: number,
  inARow = 3,
  lookMs = 200,
): Promise<boolean> {
  const latest = performance.now() + mostMs
  for (let times = 0; times < inARow;) {
    if (performance.now() > latest) return false
    await pause(lookMs)
    times = (await isSo()) ? times + 1 : 0
  }
  return true
}

/** Everybody writes once more, and waits for what the bot says. */
async function knock({ world, seen }: StormTelegram, { people }: Plan): Promise<Knock[]> {
  const waiting = people.map(({ id }) => {
    world.send(id, { text: '/help' })
    return { person: id, at: performance.now() }
  })
  const isAnswered = ({ person, at }: (typeof waiting)[number]) =>
    seen.some((call) => call.at > at && call.made && Number(call.params['chat_id']) === person)
  await until(() => waiting.every(isAnswered), KNOCK_MS)
  return waiting.map((one) => ({ ...one, isAnswered: isAnswered(one) }))
}

/** With a clock that hardly moves: what happens by itself must not look like something that a repeat did. */
async function comeAgain(
  telegram: StormTelegram,
  fleet: Fleet,
  url: string,
  say: (line: string) => void,
) {
  say('all updates come again')
  await fleet.start('replicas', { CLOCK_RATE: '0.001' })
  const again = await repeatAll(telegram, fleet, url)
  await fleet.stop()
  return again
}

/** Brings everything that was kept once more, presses also under new update ids, and looks what changed. */
async function repeatAll({ given }: StormTelegram, fleet: Fleet, url: string) {
  const quiet = () => until(async () => !(await isBusy(url, BUSY_NOW)), KNOCK_MS)
  await quiet()
  const before = await dumpOf(url)
  const kept = keptIn(before)
  const all = given.filter(({ update }) => kept.has(update.update_id))
  await bring(fleet, all)
  await quiet()
  const updates = await dumpOf(url)
  const presses = all.filter(({ update }) => 'callback_query' in update)
  await bring(fleet, presses.map(underNewId))
  await quiet()
  return { before, updates, presses: await dumpOf(url) }
}

function keptIn(dump: Dump): Set<number> {
  return new Set(table<{ update_id: number }>(dump, 'inbox').map((row) => row.update_id))
}

const NEW_IDS = 2_000_000_000

function underNewId(one: GivenUpdate, index: number): GivenUpdate {
  return { ...one, update: { ...one.update, update_id: NEW_IDS + index } }
}

const AT_ONCE = 20

async function bring(fleet: Fleet, all: readonly GivenUpdate[]): Promise<void> {
  const left = [...all]
  const headers = {
    'content-type': 'application/json',
    'x-telegram-bot-api-secret-token': SECRET,
  }
  const carry = async () => {
    for (let one = left.shift(); one; one = left.shift()) {
      const body = JSON.stringify(one.update)
      const answer = await fetch(fleet.webhookUrl(), { method: 'POST', headers, body })
      if (!answer.ok)
        throw new Error(`an update that came again was answered with ${answer.status}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, carry))
}
