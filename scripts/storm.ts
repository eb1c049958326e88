import { judge } from '../test/storm/oracle/oracle.ts'
import { digestOf, linesOf, planOf } from '../test/storm/plan.ts'
import { startPostgres } from '../test/storm/postgres.ts'
import { runStorm } from '../test/storm/run.ts'
import { tableOf } from '../test/storm/table.ts'
import { Refused, runCommand, say } from './command.ts'
import { noFile, optionsIn } from './options.ts'

const HELP = `npm run storm -- [--seed S] [--minutes M] [--plan]    the real desk under faults, then an oracle

  --seed S       a whole number; the same seed makes the same plan. Without: a new one, which is printed.
  --minutes M    how long things go wrong, from 0.3 on; 10 unless told. Coming to the end takes up to two more.
  --plan         prints the plan and does nothing.

Brings its own PostgreSQL, its own Telegram and its own desks along; nothing of yours is touched.
Exits 0 when everything holds, 1 when something does not, 2 on bad arguments.
`
const OPTIONS = {
  seed: { type: 'string' },
  minutes: { type: 'string' },
  plan: { type: 'boolean' },
  help: { type: 'boolean' },
} as const
const MINUTES = 10
const MINUTES_LEAST = 0.3

await runCommand(async (words) => {
  const given = read(words)
  if (given.help) return say(process.stdout, HELP, 0)
  const plan = planOf(given.seed, given.minutes)
  if (given.plan) return say(process.stdout, `${linesOf(plan).join('\n')}\n${digestOf(plan)}\n`, 0)
  const tell = (line: string) => void process.stderr.write(`${line}\n`)
  tell(`seed ${given.seed}, plan ${digestOf(plan)}`)
  const postgres = await startPostgres()
  try {
    const record = await runStorm(plan, { postgres, say: tell })
    const verdict = judge(record)
    return say(process.stdout, tableOf(record, verdict), verdict.faults.length > 0 ? 1 : 0)
  } finally {
    await postgres.stop()
  }
})

function read(words: string[]) {
  const { values, positionals } = optionsIn(words, OPTIONS)
  noFile(positionals)
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new Refused(`--seed: given "${values.seed ?? ''}", expected a whole number`)
  const minutes = Number(values.minutes ?? MINUTES)
  if (!(minutes >= MINUTES_LEAST))
    throw new Refused(
      `--minutes: given "${values.minutes ?? ''}", expected ${MINUTES_LEAST} or more`,
    )
  return { seed, minutes, plan: values.plan === true, help: values.help === true }
}
