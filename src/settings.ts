import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { orgFileIn, readConfig, type Config } from './config.ts'
import type { Org } from './domain/organisation.ts'
import { parseOrg } from './org/parse-org.ts'

/** Settings and organisation, or one line for each thing that is wrong in either. */
export async function readSettings(): Promise<
  { config: Config; org: Org } | { faults: readonly string[] }
> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const read = readConfig(process.env)
  const file = 'config' in read ? read.config.orgFile : orgFileIn(process.env)
  const parsed = await readOrg(file)
  if ('config' in read && 'org' in parsed) return { config: read.config, org: parsed.org }
  return {
    faults: [
      ...('faults' in read ? read.faults : []),
      ...('faults' in parsed ? parsed.faults : []),
    ],
  }
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
