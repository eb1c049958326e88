import { join } from 'node:path'
import { importOrganisation } from './actions/import-organisation.ts'
import { publishAllCommands } from './actions/publish.ts'
import { foundUnreachable } from './actions/reachable.ts'
import type { Desk } from './actions/desk.ts'
import { createClassifier } from './classify/from-words.ts'
import { guessWith } from './classify/guess.ts'
import type { Config } from './config.ts'
import type { Org } from './domain/organisation.ts'
import { createServer } from './http/server.ts'
import { startTicker, type Ticker } from './jobs/ticker.ts'
import type { Logger } from 'pino'
import { calendarOf } from './org/calendar.ts'
import { namesOf } from './org/names.ts'
import type { BotApi } from './sandbox/bot-api.ts'
import { openSandbox, SANDBOX_TOKEN } from './sandbox-mode.ts'
import { openClock, type DeskClock } from './store/clock.ts'
import { openDatabase, type Database } from './store/database.ts'
import { startEmbedded } from './store/embedded.ts'
import { emptyDesk } from './store/reset.ts'
import { migrate } from './store/migrate.ts'
import { retiredNames } from './store/organisation.ts'
import type { IncomingUpdate } from './store/inbox.ts'
import { createClient, type TelegramClient } from './telegram/client.ts'
import { faultOf } from './telegram/log.ts'
import { startDeliverer } from './telegram/deliver.ts'
import { createHandler } from './telegram/handle.ts'
import { startLanes } from './telegram/lanes.ts'
import { startPolling } from './telegram/polling.ts'
import { createTakeIn, type TakeIn } from './telegram/receive.ts'
import { openWebhook } from './telegram/webhook.ts'
import { createRenderer } from './text/render.ts'

export interface App {
  /** Where the HTTP server listens. */
  url: string
  stop(): Promise<void>
}

/** What has to be ended, in the order in which it was begun. */
type Stops = (() => Promise<unknown>)[]

/**
 * Starts the desk: database, organisation, clock, HTTP, then receiving and sending. Without a token
 * it brings its own Telegram along: the sandbox.
 */
export async function startApp(config: Config, org: Org, log: Logger): Promise<App> {
  const stops: Stops = []
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end()
  }
  try {
    return { url: await start(config, org, log, stops), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(config: Config, org: Org, log: Logger, stops: Stops): Promise<string> {
  const db = await openStore(config, log, stops)
  await importOrganisation(db, org)
  const clock = await openClock(db, config.clockRate)
  const state = {
    isReady: false,
    botName: null as string | null,
    takeIn: undefined as TakeIn | undefined,
    ticker: undefined as Ticker | undefined,
  }
  const desk = await openDesk(db, org, clock, () => state.botName)
  const server = createServer({
    ready: () => state.isReady,
    logger: log,
    ...(config.publicUrl === undefined
      ? {}
      : {
          secret: config.webhookSecret,
          receive: async (update: unknown) => {
            // Not kept, so not acknowledged: Telegram brings it again.
            if (!state.takeIn) throw new Error('updates are not taken yet')
            await state.takeIn([update as IncomingUpdate])
          },
        }),
  })
  stops.push(() => server.close())
  if (config.botToken === undefined) {
    const api = await openSandbox(server, {
      ...{ org, clock, dataDir: config.dataDir },
      clockMoved: () => state.ticker?.wake(),
      reset: () => beginAnew(desk, clock, api),
    })
    stops.push(() => api.close())
  }
  const url = await server.listen({ host: config.host, port: config.port })
  const to = telegramOf(config, url)
  const client = createClient(to)
  void askBotName(client).then((name) => (state.botName = name))
  const deliverer = startDeliverer({
    ...{ database: db, client, log, sendRate: config.sendRate },
    unreachable: (tx, chat) => foundUnreachable(desk, tx, chat),
  })
  stops.push(() => deliverer.stop())
  const wake = () => deliverer.wake()
  const lanes = startLanes({ pool: db.pool, log, handle: createHandler(desk, client, wake) })
  stops.push(() => lanes.stop())
  state.takeIn = createTakeIn(db.pool, lanes)
  state.ticker = startTicker(desk, {
    rate: () => clock.rate(),
    failed: (error) =>
      log.error(faultOf(error), 'something that is due could not be done; it comes again'),
    done: wake,
  })
  stops.push(() => state.ticker?.stop() ?? Promise.resolve())
  await publishAllCommands(desk)
  wake()
  await receiveUpdates(config, client, db, state.takeIn, log, stops)
  state.isReady = true
  stops.push(() => Promise.resolve((state.isReady = false)))
  return url
}

/** The database, migrated: the one that is named, or an embedded one in the data directory. */
async function openStore(config: Config, log: Logger, stops: Stops): Promise<Database> {
  const onError = (error: Error) => log.error(faultOf(error), 'the database went away')
  let url = config.databaseUrl
  if (url === undefined) {
    const embedded = await startEmbedded(join(config.dataDir, 'postgres'), { onLost: onError })
    stops.push(() => embedded.stop())
    url = embedded.url
  }
  await migrate(url)
  const database = await openDatabase(url, { onError })
  stops.push(() => database.close())
  return database
}

async function openDesk(
  db: Database,
  org: Org,
  clock: DeskClock,
  botName: Desk['botName'],
): Promise<Desk> {
  const names = namesOf(org, await retiredNames(db.prisma))
  return {
    db,
    rules: { org, calendar: calendarOf(org) },
    renderer: createRenderer(names, org.timezone),
    classify: guessWith(createClassifier(org.categories)),
    botName,
    now: () => clock.now(),
  }
}

/** Asked once. Without an answer people are told a code instead of a link. */
async function askBotName(client: TelegramClient): Promise<string | null> {
  const outcome = await client.call('getMe')
  if (outcome.kind !== 'sent') return null
  return (outcome.result as { username?: string }).username ?? null
}

/** The sandbox begins anew: nothing was ever said, and it is the present. */
async function beginAnew(desk: Desk, clock: DeskClock, api: BotApi): Promise<void> {
  await emptyDesk(desk.db)
  await clock.reset()
  await importOrganisation(desk.db, desk.rules.org)
  api.world.reset()
  await publishAllCommands(desk)
}

function telegramOf(config: Config, url: string): { token: string; apiRoot: string } {
  if (config.botToken !== undefined) {
    return { token: config.botToken, apiRoot: config.telegramApiRoot }
  }
  return { token: SANDBOX_TOKEN, apiRoot: url.replace('//0.0.0.0:', '//127.0.0.1:') }
}

/** Begins to take updates in. Resolves when they come: by webhook where there is an address, else by polling. */
async function receiveUpdates(
  config: Config,
  client: TelegramClient,
  db: Database,
  takeIn: TakeIn,
  log: Logger,
  stops: Stops,
): Promise<void> {
  if (config.publicUrl !== undefined) {
    const end = new AbortController()
    stops.push(() => Promise.resolve(end.abort()))
    const { publicUrl, webhookSecret: secret } = config
    void openWebhook({ client, publicUrl, secret, log }, end.signal)
    return
  }
  const polling = startPolling({ pool: db.pool, client, takeIn, log })
  stops.push(() => polling.stop())
}
