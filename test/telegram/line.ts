import { openDatabase, type Database } from '../../src/store/database.ts'
import { enqueue, type Parcel } from '../../src/store/outbox.ts'
import { createClient, type TelegramClient } from '../../src/telegram/client.ts'
import { startDeliverer, type DelivererOptions } from '../../src/telegram/deliver.ts'
import type { Log } from '../../src/telegram/log.ts'
import type { RealTime } from '../../src/telegram/real-time.ts'
import { startSandbox, TOKEN, type Sandbox } from '../sandbox/sandbox.ts'
import { freshDatabase } from '../support/database.ts'

/** The line between the desk and Telegram: a database, a Bot API and what was logged. */
export interface Line {
  url: string
  database: Database
  sandbox: Sandbox
  client: TelegramClient
  logged: { level: string; facts: unknown; text: string | undefined }[]
  log: Log
  /** People who have written to the bot, so that it may write to them. */
  people(count: number): number[]
  enqueue(...parcels: Parcel[]): Promise<void>
  card(chat: number, messageId?: number): Promise<number>
  deliverer(options?: Partial<DelivererOptions>): ReturnType<typeof startDeliverer>
  outbox(): Promise<OutboxRow[]>
  close(): Promise<void>
}

export interface OutboxRow {
  id: number
  chat: number
  state: string
  attempts: number
  body: unknown
  error: string | null
}

export async function openLine(): Promise<Line> {
  const fresh = await freshDatabase()
  // Some tests break connections on purpose.
  const database = await openDatabase(fresh.url, { onError: () => undefined })
  const sandbox = await startSandbox()
  const client = createClient({ token: TOKEN, apiRoot: sandbox.origin })
  const logged: Line['logged'] = []
  const note = (level: string) => (facts: unknown, text?: string) => {
    logged.push({ level, facts, text })
  }
  const log = { info: note('info'), warn: note('warn'), error: note('error') }
  let lastPerson = 5000
  return {
    ...{ url: fresh.url, database, sandbox, client, logged, log },
    people: (count) =>
      Array.from({ length: count }, () => {
        const id = (lastPerson += 1)
        sandbox.world.addPerson({ id, firstName: `P${id}`, languageCode: 'en' })
        sandbox.world.send(id, { text: '/start' })
        return id
      }),
    enqueue: (...parcels) => database.transaction((tx) => enqueue(tx, parcels)),
    async card(chat, messageId) {
      const data = { chat: BigInt(chat), kind: 'promise', subject: 'x' }
      const card = await database.prisma.card.create({
        data: messageId === undefined ? data : { ...data, messageId },
      })
      return card.id
    },
    deliverer: (options = {}) =>
      startDeliverer({
        ...{ database, client, log, sendRate: 1000 },
        unreachable: () => Promise.resolve(),
        paces: FREE,
        ...options,
      }),
    async outbox() {
      const { rows } = await database.pool.query<OutboxRow>(
        'select id, chat::float8 as chat, state, attempts, body, error from outbox order by id',
      )
      return rows
    },
    async close() {
      await sandbox.stop()
      await database.close()
      await fresh.drop()
    },
  }
}

/** No pace: chats take as much as comes. */
export const FREE = {
  person: { burst: 1e6, perSecond: 1e6 },
  group: { burst: 1e6, perSecond: 1e6 },
}

export const text = (chat: number, words: string, more: Partial<Parcel> = {}): Parcel => ({
  ...{ chat, delivery: 'must', method: 'sendMessage', body: { text: words } },
  ...more,
})

/** Time in which pauses are shorter by this factor. */
export function quick(factor: number): RealTime {
  const begin = Date.now()
  return {
    now: () => begin + (Date.now() - begin) * factor,
    after(ms, run) {
      const timer = setTimeout(run, ms / factor)
      return () => {
        clearTimeout(timer)
      }
    },
  }
}

/** Looks until it holds. */
export async function until<T>(look: () => Promise<T | false> | T | false): Promise<T> {
  const end = Date.now() + 15_000
  for (;;) {
    const found = await look()
    if (found !== false) return found
    if (Date.now() > end) throw new Error(`it never came true: ${look.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** What the bot wrote in a chat, top to bottom. */
export const wordsIn = (line: Line, chat: number): string[] =>
  line.sandbox.world
    .chat(chat)
    .filter(({ by }) => by === 'bot')
    .map(({ text, caption }) => text ?? caption ?? '')

/** Nothing waits and nothing is being sent. */
export const settled = (line: Line): Promise<OutboxRow[]> =>
  until(async () => {
    const rows = await line.outbox().catch(() => [])
    const isDone = rows.every(({ state }) => state === 'sent' || state === 'failed')
    return rows.length > 0 && isDone && rows
  })
