import { afterAll, beforeAll, expect, it } from 'vitest'
import { stormOn } from '../bug-run.ts'
import { BUGS } from '../bugs.ts'
import type { Focus } from '../focus.ts'
import { startPostgres, type StormPostgres } from '../postgres.ts'

/** The storms of these focuses: clean without a bug, and with each of their bugs not. */
export function findBugsIn(focuses: readonly Focus[]): void {
  let postgres: StormPostgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres.stop())

  it.each(focuses)('without a bug the storm “%s” finds nothing', async (focus) => {
    expect((await stormOn(postgres, focus)).faults).toEqual([])
  })

  it.each(Object.entries(BUGS).filter(([, { focus }]) => focuses.includes(focus)))(
    'the storm notices when %s',
    async (_name, bug) => {
      const { findings } = await stormOn(postgres, bug.focus, bug)
      expect(findings.find(({ check }) => check === bug.check)?.faults).not.toEqual([])
    },
  )
}
