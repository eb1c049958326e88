import { pino, stdTimeFunctions, type LevelWithSilent, type Logger } from 'pino'

export type { Logger }

/**
 * All that a log line may say besides its message. What is not named here is left out, so that a
 * name, a phone or what a resident wrote cannot get in by accident.
 */
const FIELDS: ReadonlySet<string> = new Set([
  ...['act', 'refusal'],
  ...['address', 'again', 'appeal', 'attempt', 'chats', 'code', 'count', 'events', 'failures'],
  ...['fault', 'givenUp', 'host', 'inbox', 'job', 'kind', 'method', 'migration', 'milliseconds'],
  ...['outbox', 'person', 'pid', 'port', 'reason', 'replica', 'retryAfterMs', 'route', 'rows'],
  ...[
    'accuracy',
    'letters',
    'seconds',
    'signal',
    'staff',
    'state',
    'status',
    'statusCode',
    'timer',
    'unit',
    'update',
  ],
  ...['updates', 'version'],
])
/** A code, an id, a route: one word, and no run of digits that could be a phone. */
const WORD = /^(?!.*\d{8})[\w.:/[\]-]{1,80}$/
/** A shorter secret is part of common words: to mask it would take the log away and give the secret away. */
const SECRET_SHORTEST = 8
const LARGEST_NUMBER = 9_999_999_999
const MESSAGE_LENGTH = 200
const FRAMES = 10

export interface LogOptions {
  readonly level: LevelWithSilent
  /** What must not be written wherever it turns up: the bot token, the webhook's secret. */
  readonly secrets: readonly string[]
  /** Standard output, unless a test listens. */
  readonly write?: (line: string) => void
}

/** The log: a JSON line for each event, with ids and codes, without secrets and personal words. */
export function createLog(options: LogOptions): Logger {
  const secrets = options.secrets.filter(({ length }) => length >= SECRET_SHORTEST)
  const settings = {
    level: options.level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err: toFault, error: toFault },
    hooks: {
      // The message is one written in the code: values are never put into it.
      logMethod(this: Logger, words: unknown[], method: (...words: unknown[]) => void) {
        method.apply(this, typeof words[0] === 'string' ? words.slice(0, 1) : words.slice(0, 2))
      },
      // The last door: also for child loggers, fastify and serialised errors.
      streamWrite: (line: string) => `${JSON.stringify(allow(line, secrets))}\n`,
    },
  }
  return options.write ? pino(settings, { write: options.write }) : pino(settings)
}

function allow(line: string, secrets: readonly string[]): Record<string, unknown> {
  const { level, time, msg, err, error, why, frames, ...fields } = JSON.parse(line) as Fields
  const scrub = (text: string) => phrase(text, secrets)
  const isAllowed = (value: unknown) =>
    typeof value === 'string' ? WORD.test(value) && scrub(value) === value : isSmall(value)
  const scrubFrames = (lines: unknown[]) =>
    lines
      .filter(isFrame)
      .slice(0, FRAMES)
      .map((frame) => scrub(frame.trim()))

  const allowed: Fields = { level, time }
  for (const [key, value] of Object.entries(fields))
    if (FIELDS.has(key) && isAllowed(value)) allowed[key] = value
  const fault = err ?? error
  if (isFault(fault)) {
    const { type, code, message, at } = fault
    const plain = Object.entries({ type, code }).filter(([, value]) => isAllowed(value))
    const told = { message: scrub(message), at: scrubFrames(at) }
    allowed['error'] = { ...Object.fromEntries(plain), ...told }
  }
  // What Telegram or the system answered: like a message, the words of a programmer.
  if (typeof why === 'string') allowed['why'] = scrub(why)
  if (Array.isArray(frames)) allowed['frames'] = scrubFrames(frames)
  if (typeof msg === 'string') allowed['msg'] = scrub(msg)
  return allowed
}

type Fields = Record<string, unknown>

interface Fault {
  type: string
  code: unknown
  message: string
  at: string[]
}

function toFault(error: unknown): Fault | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error ? error.code : undefined
  return {
    type: error.name,
    code,
    message: error.message,
    at: (error.stack ?? '').split('\n'),
  }
}

function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'type' in value && 'at' in value
}

function isSmall(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) <= LARGEST_NUMBER
  return typeof value === 'boolean'
}

/** A line of a stack that names a place in a file; other lines may be a message's second line. */
function isFrame(line: unknown): line is string {
  return typeof line === 'string' && /^\s*at .*(?:file:\/\/|node:|\/)\S+:\d+:\d+\)?$/.test(line)
}

/**
 * What a programmer wrote, without what a machine put into it: the first line, and in it no quoted
 * values, no letters of other scripts, no long numbers, no secrets.
 */
function phrase(text: string, secrets: readonly string[]): string {
  let said = text.split(/[\n\r]/, 1)[0] ?? ''
  for (const secret of secrets) said = said.replaceAll(secret, '…')
  return said
    .replace(/\d+:[\w-]{20,}/g, '…') // any bot's token
    .replace(/:\/\/[^\s/@]*@/g, '://…@') // the password of an address
    .replace(/(?:"|`|(?<!\w)').*["'`]/, '…')
    .replace(/[^\x20-\x7e…]+/g, '…')
    .replace(/\d{8,}/g, '…')
    .slice(0, MESSAGE_LENGTH)
}
