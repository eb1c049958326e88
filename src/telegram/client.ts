import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { fetchFile } from './fetch-file.ts'
import { Api, GrammyError, HttpError } from 'grammy'

/** What is known after a call. Only `unknown` leaves open whether Telegram did it. */
export type Outcome =
  | { kind: 'sent'; result: unknown }
  /** Telegram said no. */
  | {
      kind: 'refused'
      code: number
      /** Telegram's words, without anything that it quotes. */
      description: string
      retryAfterSeconds?: number
      migrateTo?: number
    }
  /** Nothing reached Telegram. */
  | { kind: 'unreached'; reason: string }
  | { kind: 'unknown'; reason: string }

/** The Bot API. It never throws, never repeats a call, and no text of it ever holds the token. */
export interface TelegramClient {
  call(method: string, body?: Record<string, unknown>, signal?: AbortSignal): Promise<Outcome>
  /** The bytes of a file by the path that getFile gave: at most LIMITS.fileBytes. */
  fetchFile(
    path: string,
    signal?: AbortSignal,
  ): Promise<Buffer | Exclude<Outcome, { kind: 'sent' }>>
  /** Waits longer than Telegram does. */
  longPoll(body: Record<string, unknown>, signal?: AbortSignal): Promise<Outcome>
}

/** Telegram answers within seconds or not at all. */
const TIMEOUT_SECONDS = 25
export const POLL_SECONDS = 25
/**
 * Idle connections are closed before a server or a firewall does it: a request on one that is gone
 * already fails with a reset, and then nobody knows whether a message arrived.
 */
const IDLE_MS = 10_000

export function createClient(to: {
  token: string
  apiRoot: string
  timeoutSeconds?: number
}): TelegramClient {
  const keepAlive = { keepAlive: true, timeout: IDLE_MS }
  const agent = to.apiRoot.startsWith('https:')
    ? new HttpsAgent(keepAlive)
    : new HttpAgent(keepAlive)
  const methods = (timeoutSeconds: number): Methods =>
    new Api(to.token, {
      apiRoot: to.apiRoot.replace(/\/+$/, ''),
      timeoutSeconds,
      baseFetchConfig: { agent, compress: true },
    }).raw as unknown as Methods
  const usual = methods(to.timeoutSeconds ?? TIMEOUT_SECONDS)
  const patient = methods(POLL_SECONDS + 10)

  return {
    call: (method, body = {}, signal) => outcomeOf(usual, method, body, signal),
    fetchFile: (path, signal) => {
      const root = `${to.apiRoot.replace(/\/+$/, '')}/file/bot${to.token}/`
      return fetchFile(root + path.split('/').map(encodeURIComponent).join('/'), signal)
    },
    longPoll: (body, signal) =>
      outcomeOf(patient, 'getUpdates', { ...body, timeout: POLL_SECONDS }, signal),
  }
}

type Methods = Partial<Record<string, Method>>
type Method = (
  first: Record<string, unknown> | AbortSignal | undefined,
  signal?: AbortSignal,
) => Promise<unknown>

/** grammY gives methods without parameters no place for them. */
const TAKES_NOTHING = new Set(['getMe', 'getWebhookInfo'])

async function outcomeOf(
  methods: Methods,
  method: string,
  body: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<Outcome> {
  const call = methods[method]
  if (call === undefined) return { kind: 'unreached', reason: 'no such method' }
  try {
    const result = TAKES_NOTHING.has(method) ? await call(signal) : await call(body, signal)
    return { kind: 'sent', result }
  } catch (error) {
    if (error instanceof GrammyError) return fromAnswer(error)
    return fromFault(error instanceof HttpError ? error.error : error)
  }
}

function fromAnswer({ error_code: code, description, parameters }: GrammyError): Outcome {
  // JSON, but not from the Bot API: a proxy in between.
  if (typeof code !== 'number' || typeof description !== 'string')
    return { kind: 'unknown', reason: 'broken answer' }
  if (code < 400 || code >= 500) return { kind: 'unknown', reason: `answer ${code}` }
  const { retry_after: retryAfterSeconds, migrate_to_chat_id: migrateTo } = parameters
  return {
    kind: 'refused',
    code,
    description: withoutQuotes(description),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(migrateTo === undefined ? {} : { migrateTo }),
  }
}

/** Telegram may quote what it did not like, and that may be a person's words. */
function withoutQuotes(description: string): string {
  return description.replace(/"[^"]*"?/g, '"…"').slice(0, 200)
}

/** Faults that come before the request can have left. Everything else may have had its effect. */
const BEFORE_SENDING =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|UNABLE_TO_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|EPROTO|HOSTNAME_MISMATCH)$/

/** Names the fault by its code alone: its text holds the address, and the address holds the token. */
function fromFault(error: unknown): Outcome {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (BEFORE_SENDING.test(code)) return { kind: 'unreached', reason: code }
  const text = error instanceof Error ? error.message : ''
  // A connection that is not accepted in time; a time-out later on has no such word.
  if (code === 'ETIMEDOUT' && /\bconnect ETIMEDOUT\b/.test(text))
    return { kind: 'unreached', reason: code }
  if (code !== '') return { kind: 'unknown', reason: code }
  return { kind: 'unknown', reason: /timed out/.test(text) ? 'time-out' : 'broken answer' }
}
