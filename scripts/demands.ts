import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { groupLetters } from '../src/demands/group.ts'
import { readLetters } from './demands/letters.ts'
import { reportOn } from './demands/report.ts'

const HELP = `npm run demands -- FILE [--report]    groups letters into common demands

FILE is JSONL, one letter a line: {"id", "title", "text", "time"}; the title may be null. With "user", who wrote it,
one person's letters count as one household; without it each letter counts as its own.
"time" is "2019/2/28 11:25:05" or ISO 8601.

Prints JSONL, the strongest first: {"label", "strength", "members": ["id", …]}; every letter is in at most one.
  --report   prints the ten strongest as a report to read instead
Exits 0 when done, 2 when the arguments or a line of the file cannot be understood.
`

/** Reads the letters, groups them, prints. Gives the exit code. */
async function run(args: string[]): Promise<number> {
  const given = argumentsFrom(args)
  if (given?.help) {
    process.stdout.write(HELP)
    return 0
  }
  if (given?.file === undefined) {
    process.stderr.write(HELP)
    return 2
  }
  const content = await contentOf(given.file)
  if (content === null) return 2
  const { letters, faults } = readLetters(content)
  if (faults.length > 0) {
    for (const { line, fault } of faults) process.stderr.write(`${given.file}:${line}: ${fault}\n`)
    return 2
  }
  const demands = groupLetters(letters)
  const lines = demands.map(({ label, strength, members }) =>
    JSON.stringify({ label, strength, members }),
  )
  process.stdout.write(
    given.report ? reportOn(letters, demands) : lines.map((line) => `${line}\n`).join(''),
  )
  return 0
}

/** Null: it cannot be read, and standard error says why. */
async function contentOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    process.stderr.write(
      `${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})\n`,
    )
    return null
  }
}

/** Null: they make no sense. */
function argumentsFrom(args: string[]) {
  const options = { help: { type: 'boolean' }, report: { type: 'boolean' } } as const
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    return positionals.length > 1 ? null : { ...values, file: positionals[0] }
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

process.exitCode = await run(process.argv.slice(2))
