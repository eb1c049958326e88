import { setTimeout as pause } from 'node:timers/promises'
import type { Stage } from './stage.ts'

// What a scenario looks up in the database itself, because no phone shows it.

const LOOK_MS = 30
const LONGEST_MS = 15_000

/** Waits until what was due has been done and has been sent. */
export async function happens(stage: Stage, kind: string, number: string): Promise<void> {
  const latest = performance.now() + LONGEST_MS
  const isDue = `select from timer where kind = $1 and subject = $2 and due_at < now()`
  while ((await stage.sql(isDue, kind, number)).length > 0) {
    if (performance.now() > latest) throw new Error(`${kind} of ${number} never came`)
    await pause(LOOK_MS)
  }
  if (!(await stage.quiet())) throw new Error(`after ${kind} of ${number} something stays behind`)
}

export async function endedAs(stage: Stage, number: string, outcome: string): Promise<string[]> {
  const rows = await stage.sql<{ status: string; outcome: string | null }>(
    `select status::text, outcome::text from appeal where number = $1`,
    number,
  )
  const [found] = rows
  if (found?.status === 'closed' && found.outcome === outcome) return []
  return [`${number} is ${found?.status ?? 'gone'}, ${found?.outcome ?? 'without an outcome'}`]
}

export async function joinedOnce(stage: Stage, person: number): Promise<string[]> {
  const rows = await stage.sql<{ count: number }>(
    `select count(*)::int from joiner join person on person.id = person_id where telegram_id = $1`,
    person,
  )
  return rows[0]?.count === 1 ? [] : [`${person} joined ${rows[0]?.count ?? 0} times`]
}

/** Wherever one of these words still stands, in whatever table; and whether the appeal has ended. */
export async function leftOf(
  stage: Stage,
  words: readonly string[],
  number: string,
): Promise<string[]> {
  const tables = await stage.sql<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const { name } of tables)
    for (const word of words) {
      const rows = await stage.sql(
        `select from "${name}" as row where row::text ~ $1 limit 1`,
        `\\m${word}\\M`,
      )
      if (rows.length > 0) found.push(`${word} still stands in ${name}`)
    }
  const open = await stage.sql(
    `select from appeal where number = $1 and status <> 'withdrawn'`,
    number,
  )
  return open.length > 0 ? [...found, `${number} is still open`] : found
}
