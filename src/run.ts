import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { startApp } from './app.ts'
import { orgFileIn, readConfig, type Config } from './config.ts'
import type { Org } from './domain/organisation.ts'
import { createLog } from './log.ts'
import { parseOrg } from './org/parse-org.ts'
import { DatabaseFault } from './store/fault.ts'

/** The process has 10 s to end. What is not done by then is as safe as in a crash: all of it is in the database. */
const STOP_MS = 9_000

/** Settings and organisation, or exit 2 with one line for each thing that is wrong in either. */
async function readSettings(): Promise<{ config: Config; org: Org }> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const read = readConfig(process.env)
  const file = 'config' in read ? read.config.orgFile : orgFileIn(process.env)
  const parsed = await readOrg(file)
  if ('config' in read && 'org' in parsed) return { config: read.config, org: parsed.org }
  return refuse([
    ...('faults' in read ? read.faults : []),
    ...('faults' in parsed ? parsed.faults : []),
  ])
}

async function readOrg(file: string): Promise<{ org: Org } | { faults: string[] }> {
  try {
    return parseOrg(await readFile(file, 'utf8'), file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    if (code === null) throw error
    const given = JSON.stringify(file)
    return { faults: [`ORG_FILE: given ${given}, expected a file that can be read (${code})`] }
  }
}

function refuse(faults: readonly string[]): never {
  process.stderr.write(faults.map((fault) => `${fault}\n`).join(''))
  process.exit(2)
}

function isListening(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen'
}

function cannotListen(code: string): string {
  const { host, port } = config
  return code === 'EADDRNOTAVAIL'
    ? `HOST: given ${JSON.stringify(host)}, expected an address of this machine (${code})`
    : `PORT: given "${port}", expected a free port that this user may take (${code})`
}

const { config, org } = await readSettings()
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
  if (isSandbox) process.stdout.write(`The sandbox is open: ${url}/\n`)
} catch (error) {
  if (error instanceof DatabaseFault) refuse([error.message])
  if (isListening(error)) refuse([cannotListen(error.code)])
  log.fatal(error, 'the desk could not start')
  process.exit(1)
}
