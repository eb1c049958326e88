import { DEPARTMENTS, DISPATCHERS, LEADER, orgFile, peopleOf } from '../crash/town.ts'

/** So long that no other number in the desk looks like one of them: an id is a canary, too. */
const FIRST_RESIDENT = 730_000_001

export const RESIDENTS: readonly number[] = Array.from({ length: 12 }, (_, n) => FIRST_RESIDENT + n)
export const STAFF: readonly number[] = [
  ...DEPARTMENTS.flatMap((department) => peopleOf(department)),
  ...DISPATCHERS,
  LEADER,
]
export const EVERYBODY: readonly number[] = [...RESIDENTS, ...STAFF]
/** Two handlers who lose their posts in the course of the storm. */
export const LEAVING: readonly number[] = [peopleOf('water')[2] ?? 0, peopleOf('power')[2] ?? 0]

/** The org file without some members of staff. */
export function orgFileWithout(gone: readonly number[]): string {
  const org = JSON.parse(orgFile()) as { staff: { telegram: number }[] }
  const staff = org.staff.filter(({ telegram }) => !gone.includes(telegram))
  return JSON.stringify({ ...org, staff })
}
