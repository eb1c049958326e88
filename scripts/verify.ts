import { existsSync } from 'node:fs'
import { anchorFile } from '../src/config.ts'
import { verify, type Verified } from '../src/queries/verify.ts'
import type { Fault, FaultKind } from '../src/queries/verify-appeal.ts'
import { readAnchors } from '../src/store/anchor-file.ts'
import { Refused, runCommand, say } from './command.ts'
import { withDatabase } from './database.ts'
import { noFile, optionsIn } from './options.ts'
import { deskConfig } from './settings.ts'

const HELP = `npm run verify                       checks the history chain and the counts; names the first bad entry
npm run verify -- --anchors FILE     holds it against the anchors of this file; without it: anchors.jsonl in DATA_DIR

Reads the database of DATABASE_URL, or the embedded one of DATA_DIR, while a desk may be at work on it.
Nothing is changed. Exits 0 when everything holds, 1 when something does not, 2 when it cannot be read.
`

const OPTIONS = { anchors: { type: 'string' }, help: { type: 'boolean' } } as const

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
  anchor_edited: 'the anchor is not the one that was made, kept outside, or printed',
  anchor_missing: 'the anchor was made, and the database does not have it any more',
  row_missing: 'the row was anchored, and is not there any more',
  row_edited: 'what was anchored is not what was written',
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
    `anchors  ${counts.anchors}`,
    `faults   ${faults}`,
    first ? line(first) : 'Everything holds.',
  ]
  return lines.map((one) => `${one}\n`).join('')
}

async function run(words: string[]): Promise<number> {
  const { values: wish, positionals } = optionsIn(words, OPTIONS)
  if (wish.help) return say(process.stdout, HELP, 0)
  noFile(positionals)
  const config = deskConfig()
  if (wish.anchors !== undefined && !existsSync(wish.anchors))
    throw new Refused(`--anchors: given ${JSON.stringify(wish.anchors)}, expected a file`)
  const kept = await readAnchors(wish.anchors ?? anchorFile(config))
  const verified = await withDatabase(config, (db) => verify(db, kept))
  return say(process.stdout, report(verified), verified.first ? 1 : 0)
}

await runCommand(run)
