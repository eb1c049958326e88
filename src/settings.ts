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
    return parseOrg(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file)), file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    if (code === null) throw error
    const given = JSON.stringify(file)
    if (code === NOT_UTF8)
      return { faults: [`ORG_FILE: given ${given}, expected text in UTF-8; save it as UTF-8`] }
    return { faults: [`ORG_FILE: given ${given}, expected a file that can be read (${code})`] }
  }
}

const NOT_UTF8 = 'ERR_ENCODING_INVALID_ENCODED_DATA'
