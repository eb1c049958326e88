import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { Api, GrammyError, HttpError, InputFile } from 'grammy'
import { Agent } from 'undici'
import { fetchFile } from './fetch-file.ts'
import { NothingLeft, post, type Post } from './post.ts'

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
  /** `mayLeave`: asked once more at the moment at which it is written to its connection. */
  call(
    method: string,
    body?: Record<string, unknown>,
    signal?: AbortSignal,
    mayLeave?: () => boolean,
  ): Promise<Outcome>
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
const CONNECT_MS = 10_000
export const POLL_SECONDS = 25
/**
 * Idle connections are closed before a server or a firewall does it: a request on one that is gone
 * already fails with a reset, and then nobody knows whether a message arrived.
 */
const IDLE_MS = 10_000

/** Calls are JSON, as cheap as they can be: there are thousands of them. Uploads, which are few, go through grammY. */
export function createClient(to: {
  token: string
  apiRoot: string
  timeoutSeconds?: number
}): TelegramClient {
  const { timeoutSeconds = TIMEOUT_SECONDS } = to
  const root = to.apiRoot.replace(/\/+$/, '')
  const { origin, pathname } = new URL(`${root}/bot${to.token}/`)
  const usual = agentFor(timeoutSeconds)
  const patient = agentFor(POLL_SECONDS + 10)
  const upload = uploads({ token: to.token, root, timeoutSeconds })
  return {
    call: (method, body = {}, signal, mayLeave) =>
      isUpload(body)
        ? upload(method, body, signal)
        : ask(body, { dispatcher: usual, origin, path: pathname + method, signal, mayLeave }),
    fetchFile: (path, signal) =>
      fetchFile(
        `${root}/file/bot${to.token}/${path.split('/').map(encodeURIComponent).join('/')}`,
        signal,
      ),
    longPoll: (body, signal) =>
      ask(
        { ...body, timeout: POLL_SECONDS },
        { dispatcher: patient, origin, path: `${pathname}getUpdates`, signal },
      ),
  }
}

/** Whether a file of ours stands in it, itself or in a list of media. */
function isUpload(value: unknown): boolean {
  if (value instanceof InputFile) return true
  return typeof value === 'object' && value !== null && Object.values(value).some(isUpload)
}

function agentFor(seconds: number): Agent {
  const mostMs = seconds * 1000
  return new Agent({
    ...{ headersTimeout: mostMs, bodyTimeout: mostMs, keepAliveTimeout: IDLE_MS },
    ...{ connect: { timeout: CONNECT_MS }, pipelining: 1 },
  })
}

async function ask(body: Record<string, unknown>, to: Post): Promise<Outcome> {
  try {
    return fromAnswer(await post(body, to))
  } catch (error) {
    return fromFault(error)
  }
}

type Upload = TelegramClient['call']
type Methods = Partial<Record<string, (body: object, signal?: AbortSignal) => Promise<unknown>>>

/** Calls with a file of ours: grammY writes them as forms. */
function uploads(to: { token: string; root: string; timeoutSeconds: number }): Upload {
  const keepAlive = { keepAlive: true, timeout: IDLE_MS }
  const agent = to.root.startsWith('https:') ? new HttpsAgent(keepAlive) : new HttpAgent(keepAlive)
  const methods = new Api(to.token, {
    ...{ apiRoot: to.root, timeoutSeconds: to.timeoutSeconds },
    // A form holds somebody's file: it goes nowhere else. The other calls never follow.
    baseFetchConfig: { agent, compress: true, redirect: 'error' },
  }).raw as unknown as Methods
  return async (method, body = {}, signal) => {
    const call = methods[method]
    if (call === undefined) return { kind: 'unreached', reason: 'no such method' }
    try {
      return { kind: 'sent', result: await call(body, signal) }
    } catch (error) {
      if (error instanceof GrammyError) return fromAnswer(error)
      return fromFault(error instanceof HttpError ? error.error : error)
    }
  }
}

function fromAnswer(answer: unknown): Outcome {
  if (typeof answer !== 'object' || answer === null)
    return { kind: 'unknown', reason: 'broken answer' }
  const { ok, result, error_code: code, description, parameters } = answer as Answer
  if (ok === true) return { kind: 'sent', result }
  // JSON, but not from the Bot API: a proxy in between.
  if (typeof code !== 'number' || typeof description !== 'string')
    return { kind: 'unknown', reason: 'broken answer' }
  if (code < 400 || code >= 500) return { kind: 'unknown', reason: `answer ${code}` }
  const { retry_after: retryAfterSeconds, migrate_to_chat_id: migrateTo } = parameters ?? {}
  return {
    kind: 'refused',
    code,
    description: withoutQuotes(description),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(migrateTo === undefined ? {} : { migrateTo }),
  }
}

interface Answer {
  ok?: unknown
  result?: unknown
  error_code?: unknown
  description?: unknown
  parameters?: { retry_after?: number; migrate_to_chat_id?: number }
}

/** Telegram may quote what it did not like, and that may be a person's words. */
function withoutQuotes(description: string): string {
  return description.replace(/"[^"]*"?/g, '"…"').slice(0, 200)
}

/** Faults that come before the request can have left. Everything else may have had its effect. */
const BEFORE_SENDING =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|UNABLE_TO_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|EPROTO|HOSTNAME_MISMATCH|UND_ERR_CONNECT_TIMEOUT)$/

/** The server has the call and takes longer than we wait. */
const SLOW = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])

/** Names the fault by its code alone: its text holds the address, and the address holds the token. */
function fromFault(error: unknown): Outcome {
  if (error instanceof NothingLeft) return { kind: 'unreached', reason: 'called off' }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (BEFORE_SENDING.test(code)) return { kind: 'unreached', reason: code }
  const text = error instanceof Error ? error.message : ''
  // A connection that is not accepted in time; a time-out later on has no such word.
  if (code === 'ETIMEDOUT' && /\bconnect ETIMEDOUT\b/.test(text))
    return { kind: 'unreached', reason: code }
  if (code !== '') return { kind: 'unknown', reason: SLOW.has(code) ? 'time-out' : code }
  return { kind: 'unknown', reason: /timed out/.test(text) ? 'time-out' : 'broken answer' }
}
