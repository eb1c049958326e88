import type { Outcome, TelegramClient } from './client.ts'
import type { Log } from './log.ts'
import { realTime, type RealTime } from './real-time.ts'

const QUIET_MS = 60_000

/** The client, with a line in the log when Telegram does not know the token, once a minute at most: no waiting mends that. */
export function tellsOfToken(
  client: TelegramClient,
  log: Log,
  time: Pick<RealTime, 'now'> = realTime,
): TelegramClient {
  let toldAt = -Infinity
  const look = (method: string, outcome: Outcome): Outcome => {
    if (!isTokenRefused(method, outcome) || time.now() - toldAt < QUIET_MS) return outcome
    toldAt = time.now()
    log.error({}, 'Telegram refuses BOT_TOKEN: set it to the token that BotFather gave')
    return outcome
  }
  return {
    ...client,
    call: async (method, ...more) => look(method, await client.call(method, ...more)),
    longPoll: async (...words) => look('getUpdates', await client.longPoll(...words)),
  }
}

/** Every bot has getMe: where that is not found, the token does not have the form of one. */
function isTokenRefused(method: string, outcome: Outcome): boolean {
  if (outcome.kind !== 'refused') return false
  return outcome.code === 401 || (outcome.code === 404 && method === 'getMe')
}
