import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startTelegram, TOKEN } from '../../support/running-desk.ts'
import type { Random } from '../random.ts'
import { orgFile } from '../town.ts'
import { pointsIn, type Point } from './points.ts'
import type { Scenario } from './scenarios.ts'
import { Show } from './show.ts'
import { openStage } from './stage.ts'
import { openHost, openProcesses } from './standby.ts'

/** What came of killing a desk around everything that one scenario does. */
export interface Swept {
  scenario: string
  /** Both sides of everything that was done while it was played once. */
  points: number
  kills: number
  /** Runs in which the desk did not come to its point: things that happen side by side differ from run to run. */
  missed: number
  faults: string[]
  seconds: number
}

export interface SweepOptions {
  /** A migrated database that nobody else uses. */
  url: string
  random: Random
  /** SIGKILL for a process of its own, or cut off from everything inside one: a tenth of the time. */
  how: 'kill' | 'cut'
  /** Which of the points are tried. */
  choose?: (points: readonly Point[]) => readonly Point[]
}

const SECRET = 'secret_of_the_webhook'

/** Plays the scenario once for each point, kills the desk there, and lets the next one bring it to its end. */
export async function sweep(scenario: Scenario, options: SweepOptions): Promise<Swept> {
  const began = performance.now()
  const directory = await mkdtemp(join(tmpdir(), 'killsweep-'))
  const orgPath = join(directory, 'town.yaml')
  await writeFile(orgPath, orgFile())
  const telegram = await startTelegram({ pressPatienceMs: 2_000, webhookSecondMs: 20 })
  const pool = new pg.Pool({ connectionString: options.url, max: 2 })
  const open = options.how === 'kill' ? openProcesses : openHost
  const standby = open((port) => ({
    ...{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.origin, DATABASE_URL: options.url },
    // With any other rate the desk looks ten times a second what is due.
    ...{
      ORG_FILE: orgPath,
      DATA_DIR: join(directory, 'data'),
      LOG_LEVEL: 'warn',
      SEND_RATE: '1000',
      CLOCK_RATE: '2',
    },
    ...(scenario.webhook ? { PUBLIC_URL: `http://127.0.0.1:${port}`, WEBHOOK_SECRET: SECRET } : {}),
  }))
  const stage = openStage(telegram, pool, options.random)
  try {
    const show = new Show(scenario, stage, standby, await standby.next())
    const points = pointsIn(await show.countPoints(), await show.countIdle())
    for (const point of options.choose?.(points) ?? points) await show.playWith(point)
    const faults = await show.close(options.url)
    const seconds = Math.round((performance.now() - began) / 1000)
    const { kills, missed } = show
    return { scenario: scenario.name, points: points.length, kills, missed, faults, seconds }
  } finally {
    stage.close()
    await standby.close()
    await pool.end()
    await telegram.stop()
    await rm(directory, { recursive: true })
  }
}
