import type { Moment } from '../domain/appeal.ts'

/** To what the database driver takes. Milliseconds are kept, finer parts are not. */
export function dateOf(moment: Moment): Date
export function dateOf(moment: Moment | null): Date | null
export function dateOf(moment: Moment | null): Date | null {
  return moment && new Date(moment.epochMilliseconds)
}

/** Back from the database. */
export function momentOf(date: Date): Moment
export function momentOf(date: Date | null): Moment | null
export function momentOf(date: Date | null): Moment | null {
  return date && Temporal.Instant.fromEpochMilliseconds(date.getTime())
}
