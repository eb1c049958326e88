import type { Org } from '../domain/organisation.ts'
import type { Reads } from '../flows/facts.ts'
import { createPlaceReader } from './place/read-place.ts'
import { createRuleReader } from './word-rules.ts'

/** What is read out of words by the org file, besides the category. Built once. */
export function createReads(org: Org): Reads {
  const emergencies = createRuleReader(org.emergencies)
  // A court case stays one, however long ago it was.
  const outside = createRuleReader(org.outside.map((rule) => ({ ...rule, always: true })))
  return {
    ...createPlaceReader(org),
    emergencies,
    outside: (text) => (emergencies(text).length > 0 ? null : (outside(text)[0] ?? null)),
  }
}
