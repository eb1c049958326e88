import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'

const REAL_TELEGRAM = 'https://api.telegram.org'
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** What the environment says, read once. Without a bot token the desk is a sandbox. */
export interface Config {
  readonly botToken: string | undefined
  readonly telegramApiRoot: string
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  /** Of the embedded database and the anchors. */
  readonly home: string
  readonly orgFile: string
  readonly host: string
  readonly port: number
  /** Set: updates come by webhook. */
  readonly publicUrl: string | undefined
  readonly webhookSecret: string
  readonly sendRate: number
  readonly logLevel: (typeof LOG_LEVELS)[number]
  readonly clockRate: number
}

interface Variable<T> {
  readonly schema: z.ZodType<T>
  readonly expected: string
  /** As somebody would write it; nothing: the variable may stay away. */
  readonly default?: string
  /** What is wrong with it may be shown, what was given may not. */
  readonly isSecret?: true
}

/** Every variable there is; `.env.example` and the table of contract.md say the same. */
export const VARIABLES = {
  BOT_TOKEN: variable({
    schema: optional(z.string().regex(/^\d+:\S{3,}$/)),
    expected: 'the token that BotFather gave, digits:letters, or nothing for the sandbox',
    isSecret: true,
  }),
  TELEGRAM_API_ROOT: variable({
    schema: httpUrl().transform((url) => url.replace(/\/+$/, '')),
    expected: 'the http or https address of a Bot API server',
    default: REAL_TELEGRAM,
  }),
  DATABASE_URL: variable({
    schema: optional(z.url({ protocol: /^postgres(ql)?$/ })),
    expected: 'postgresql://user:password@host:port/database, or nothing for the embedded one',
    isSecret: true,
  }),
  DATA_DIR: variable({ schema: z.string(), expected: 'a directory', default: './data' }),
  ORG_FILE: variable({ schema: z.string(), expected: 'a file', default: './org/wulian.yaml' }),
  HOST: variable({
    schema: z.string().regex(/^[\w.:-]+$/),
    expected: 'an address or a name of this machine',
    default: '127.0.0.1',
  }),
  PORT: variable({
    schema: number(/^\d+$/).refine((port) => port <= 65_535),
    expected: 'a port from 0 (any free one) to 65535',
    default: '8080',
  }),
  PUBLIC_URL: variable({
    schema: optional(httpUrl().refine(isOrigin)).transform((url) => url && new URL(url).origin),
    expected: 'an https address without a path, or nothing for long polling',
  }),
  WEBHOOK_SECRET: variable({
    schema: optional(z.string().regex(/^[A-Za-z0-9_-]{1,256}$/)),
    expected: '1 to 256 letters, digits, _ and -',
    isSecret: true,
  }),
  SEND_RATE: variable({
    schema: number(/^\d+(\.\d+)?$/).refine((rate) => rate > 0 && rate <= 100_000),
    expected: 'messages a second, above 0 and at most 100000',
    default: '30',
  }),
  LOG_LEVEL: variable({
    schema: z.enum(LOG_LEVELS),
    expected: `one of ${LOG_LEVELS.join(', ')}`,
    default: 'info',
  }),
  CLOCK_RATE: variable({
    schema: number(/^\d+(\.\d+)?$/).refine((rate) => rate > 0 && rate <= 1_000_000),
    expected: 'desk seconds in a second, above 0 and at most 1000000',
    default: '1',
  }),
}

type Name = keyof typeof VARIABLES
type Values = { [N in Name]: (typeof VARIABLES)[N] extends Variable<infer T> ? T : never }
type Environment = Readonly<Record<string, string | undefined>>

/** The settings, or all that is wrong with them: one line for each variable. */
export function readConfig(env: Environment): { config: Config } | { faults: readonly string[] } {
  const faults: string[] = []
  const values = Object.fromEntries(
    Object.entries<Variable<unknown>>(VARIABLES).map(([name, { schema, ...about }]) => {
      const given = env[name]?.trim()
      const read = schema.safeParse(given === '' ? about.default : (given ?? about.default))
      if (!read.success) faults.push(fault(name as Name, given, about.expected))
      return [name, read.data]
    }),
  ) as Values
  if (faults.length === 0) faults.push(...contradictions(values, env))
  return faults.length > 0 ? { faults } : { config: Object.freeze(toConfig(values)) }
}

/** The org file that is named, whatever else is wrong: its mistakes are told together with the others. */
export function orgFileIn(env: Environment): string {
  const given = env['ORG_FILE']?.trim() ?? ''
  return given === '' ? VARIABLES.ORG_FILE.default : given
}

function toConfig(values: Values): Config {
  return {
    botToken: values.BOT_TOKEN,
    telegramApiRoot: values.TELEGRAM_API_ROOT,
    databaseUrl: values.DATABASE_URL,
    dataDir: values.DATA_DIR,
    home: homesIn(values.DATA_DIR)[values.BOT_TOKEN === undefined ? 'sandbox' : 'desk'],
    orgFile: values.ORG_FILE,
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    webhookSecret: values.WEBHOOK_SECRET ?? deriveSecret(values.BOT_TOKEN ?? 'sandbox'),
    sendRate: values.SEND_RATE,
    logLevel: values.LOG_LEVEL,
    clockRate: values.CLOCK_RATE,
  }
}

/** Apart from each other: what was only tried out never goes on with real people. */
export function homesIn(dataDir: string): { desk: string; sandbox: string } {
  return { desk: join(dataDir), sandbox: join(dataDir, 'sandbox') }
}

/** Where the embedded database is. */
export function databaseDirectory({ home }: Pick<Config, 'home'>): string {
  return join(home, 'postgres')
}

/** The anchors of the history, beside the database that they are of. */
export function anchorFile({ home }: Pick<Config, 'home'>): string {
  return join(home, 'anchors.jsonl')
}

/** The same for all replicas and after every restart, and the token cannot be found from it. */
function deriveSecret(token: string): string {
  return createHmac('sha256', token).update('huiying webhook secret').digest('base64url')
}

/** Whether real people may be taken for the made-up staff of the demo county. */
export function hasMadeUpStaff(
  config: Pick<Config, 'botToken' | 'telegramApiRoot' | 'orgFile'>,
): boolean {
  return config.orgFile === VARIABLES.ORG_FILE.default && isRealTelegram(config)
}

function isRealTelegram(to: Pick<Config, 'botToken' | 'telegramApiRoot'>): boolean {
  const { hostname } = new URL(to.telegramApiRoot)
  // A name may end with the dot of the root.
  return (
    to.botToken !== undefined && hostname.replace(/\.$/, '') === new URL(REAL_TELEGRAM).hostname
  )
}

/** What each variable may say alone, but not beside the others. */
function contradictions(values: Values, env: Environment): string[] {
  const { BOT_TOKEN: botToken, TELEGRAM_API_ROOT: telegramApiRoot } = values
  const isReal = isRealTelegram({ botToken, telegramApiRoot })
  const faults: string[] = []
  if (isReal && values.CLOCK_RATE !== 1)
    faults.push(
      fault('CLOCK_RATE', env['CLOCK_RATE'], '1, because real people are at the other end'),
    )
  const address = values.PUBLIC_URL === undefined ? undefined : new URL(values.PUBLIC_URL)
  const isLocal = address?.hostname === 'localhost' || address?.hostname === '127.0.0.1'
  if (address?.protocol === 'http:' && (isReal || !isLocal))
    faults.push(fault('PUBLIC_URL', env['PUBLIC_URL'], VARIABLES.PUBLIC_URL.expected))
  return faults
}

function fault(name: Name, given: string | undefined, expected: string): string {
  const isSecret = 'isSecret' in VARIABLES[name]
  const shown = isSecret ? `${given?.length ?? 0} characters (secret)` : JSON.stringify(given ?? '')
  return `${name}: given ${shown.replace(/:\/\/[^/@]*@/, '://…@')}, expected ${expected}`
}

function variable<T, const V extends Variable<T>>(about: V & { readonly schema: z.ZodType<T> }): V {
  return about
}

function optional<T extends z.ZodType>(schema: T) {
  return schema.optional()
}

function httpUrl() {
  return z.url({ protocol: /^https?$/ })
}

function number(shape: RegExp) {
  return z.string().regex(shape).transform(Number)
}

function isOrigin(given: string): boolean {
  // What is no address at all is refused already, and asked about all the same.
  const url = URL.parse(given)
  if (!url) return false
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
}
