import type { Org } from '../domain/organisation.ts'
import type { Reads } from '../flows/facts.ts'
import { createEmergencyReader } from './emergencies.ts'
import { createPlaceReader } from './place/read-place.ts'

/** What is read out of words by the org file, besides the category. Built once. */
export function createReads(org: Org): Reads {
  return { ...createPlaceReader(org), emergencies: createEmergencyReader(org.emergencies) }
}
