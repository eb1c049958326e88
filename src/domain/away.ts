/** A message that was heard so long after it was written: its writer must have wondered. */
export const AWAY_MINUTES = 10

/** One message of a person. Everything in milliseconds of real time, whatever the desk's clock says. */
export interface Hearing {
  /** When Telegram took it; null where an update does not say so, as a press. */
  written: number | null
  /** When a desk that was there could first hear it. */
  heard: number
}

/** Whether the desk was away when this was written. Whoever writes after it came back is heard at once. */
export function cameLate({ written, heard }: Hearing): boolean {
  return written !== null && heard - written >= AWAY_MINUTES * 60_000
}

/**
 * Whether a person is to be told now that the desk was away: once for each outage. `told`: when they were told last;
 * what they had written by then was waiting in the same outage.
 */
export function tellsOfAway(hearing: Hearing, told: number | null): boolean {
  const { written } = hearing
  return cameLate(hearing) && written !== null && (told === null || told < written)
}
