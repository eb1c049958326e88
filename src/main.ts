import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { startApp } from './app.ts'
import { readConfig, type Config } from './config.ts'
import type { Org } from './domain/organisation.ts'
import { createLog } from './log.ts'
import { parseOrg } from './org/parse-org.ts'
import { DatabaseFault } from './store/fault.ts'

/** Settings and organisation, or exit 2 with one line for each thing that is wrong. */
async function readSettings(): Promise<{ config: Config; org: Org }> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const read = readConfig(process.env)
  if ('faults' in read) return refuse(read.faults)
  const { config } = read
  const text = await readFile(config.orgFile, 'utf8').catch((error: unknown) =>
    refuse([
      `ORG_FILE: ${config.orgFile} cannot be read (${codeOf(error)}); name an organisation file`,
    ]),
  )
  const parsed = parseOrg(text, config.orgFile)
  return 'faults' in parsed ? refuse(parsed.faults) : { config, org: parsed.org }
}

function refuse(faults: readonly string[]): never {
  process.stderr.write(faults.map((fault) => `${fault}\n`).join(''))
  process.exit(2)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}

const { config, org } = await readSettings()
const log = createLog({ level: config.logLevel, secrets: [config.botToken ?? ''] })
let isStopping = false

try {
  const app = await startApp(config, org, log)
  const stop = async (signal: string) => {
    if (isStopping) return
    isStopping = true
    log.info({ signal }, 'stopping')
    await app.stop()
    log.info({}, 'stopped')
    process.exit(0)
  }
  process.once('SIGTERM', (signal) => void stop(signal))
  process.once('SIGINT', (signal) => void stop(signal))
  log.info(
    { address: app.url },
    config.botToken === undefined ? 'the sandbox is open' : 'the desk is open',
  )
} catch (error) {
  if (error instanceof DatabaseFault) refuse([error.message])
  throw error
}
