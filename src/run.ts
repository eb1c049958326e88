import { setTimeout as pause } from 'node:timers/promises'
import { startApp } from './app.ts'
import { hasMadeUpStaff, VARIABLES } from './config.ts'
import { whyNotListening } from './http/may-listen.ts'
import { createLog } from './log.ts'
import { sandboxLines } from './sandbox-mode.ts'
import { readSettings } from './settings.ts'
import { DatabaseFault } from './store/fault.ts'

/** The process has 10 s to end. What is not done by then is as safe as in a crash: all of it is in the database. */
const STOP_MS = 9_000

function refuse(faults: readonly string[]): never {
  process.stderr.write(faults.map((fault) => `${fault}\n`).join(''))
  process.exit(2)
}

function isListening(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen'
}

const settings = await readSettings()
const { config, org } = 'faults' in settings ? refuse(settings.faults) : settings
const hostFault = await whyNotListening(config.host)
if (hostFault !== null)
  refuse([`HOST: given "${config.host}", expected ${VARIABLES.HOST.expected} (${hostFault})`])
const log = createLog({
  level: config.logLevel,
  secrets: [config.botToken ?? '', config.webhookSecret],
})

// Node would print the fault as it is, and its text may hold a person's words.
process.on('uncaughtException', (error) => {
  log.fatal(error, 'the desk ends by a fault of its own')
  process.exit(1)
})
// Not once: a terminal's Ctrl+C may come twice, from the terminal and from npm.
process.on('SIGTERM', (signal) => void stop(signal))
process.on('SIGINT', (signal) => void stop(signal))

const starting = startApp(config, org, log)
let isStopping = false

/** Also before it has started: then it is started to its end, so that nothing is left half begun. */
async function stop(signal: string): Promise<void> {
  if (isStopping) return
  isStopping = true
  log.info({ signal }, 'stopping')
  const stopped = starting.then((app) => app.stop()).then(() => true)
  const inTime = await Promise.race([stopped, pause(STOP_MS, false)])
  if (inTime) log.info({}, 'stopped')
  else log.warn({}, 'stopped before everything had ended')
  process.exit(0)
}

try {
  const { url } = await starting
  const isSandbox = config.botToken === undefined
  log.info({ address: url }, isSandbox ? 'the sandbox is open' : 'the desk is open')
  if (hasMadeUpStaff(config))
    log.warn({}, 'set ORG_FILE: the demo county counts here, and its made-up staff may be somebody')
  if (isSandbox) process.stdout.write(`${sandboxLines(config.host, url).join('\n')}\n`)
} catch (error) {
  if (error instanceof DatabaseFault) refuse([error.message])
  if (isListening(error))
    refuse([
      `PORT: given "${config.port}", expected a free port that this user may take (${error.code})`,
    ])
  log.fatal(error, 'the desk could not start')
  process.exit(1)
}
