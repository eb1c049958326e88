import { parseOrg } from '../../src/org/parse-org.ts'
import type { Policy } from '../../src/domain/policy.ts'

const SHORTEST = `
name: county
units: [{ code: county, kind: county, name: county }]
categories: [{ code: other, name: other }]
`

/** Every number as the desk has it when the org file names none. */
export const POLICY: Policy = defaults()

function defaults(): Policy {
  const read = parseOrg(SHORTEST, 'shortest')
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return read.org.policy
}
