import type { Update } from 'grammy/types'
import type { Pool } from 'pg'
import { countFailure, nextOf, waitingLanes, type InboxRow } from '../store/inbox.ts'
import { faultOf, type Log } from './log.ts'
import { realTime, type RealTime } from './real-time.ts'

export interface LanesOptions {
  pool: Pool
  log: Log
  /**
   * Handles the next update of several lanes, and answers for each: its transaction takes its turn first; where that
   * cannot be had: `retryInMs`, and the lane looks what is left. It throws: a failed try.
   */
  handle: (rows: readonly { id: number; update: Update; receivedAt: Date }[]) => Promise<Handled>[]
  /** Handfuls at once, and lanes in one of them. */
  parallel?: number
  handful?: number
  time?: RealTime
}

type Handled = 'done' | { retryInMs: number }

export interface Lanes {
  /** Rows that were just committed, in their order. */
  wake(rows: readonly InboxRow[]): void
  /** Ends what is being handled and begins nothing more. */
  stop(): Promise<void>
}

/** A person's updates that this replica knows of. */
interface Lane {
  id: number
  rows: InboxRow[]
  /** The database holds more after them. */
  hasMore: boolean
  takeBack?: () => void
}

const PARALLEL = 2
const HANDFUL = 48
/** Looks for rows that nobody is at: left by a replica that died. */
const SWEEP_MS = 1_000
/** Rows kept in memory; above that a lane only remembers that there are more. */
const KEPT_MOST = 2_000
/** After a failed try. The first is short: most failures are two transactions that met. */
const PAUSES_MS = [100, 1_000, 5_000, 20_000]
const DATABASE_AWAY_MS = 1_000

/**
 * Handles the inbox: the updates of one person one after another, those of different persons side by
 * side, a person's turn being one update, so that a busy one does not hold up the others.
 */
export function startLanes(options: LanesOptions): Lanes {
  const { pool, log, handle, parallel = PARALLEL, handful = HANDFUL, time = realTime } = options
  const lanes = new Map<number, Lane>()
  const ready: Lane[] = []
  const underWay = new Set<Promise<void>>()
  let kept = 0
  let isStopping = false
  let takeBackSweep: (() => void) | undefined

  function pump(): void {
    while (!isStopping && underWay.size < parallel && ready.length > 0) {
      const some = ready.splice(0, handful)
      const turn = takeSome(some).finally(() => {
        underWay.delete(turn)
        pump()
      })
      underWay.add(turn)
    }
  }

  async function takeSome(some: readonly Lane[]): Promise<void> {
    const loaded = await Promise.all(some.map(load))
    const rows = loaded.flatMap(({ row }) => (row ? [row] : []))
    const given = rows.map(({ id, update, receivedAt }) => ({
      ...{ id, update: update as Update, receivedAt },
    }))
    const handled = new Map(handle(given).map((one, place) => [rows[place]?.id, one]))
    await Promise.all(
      loaded.map(async ({ lane, row, waitMs }) => {
        const answer = row && handled.get(row.id)
        goOn(lane, answer ? await conclude(lane, row.id, answer) : waitMs)
      }),
    )
  }

  /** The next row of a lane; without one, how long the lane has to wait. */
  async function load(lane: Lane): Promise<{ lane: Lane; row?: InboxRow; waitMs: number }> {
    try {
      if (lane.rows.length === 0) {
        const { rows, waitMs } = await nextOf(pool, lane.id)
        if (waitMs > 0) return { lane, waitMs }
        keep(lane, rows)
        lane.hasMore = rows.length > 0
      }
    } catch (error) {
      log.error(faultOf(error), 'the inbox cannot be read')
      return { lane, waitMs: DATABASE_AWAY_MS }
    }
    const [row] = lane.rows
    return { lane, ...(row ? { row } : {}), waitMs: 0 }
  }

  /** Answers how long the lane has to wait for its next try. */
  async function conclude(lane: Lane, id: number, answer: Promise<Handled>): Promise<number> {
    const result = await answer.catch((error: unknown) => failed(id, error))
    if (result === 'done') {
      lane.rows.shift()
      kept -= 1
      return 0
    }
    // Read the lane again then: another replica may have done some of it meanwhile.
    kept -= lane.rows.splice(0).length
    lane.hasMore = true
    return result.retryInMs
  }

  /** A lane waits, stands in line again, or is over. */
  function goOn(lane: Lane, waitMs: number): void {
    if (lane.rows.length === 0 && !lane.hasMore) lanes.delete(lane.id)
    else if (waitMs > 0)
      lane.takeBack = time.after(waitMs, () => {
        delete lane.takeBack
        ready.push(lane)
        pump()
      })
    else ready.push(lane)
    pump()
  }

  async function failed(id: number, error: unknown): Promise<{ retryInMs: number }> {
    try {
      const what = await countFailure(pool, id, PAUSES_MS)
      if (what === 'waits') log.warn({ inbox: id, ...faultOf(error) }, 'an update is tried again')
      else
        log.error({ inbox: id, ...faultOf(error) }, 'an update is set aside: inbox, state failed')
      // At once: the database knows how long the lane has to wait, if at all.
      return { retryInMs: 0 }
    } catch (away) {
      log.error({ inbox: id, ...faultOf(away) }, 'the inbox cannot be written')
      return { retryInMs: DATABASE_AWAY_MS }
    }
  }

  function keep(lane: Lane, rows: readonly InboxRow[]): void {
    lane.rows.push(...rows)
    kept += rows.length
  }

  /** `row`: known to be the next of its lane; without it the database is asked. */
  function rouse(id: number, row?: InboxRow): void {
    let lane = lanes.get(id)
    const isNew = lane === undefined
    lane ??= { id, rows: [], hasMore: false }
    if (row !== undefined && !lane.hasMore && kept < KEPT_MOST) keep(lane, [row])
    else lane.hasMore = true
    if (!isNew) return
    lanes.set(id, lane)
    ready.push(lane)
  }

  async function sweep(atLeastMs: number): Promise<void> {
    try {
      for (const id of await waitingLanes(pool, atLeastMs)) if (!lanes.has(id)) rouse(id)
      pump()
    } catch (error) {
      log.error(faultOf(error), 'the inbox cannot be read')
    }
    // Younger rows are most likely in the hands of whoever took them in.
    if (!isStopping)
      takeBackSweep = time.after(SWEEP_MS, () => {
        sweeping = sweep(SWEEP_MS)
      })
  }

  let sweeping = sweep(0)
  return {
    wake(rows) {
      for (const row of rows) rouse(row.lane, row)
      pump()
    },
    async stop() {
      isStopping = true
      takeBackSweep?.()
      for (const lane of lanes.values()) lane.takeBack?.()
      await sweeping
      await Promise.all(underWay)
    },
  }
}
