import type { TelegramClient } from './client.ts'
import type { Log } from './log.ts'

/**
 * Ends the spinner on a pressed button, with a short notice or without. Best effort, never repeated:
 * too late is harmless, and the card says the rest.
 */
export async function answerPress(
  client: TelegramClient,
  log: Log,
  pressId: string,
  notice?: { text: string; isAlert: boolean },
): Promise<void> {
  const outcome = await client.call('answerCallbackQuery', {
    callback_query_id: pressId,
    ...(notice === undefined ? {} : { text: notice.text, show_alert: notice.isAlert }),
  })
  if (outcome.kind === 'sent') return
  const why = outcome.kind === 'refused' ? outcome.description : outcome.reason
  if (!TOO_LATE.test(why)) log.warn({ why }, 'a press was not answered')
}

const TOO_LATE = /query is too old|query ID is invalid/i
