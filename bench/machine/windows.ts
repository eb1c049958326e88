import { setTimeout as pause } from 'node:timers/promises'
import type { Window } from '../life/crowd.ts'
import { quantile } from '../figures.ts'
import { COPIES_FROM, COPIES_YEAR } from '../life/county.ts'
import { between, readCpu, type Cpu } from './cpu.ts'
import type { BenchDesk } from './desk.ts'
import { NOT_THE_DESK } from './plans.ts'
import { commits } from './statements.ts'

/** One window of a measurement: what people saw, and what it cost the machine. */
export interface Measured extends Window {
  cpu: Cpu
  /** Transactions that were committed. */
  commits: number
}

/** Windows one after another. Each lasts so long, or until so many lives have ended. */
export async function measureWindows(
  { crowd, processes, pool }: BenchDesk,
  { windows, seconds, lives }: { windows: number; seconds: number; lives?: number | undefined },
): Promise<Measured[]> {
  const measured: Measured[] = []
  await crowd.ask({ do: 'window', seconds: 0 })
  for (let at = 0; at < windows; at++) {
    const [cpu, done] = [readCpu(processes), await commits(pool)]
    const window = await crowd.ask({ do: 'window', seconds, ...(lives && { lives }) })
    // The server tells its counts about once a second; over a window the delay evens out.
    measured.push({
      ...window,
      cpu: between(cpu, readCpu(processes)),
      commits: (await commits(pool)) - done,
    })
  }
  return measured
}

/** Lets the lives end that are under way; gives how many there were since the start. Throws when some never do: something was lost. */
export async function drain({ crowd, pool }: BenchDesk, seconds: number): Promise<number> {
  const { underWay, stuck, total } = await crowd.ask({ do: 'drain', seconds })
  if (underWay > 0)
    throw new Error(`${underWay} lives did not end: they wait for ${JSON.stringify(stuck)}`)
  // What a long run sends to people of a filled database, or writes on cards of their appeals, goes nowhere: nobody has
  // these phones. An edit that a newer one has replaced is rightly never sent.
  for (let tries = 0; tries < 100; tries++) {
    const { rows } = await pool.query<{ state: string; error: string | null; count: number }>(
      `${NOT_THE_DESK} SELECT state::text, error, count(*)::int FROM outbox
         WHERE state <> 'sent' AND error IS DISTINCT FROM 'replaced' AND chat < ${COPIES_FROM}
           AND NOT EXISTS (SELECT FROM card WHERE card.id = card_id AND subject LIKE '${COPIES_YEAR}-%')
         GROUP BY state, error
       UNION ALL SELECT 'update ' || state::text, null, count(*)::int FROM inbox WHERE state <> 'done' GROUP BY state`,
    )
    if (rows.length === 0) return total
    const failed = rows.filter(({ state }) => state.endsWith('failed'))
    if (failed.length > 0) throw new Error(`not everything went well: ${JSON.stringify(failed)}`)
    await pause(100)
  }
  throw new Error('the outbox does not become empty')
}

export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}
