import type { TelegramClient } from './client.ts'
import type { Log } from './log.ts'
import { backOff, rest, type RealTime } from './real-time.ts'

/**
 * Stops all sending while Telegram is away, so that messages do not use up their few tries on it, and
 * asks with a harmless call until it answers.
 */
export interface Outage {
  isOn(): boolean
  /** A call ended; `surely`: nothing else will get through either. */
  note(doubt: 'none' | 'maybe' | 'surely'): void
}

/** So many unknown ends with no answer in between are no accident. */
const UNKNOWN_MOST = 3
const FIRST_MS = 500
const MOST_MS = 15_000

export function createOutage(given: {
  client: TelegramClient
  time: RealTime
  log: Log
  stop: AbortSignal
  ended: () => void
}): Outage {
  const { client, time, log, stop, ended } = given
  let unknown = 0
  let isOn = false

  async function askUntilAnswered(): Promise<void> {
    for (let failures = 0; !stop.aborted; failures += 1) {
      await rest(time, backOff(failures, FIRST_MS, MOST_MS), stop)
      const { kind } = await client.call('getMe', {}, stop)
      if (kind !== 'sent') continue
      unknown = 0
      isOn = false
      log.info({}, 'Telegram takes messages again')
      ended()
      return
    }
  }

  return {
    isOn: () => isOn,
    note(doubt) {
      unknown = doubt === 'none' ? 0 : unknown + 1
      if (isOn || (doubt !== 'surely' && unknown < UNKNOWN_MOST)) return
      isOn = true
      log.warn({}, 'Telegram takes no messages; sending waits until it does')
      void askUntilAnswered()
    },
  }
}
