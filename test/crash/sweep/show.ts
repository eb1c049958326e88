import { setTimeout as pause } from 'node:timers/promises'
import { verify } from '../../../src/queries/verify.ts'
import { openDatabase } from '../../../src/store/database.ts'
import { differences } from '../compare.ts'
import { readRecord } from '../record.ts'
import type { Resident } from '../resident.ts'
import { wordsOfPoint, type Counts, type Point } from './points.ts'
import type { Scenario } from './scenarios.ts'
import type { Stage } from './stage.ts'
import type { ArmedDesk, Standby } from './standby.ts'

/** In which an idle desk looks at everything once that it looks at by itself. */
const IDLE_MS = 1_300
/** What is not awaited, such as the answer to a press, follows within this time. */
const REST_MS = 60

/** One scenario, again and again, with one desk after the other. */
export class Show {
  kills = 0
  missed = 0
  readonly #faults: string[] = []
  readonly #scenario: Scenario
  readonly #stage: Stage
  readonly #standby: Standby
  #desk: ArmedDesk
  /** Who came for which point: what is found at the end is of one of them. */
  readonly #cast: { point: Point; first: number; end: number }[] = []

  constructor(scenario: Scenario, stage: Stage, standby: Standby, desk: ArmedDesk) {
    this.#scenario = scenario
    this.#stage = stage
    this.#standby = standby
    this.#desk = desk
  }

  /** What the desk does in one run that nothing disturbs. */
  async countPoints(): Promise<Counts> {
    await this.#playOnce(null)
    return this.#desk.counts()
  }

  /** What it does when nobody does anything. */
  async countIdle(): Promise<Counts> {
    await this.#desk.arm(null)
    await pause(IDLE_MS)
    return this.#desk.counts()
  }

  async playWith(point: Point): Promise<void> {
    const first = this.#stage.residents.length
    const before = this.kills
    try {
      await this.#playOnce(point)
    } catch (error) {
      if (!(error instanceof Error)) throw error
      this.#note(point, error.message)
      await this.#desk.arm(null)
      await this.#goOn()
    }
    if (this.kills === before) this.missed += 1
    this.#cast.push({ point, first, end: this.#stage.residents.length })
  }

  async #playOnce(point: Point | null): Promise<void> {
    const scene = await this.#scenario.prepare(this.#stage)
    if (!(await this.#stage.quiet())) throw new Error('something stays behind before it begins')
    await this.#desk.arm(point)
    const played = scene.play()
    // Awaited below, once there is a desk again.
    played.catch(() => undefined)
    await Promise.race([this.#desk.ended, played.then(() => this.#rest())])
    // What it has not come to by now it must not come to in another run.
    if (point) await this.#desk.arm(null)
    await this.#goOn()
    await played
    if (!(await this.#rest())) throw new Error('something stays behind')
    for (const fault of (await scene.faults?.()) ?? []) this.#note(point, fault)
  }

  /** Another desk takes over if this one is gone. */
  async #goOn(): Promise<void> {
    if (!this.#desk.hasEnded()) return
    this.kills += 1
    this.#desk = await this.#standby.next()
  }

  async #rest(): Promise<boolean> {
    await pause(REST_MS)
    return this.#stage.quiet()
  }

  #note(point: Point | null, fault: string): void {
    this.#faults.push(`${point ? wordsOfPoint(point) : 'undisturbed'}: ${fault}`)
  }

  /** Compares all phones with all that is kept, and gives every fault with its point. */
  async close(url: string): Promise<string[]> {
    const { pool, residents, staff, witness, apart } = this.#stage
    const kept = await readRecord(pool)
    // Of these the scenario has looked itself; who is forgotten has no account any more.
    const isKnown = ({ resident }: { resident: number | null }) =>
      resident !== null && !apart.has(resident)
    const known = {
      ...kept,
      appeals: kept.appeals.filter(isKnown),
      entries: kept.entries.filter(isKnown),
      outbox: kept.outbox.filter(({ error }) => error !== 'unreachable: blocked'),
    }
    const compared = residents.filter(({ id }) => !apart.has(id))
    const found = differences({ residents: compared, staff, witness, kept: known })
    for (const fault of found) this.#note(this.#pointOf(fault), fault)
    const database = await openDatabase(url)
    const { faults } = await verify(database).finally(() => database.close())
    if (faults > 0) this.#faults.push(`verify: ${faults} faults`)
    if ((await this.#desk.stop()) !== 0) this.#faults.push('the last desk did not end in order')
    return this.#faults
  }

  /** The run that somebody of whom this speaks was in. */
  #pointOf(fault: string): Point | null {
    const { residents } = this.#stage
    const speaksOf = ({ id, submitted }: Resident) =>
      [String(id), ...submitted.keys()].some((word) => fault.includes(word))
    const run = this.#cast.find(({ first, end }) => residents.slice(first, end).some(speaksOf))
    return run?.point ?? null
  }
}
