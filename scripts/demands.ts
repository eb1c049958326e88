import { createReadStream } from 'node:fs'
import { groupLetters } from '../src/demands/group.ts'
import { Refused, runCommand, say } from './command.ts'
import { readLetters } from './demands/letters.ts'
import { reportOn } from './demands/report.ts'
import { onlyFile, optionsIn } from './options.ts'
import { utf8Of } from './utf8.ts'

const HELP = `npm run demands -- FILE [--report]    groups letters into common demands

FILE is JSONL, one letter a line: {"id", "title", "text", "time"}; the title may be null. With "user", who wrote it,
one person's letters count as one household; without it each letter counts as its own.
"time" is "2019/2/28 11:25:05" or ISO 8601.

Prints JSONL, the strongest first: {"label", "strength", "members": ["id", …]}; every letter is in at most one.
  --report   prints the ten strongest as a report to read instead
Exits 0 when done, 2 when the arguments or a line of the file cannot be understood.
`

const OPTIONS = { help: { type: 'boolean' }, report: { type: 'boolean' } } as const

/** Reads the letters, groups them, prints. Gives the exit code. */
async function run(words: string[]): Promise<number> {
  const { values, positionals } = optionsIn(words, OPTIONS)
  if (values.help) return say(process.stdout, HELP, 0)
  const file = onlyFile(positionals)
  const content = (await Array.fromAsync(utf8Of(createReadStream(file), file))).join('')
  const { letters, faults } = readLetters(content)
  if (faults.length > 0)
    throw new Refused(faults.map(({ line, fault }) => `${file}:${line}: ${fault}`).join('\n'))
  const demands = groupLetters(letters)
  const lines = demands.map(({ label, strength, members }) =>
    JSON.stringify({ label, strength, members }),
  )
  const told = values.report
    ? reportOn(letters, demands)
    : lines.map((line) => `${line}\n`).join('')
  return say(process.stdout, told, 0)
}

await runCommand(run)
