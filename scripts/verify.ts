import { existsSync } from 'node:fs'
import { readConfig } from '../src/config.ts'
import { verify, type Verified } from '../src/queries/verify.ts'
import type { Fault, FaultKind } from '../src/queries/verify-appeal.ts'
import { DatabaseFault } from '../src/store/fault.ts'
import { withDatabase } from './database.ts'

const HELP = `npm run verify    checks the history chain and the counts; names the first bad entry

Reads the database of DATABASE_URL, or the embedded one of DATA_DIR, while a desk may be at work on it.
Nothing is changed. Exits 0 when everything holds, 1 when something does not, 2 when it cannot be read.
`

/** What does not hold, in words. */
const FAULTS: Readonly<Record<FaultKind, string>> = {
  number_wrong: 'the number has a wrong check digit',
  appeal_missing: 'the number was given, and there is no such appeal',
  serial_behind: 'the number was never given: the serial of the year is behind',
  entry_missing: 'the entry is missing',
  entry_edited: 'the entry is not what was written',
  words_edited: 'the words are not what was said',
  no_submit: 'the history does not begin with a submission',
  status_jumps: 'the entry does not begin with the status that the one before ended with',
  status_edited: 'the appeal does not have the status that its last entry ended with',
  unit_edited: 'the appeal is not with the unit of its last entry',
  requests_wait: 'more than one request waits for a decision',
  households_wrong: 'the count of households is not one more than the number of joiners',
  no_deadline: 'the appeal is open, and nothing is to happen to it next',
  notice_edited: 'the notice of that month is not what was published',
}

function line({ number, seq, kind }: Fault): string {
  return `${number}${seq === null ? '' : `, entry ${seq}`}: ${FAULTS[kind]}.`
}

function report({ counts, faults, first }: Verified): string {
  const lines = [
    `appeals  ${counts.appeals}`,
    `entries  ${counts.entries}`,
    `words    ${counts.words}, erased ${counts.erased}`,
    `requests ${counts.waiting} waiting`,
    `notices  ${counts.notices} published`,
    `faults   ${faults}`,
    first ? line(first) : 'Everything holds.',
  ]
  return lines.map((one) => `${one}\n`).join('')
}

async function run(words: readonly string[]): Promise<number> {
  if (words.includes('--help')) {
    process.stdout.write(HELP)
    return 0
  }
  if (words.length > 0) {
    process.stderr.write(HELP)
    return 2
  }
  if (existsSync('.env')) process.loadEnvFile('.env')
  const read = readConfig(process.env)
  if ('faults' in read) {
    process.stderr.write(read.faults.map((fault) => `${fault}\n`).join(''))
    return 2
  }
  try {
    const verified = await withDatabase(read.config, verify)
    process.stdout.write(report(verified))
    return verified.first ? 1 : 0
  } catch (error) {
    if (!(error instanceof DatabaseFault)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

process.exitCode = await run(process.argv.slice(2))
