import type { Update } from 'grammy/types'

/** When Telegram took a message, in milliseconds of real time; null: the update does not say so, as a press. */
export function writtenAt({ message }: Update): number | null {
  return message ? message.date * 1000 : null
}
