import { doWhatIsDue } from '../src/actions/due.ts'
import type { Desk } from '../src/actions/desk.ts'
import { importOrganisation } from '../src/actions/import-organisation.ts'
import { beginSweeping } from '../src/actions/sweep.ts'
import { createReads } from '../src/classify/reads.ts'
import { parseOrg } from '../src/org/parse-org.ts'
import { calendarOf } from '../src/org/calendar.ts'
import { namesOf } from '../src/org/names.ts'
import { createSearch } from '../src/queries/search.ts'
import { verify } from '../src/queries/verify.ts'
import { openDatabase, type Database } from '../src/store/database.ts'
import { migrate } from '../src/store/migrate.ts'
import { startTemporary } from '../src/store/temporary.ts'
import { createRenderer } from '../src/text/render.ts'
import { enterAppeals, manyUnits, THURSDAY, type Numbers } from '../test/support/many-appeals.ts'

const HELP = `npm run bench:sweep    how long one sweep over all open appeals takes
  --appeals N    how many are open (default 100000)
  --crossing N   for how many of them a moment has come (default 5000)
`

/** A county of 45 units; a database that keeps its promises (fsync on). The sweep is asked to take less than 5 s. */
async function main(args: string[]): Promise<number> {
  const numbers = {
    open: after(args, '--appeals', 100_000),
    crossing: after(args, '--crossing', 5_000),
  }
  if (args.includes('--help') || Object.values(numbers).some((number) => !(number > 0))) {
    process.stdout.write(HELP)
    return args.includes('--help') ? 0 : 2
  }
  const server = await startTemporary({
    ...{ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' },
  })
  await migrate(server.url)
  const db = await openDatabase(server.url)
  try {
    await measure(db, numbers)
  } finally {
    await db.close()
    await server.stop()
  }
  return 0
}

async function measure(db: Database, numbers: Numbers): Promise<void> {
  const parsed = parseOrg(manyUnits(), 'county')
  if ('faults' in parsed) throw new Error(parsed.faults.join('\n'))
  const { org } = parsed
  const rules = { org, calendar: calendarOf(org) }
  await importOrganisation(db, rules, THURSDAY)
  await enterAppeals(db, numbers)
  let now = THURSDAY
  const desk: Desk = {
    db,
    rules,
    renderer: createRenderer(
      namesOf(org, { units: new Map(), categories: new Map() }),
      org.timezone,
    ),
    classify: () => ({ category: null, sure: false, likely: [], because: [] }),
    reads: createReads(org),
    search: createSearch(org),
    learn: () => undefined,
    botName: () => null,
    now: () => now,
  }
  await beginSweeping(desk)
  say(`${numbers.open} open appeals, for ${numbers.crossing} of them a moment has come`)
  for (const [what, local] of SWEEPS) {
    now = Temporal.PlainDateTime.from(local).toZonedDateTime(org.timezone).toInstant()
    const begin = performance.now()
    await doWhatIsDue(desk)
    const seconds = (performance.now() - begin) / 1000
    say(`${what}: ${seconds.toFixed(2)} s; ${await told(db)}`)
  }
  const begin = performance.now()
  const { faults, counts } = await verify(db)
  say(
    `verify: ${faults} faults in ${counts.entries} entries (${((performance.now() - begin) / 1000).toFixed(0)} s)`,
  )
}

const SWEEPS = [
  ['the sweep that finds them', '2026-11-26T14:00'],
  ['the next one: those above hear', '2026-11-27T08:30'],
  ['and the next', '2026-11-27T14:00'],
  ['nothing is new', '2026-11-30T08:30'],
] as const

async function told({ pool }: Database): Promise<string> {
  const { rows } = await pool.query<{ messages: string; cards: string }>(
    `SELECT (SELECT count(*) FROM outbox) AS messages,
      (SELECT count(*) FROM history WHERE act IN ('yellow', 'red', 'serious')) AS cards`,
  )
  return `${rows[0]?.cards ?? '?'} cards and ${rows[0]?.messages ?? '?'} messages so far`
}

function after(args: string[], name: string, usual: number): number {
  const place = args.indexOf(name)
  return place < 0 ? usual : Number(args[place + 1])
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

process.exitCode = await main(process.argv.slice(2))
