import type { Outcome, Status } from '../../domain/appeal.ts'
import type { Key } from '../resources.ts'

/** How an appeal stands: once it is over, how it ended. */
export function statusOf(status: Status, outcome: Outcome | null): Key {
  return outcome === null ? `status:${status}` : `status:outcome.${outcome}`
}
