import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDesk, startTelegram, TOKEN } from '../test/support/running-desk.ts'
import { measureFirstReply } from './first-reply.ts'
import { measureReading } from './reading.ts'
import { measureLives } from './lives.ts'
import { benchOrg, SECRETARIES_FROM, UNITS } from './org.ts'

const HELP = `npm run bench    speed of the whole desk: the real process with its embedded database,
                 a Bot API server on this machine
  --seconds N    how long the replies are measured (default 20)
  --appeals N    how many appeals are carried through (default 150)
`

/** Starts the real process on a new embedded database, measures, prints, and clears up. */
async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(HELP)
    return 0
  }
  const seconds = numberAfter(args, '--seconds', 20)
  const appeals = numberAfter(args, '--appeals', 150)
  if (seconds === null || appeals === null) {
    process.stderr.write(HELP)
    return 2
  }
  measureReading()
  const directory = await mkdtemp(join(tmpdir(), 'bench-'))
  const telegram = await startTelegram()
  const orgFile = join(directory, 'org.yaml')
  await writeFile(orgFile, benchOrg())
  const desk = await startDesk({
    ...{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.origin, SEND_RATE: '100000' },
    ...{ DATA_DIR: join(directory, 'data'), ORG_FILE: orgFile, LOG_LEVEL: 'warn' },
    CLOCK_RATE: '3600',
  })
  try {
    await measureFirstReply(telegram, { seconds, perSecond: 20 })
    await measureLives(telegram, { appeals, secretaries: UNITS, firstSecretary: SECRETARIES_FROM })
  } finally {
    await desk.stop()
    await telegram.stop()
    await rm(directory, { recursive: true })
  }
  return 0
}

function numberAfter(args: string[], name: string, usual: number): number | null {
  const place = args.indexOf(name)
  if (place < 0) return usual
  const value = Number(args[place + 1])
  return Number.isInteger(value) && value > 0 ? value : null
}

process.exitCode = await main(process.argv.slice(2))
