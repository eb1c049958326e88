import type { Moment } from '../domain/appeal.ts'
import type { Rules } from '../domain/rules.ts'
import { importCategories, importStaff, importUnits } from '../store/organisation.ts'
import type { Database } from '../store/database.ts'
import { peopleByIds } from '../store/people.ts'
import { withhold } from './withhold.ts'

/**
 * Brings units, categories and staff up to the org file. What it no longer names is retired, never deleted; whoever
 * loses a post by it does not get what waits for them and is no longer theirs to see.
 */
export async function importOrganisation(db: Database, rules: Rules, now: Moment): Promise<void> {
  const { org } = rules
  await db.transaction(
    async (tx) => {
      await importUnits(tx, org)
      await importCategories(tx, org)
      const ended = await importStaff(tx, org)
      for (const person of await peopleByIds(tx, ended)) await withhold(tx, person, { rules, now })
    },
    { timeoutMs: 60_000 },
  )
}
