import { readFile } from 'node:fs/promises'
import type { Classifier } from '../src/classify/from-words.ts'
import { createLearned } from '../src/classify/learning/learned.ts'
import { ModelFault, unpackModel } from '../src/classify/learning/model-bytes.ts'
import { readOrgAlone, type OrgAlone } from '../src/classify/org-alone.ts'
import type { Config } from '../src/config.ts'
import type { Org } from '../src/domain/organisation.ts'
import { readFamilies } from '../src/org/families.ts'
import type { Database } from '../src/store/database.ts'
import { readModel, versionInUse } from '../src/store/models.ts'
import { isThere, withDatabase } from './database.ts'

/** What the org file knows without a label. */
export function orgAloneOf(org: Org): OrgAlone {
  return readOrgAlone(org.categories, readFamilies())
}

/** Whether all these labels are categories of the org file: then it may help to tell them apart. */
export function knowsAll({ codes }: OrgAlone, labels: readonly string[]): boolean {
  return labels.every((label) => codes.includes(label))
}

/** Throws ModelFault when the file is no model, or cannot be read. */
export async function classifierOf(file: string, org: Org): Promise<Classifier> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new ModelFault(`${file} cannot be read.`, { cause })
  })
  const model = unpackModel(bytes)
  const alone = orgAloneOf(org)
  return knowsAll(alone, model.labels) ? createLearned(model, alone) : createLearned(model)
}

/** By the model that the desk uses; by the org file alone where there is none. Nothing is started anew for it. */
export async function classifierInUse({
  config,
  org,
}: {
  config: Config
  org: Org
}): Promise<Classifier> {
  const alone = orgAloneOf(org)
  if (!isThere(config)) return alone.classify
  const body = await withDatabase(config, async (db) => {
    const version = (await knowsModels(db)) ? await versionInUse(db) : null
    return version === null ? undefined : (await readModel(db, version))?.body
  })
  return body ? createLearned(unpackModel(body), alone) : alone.classify
}

/** A desk of an older version has no models yet. */
async function knowsModels({ pool }: Database): Promise<boolean> {
  const { rows } = await pool.query<{ found: string | null }>(
    `SELECT to_regclass('model')::text AS found`,
  )
  return rows[0]?.found != null
}
