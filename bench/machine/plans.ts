import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type pg from 'pg'

/** A statement as it was really carried out. */
export interface Plan {
  statement: string
  /** How often it was seen, and how long it took together. */
  times: number
  ms: number
  /** Of the execution in the middle, with what it touched. */
  plan: string
  middleMs: number
}

/** From now on new connections write the plan of each statement, as it was carried out, into the server's log. */
export async function explainAll(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    // The settings are known only where the module is loaded.
    await client.query(`LOAD 'auto_explain'`)
    await client.query(`ALTER SYSTEM SET session_preload_libraries = 'auto_explain'`)
    for (const [name, value] of Object.entries(EXPLAINED))
      await client.query(`ALTER SYSTEM SET auto_explain.${name} = '${value}'`)
    await client.query('SELECT pg_reload_conf()')
  } finally {
    client.release()
  }
}

const EXPLAINED = {
  log_min_duration: '0',
  log_analyze: 'on',
  log_buffers: 'on',
  log_timing: 'off',
  // No values: the plan of a real person's words would hold them.
  log_parameter_max_length: '0',
}

/** Reads what the server has written. Statements that took most time together come first. */
export async function readPlans(pool: pg.Pool): Promise<Plan[]> {
  const { rows } = await pool.query<{ at: string }>(
    `SELECT current_setting('data_directory') AS at`,
  )
  const log = await readFile(join(dirname(rows[0]?.at ?? ''), 'log'), 'utf8')
  return plansIn(log)
}

/** Stands in what the bench itself asks. */
export const NOT_THE_DESK = '/* bench */'
const ENTRY = /duration: ([\d.]+) ms {2}plan:\n((?:\t.*\n)+)/g

export function plansIn(log: string): Plan[] {
  const seen = new Map<string, { ms: number; plan: string }[]>()
  for (const [, ms, text = ''] of log.matchAll(ENTRY)) {
    const lines = text.split('\n').map((line) => line.replace(/^\t/, ''))
    const begin = lines.findIndex((line) => /\(cost=/.test(line))
    if (begin < 0) continue
    const query = lines
      .slice(0, begin)
      .join(' ')
      .replace(/^Query Text: /, '')
    const statement = query.replace(/\s+/g, ' ').trim()
    if (statement.includes(NOT_THE_DESK)) continue
    const entries = seen.get(statement) ?? []
    entries.push({ ms: Number(ms), plan: lines.slice(begin).join('\n').trimEnd() })
    seen.set(statement, entries)
  }
  const plans = [...seen].map(([statement, entries]): Plan => {
    const sorted = entries.toSorted((a, b) => a.ms - b.ms)
    const middle = sorted[Math.floor(sorted.length / 2)]
    const ms = entries.reduce((all, one) => all + one.ms, 0)
    return {
      statement,
      times: entries.length,
      ms,
      plan: middle?.plan ?? '',
      middleMs: middle?.ms ?? 0,
    }
  })
  return plans.sort((a, b) => b.ms - a.ms)
}

/** More rows than a table has that holds the same however much is stored. */
const MANY_ROWS = 1_000
const SCAN = /Seq Scan on "?(\w+)"?.*\(actual rows=([\d.]+) loops=(\d+)\)((?:\n(?! *->).*)*)/g

/** Tables of which a plan has read many rows from end to end, those included that it left out. */
export function readWhole({ plan }: Plan): string[] {
  return [...plan.matchAll(SCAN)].flatMap(([, table = '', rows, loops, details = '']) => {
    const removed = /Rows Removed by Filter: (\d+)/.exec(details)?.[1] ?? 0
    return (Number(rows) + Number(removed)) * Number(loops) > MANY_ROWS ? [table] : []
  })
}
