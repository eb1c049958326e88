import { existsSync } from 'node:fs'
import { anchorFile, databaseDirectory, homesIn, readConfig, type Config } from '../src/config.ts'
import type { Org } from '../src/domain/organisation.ts'
import { readSettings } from '../src/settings.ts'
import { Refused } from './command.ts'

/** The settings of the desk that a command is about. Throws Refused with a line for each thing that is wrong. */
export function deskConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const read = readConfig(process.env)
  if ('faults' in read) throw new Refused(read.faults.join('\n'))
  return atHome(read.config)
}

/** The same with the organisation. */
export async function deskSettings(): Promise<{ config: Config; org: Org }> {
  const settings = await readSettings()
  if ('faults' in settings) throw new Refused(settings.faults.join('\n'))
  return { config: atHome(settings.config), org: settings.org }
}

/**
 * Commands are run without the token too: then they are about the only home that there is in DATA_DIR,
 * and nobody guesses between two.
 */
function atHome(config: Config): Config {
  const { botToken, databaseUrl, dataDir } = config
  const { desk, sandbox } = homesIn(dataDir)
  if (botToken !== undefined || !isUsed(desk, databaseUrl)) return config
  if (databaseUrl === undefined && isUsed(sandbox, databaseUrl))
    throw new Refused(
      `BOT_TOKEN: given nothing, expected the token of the desk, because ${desk} holds a desk and a sandbox; for the sandbox set DATA_DIR=${sandbox}`,
    )
  return { ...config, home: desk }
}

function isUsed(home: string, databaseUrl: string | undefined): boolean {
  return existsSync(databaseUrl === undefined ? databaseDirectory({ home }) : anchorFile({ home }))
}
