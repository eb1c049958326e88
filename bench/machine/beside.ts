import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { quantile } from '../figures.ts'

/** So often somebody else asks, too: seldom enough to be no load. */
const EVERY_MS = 100

/** What the machine takes meanwhile, whatever the desk does. In milliseconds, ascending. */
export interface Beside {
  /** One question to PostgreSQL and its answer. */
  questions: number[]
  /** One row written, committed, and on the disk. */
  commits: number[]
}

/**
 * Asks the same PostgreSQL beside the desk, on a connection of its own, until it is stopped: an update waits for two
 * commits and several questions, so that this is what no desk on this machine can do without at this moment.
 */
export async function askBeside(url: string): Promise<{ stop: () => Promise<Beside> }> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query('CREATE TABLE IF NOT EXISTS beside (id int)')
  const [questions, commits]: [number[], number[]] = [[], []]
  const over = new AbortController()
  const asking = (async () => {
    while (!over.signal.aborted) {
      await pause(EVERY_MS)
      questions.push(await timed(client, 'SELECT 1'))
      await pause(EVERY_MS)
      commits.push(await timed(client, 'INSERT INTO beside VALUES (1)'))
    }
  })()
  return {
    async stop() {
      over.abort()
      await asking
      await client.query('DROP TABLE beside')
      await client.end()
      const sorted = (times: number[]) => times.sort((a, b) => a - b)
      return { questions: sorted(questions), commits: sorted(commits) }
    },
  }
}

async function timed(client: pg.Client, text: string): Promise<number> {
  const begin = performance.now()
  await client.query({ name: text, text })
  return performance.now() - begin
}

/** `p50 0.5 ms, p99 2.1 ms`. */
export function sayTimes(times: readonly number[]): string {
  const at = (share: number) => quantile(times, share).toFixed(1)
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`
}
