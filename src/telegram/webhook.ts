import type { TelegramClient } from './client.ts'
import type { Log } from './log.ts'
import { insist } from './polling.ts'
import { realTime, type RealTime } from './real-time.ts'
import { ALLOWED_UPDATES } from './receive.ts'

export interface WebhookOptions {
  client: TelegramClient
  /** Where Telegram reaches `POST /telegram`. */
  publicUrl: string
  /** Telegram sends it in X-Telegram-Bot-Api-Secret-Token; without it anybody could post updates. */
  secret: string
  log: Log
  time?: RealTime
}

/** Asks Telegram to bring updates, until it agrees; false: the end came first. */
export async function openWebhook(options: WebhookOptions, end: AbortSignal): Promise<boolean> {
  const { client, publicUrl, secret, log, time = realTime } = options
  if (secret === '') throw new Error('a webhook needs a secret')
  const url = `${publicUrl.replace(/\/+$/, '')}/telegram`
  const body = { url, secret_token: secret, allowed_updates: ALLOWED_UPDATES }
  return await insist(client, 'setWebhook', body, { end, log, time })
}
