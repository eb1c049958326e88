import type { Org } from '../domain/organisation.ts'
import { importCategories, importStaff, importUnits } from '../store/organisation.ts'
import type { Database } from '../store/database.ts'

/** Brings units, categories and staff up to the org file. What it no longer names is retired, never deleted. */
export async function importOrganisation(db: Database, org: Org): Promise<void> {
  await db.transaction(
    async (tx) => {
      await importUnits(tx, org)
      await importCategories(tx, org)
      await importStaff(tx, org)
    },
    { timeoutMs: 60_000 },
  )
}
