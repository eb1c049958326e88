import { afterAll, beforeAll, expect, it } from 'vitest'
import { stormOn } from '../bug-run.ts'
import { BUGS, type Bug } from '../bugs.ts'
import type { Focus } from '../focus.ts'
import { startPostgres, type StormPostgres } from '../postgres.ts'

/** The storms of these focuses: clean without a bug, and with each of their bugs not. */
export function findBugsIn(focuses: readonly Focus[]): void {
  const postgres = postgresOfThisFile()
  it.each(focuses)('without a bug the storm “%s” finds nothing', async (focus) => {
    expect((await stormOn(postgres(), focus)).faults).toEqual([])
  })
  find(postgres, ({ focus }) => focuses.includes(focus))
}

/** Those that are found soonest, without the storms that find nothing. */
export function findQuickBugs(): void {
  find(postgresOfThisFile(), ({ isQuick }) => isQuick === true)
}

function find(postgres: () => StormPostgres, which: (bug: Bug) => boolean): void {
  it.each(Object.entries(BUGS).filter(([, bug]) => which(bug)))(
    'the storm notices when %s',
    async (_name, bug) => {
      const { findings } = await stormOn(postgres(), bug.focus, bug)
      expect(findings.find(({ check }) => check === bug.check)?.faults).not.toEqual([])
    },
  )
}

function postgresOfThisFile(): () => StormPostgres {
  let postgres: StormPostgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres.stop())
  return () => postgres
}
