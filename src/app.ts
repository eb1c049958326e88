import { importOrganisation } from './actions/import-organisation.ts'
import { beginNights } from './actions/nights.ts'
import { publishProfile } from './actions/publish.ts'
import type { Desk } from './actions/desk.ts'
import { learnFromWork } from './actions/learn.ts'
import { openUnderstanding, type Understanding } from './actions/understanding.ts'
import { dangerFirst } from './classify/danger-first.ts'
import { guessWith } from './classify/guess.ts'
import { readOrgAlone } from './classify/org-alone.ts'
import { createReads } from './classify/reads.ts'
import { anchorFile, databaseDirectory, type Config } from './config.ts'
import type { Org } from './domain/organisation.ts'
import type { Rules } from './domain/rules.ts'
import { createServer } from './http/server.ts'
import { startAnchorKeeper } from './jobs/anchor-keeper.ts'
import { startLearner } from './jobs/learner.ts'
import { startTicker } from './jobs/ticker.ts'
import type { Logger } from 'pino'
import { calendarOf } from './org/calendar.ts'
import { readFamilies } from './org/families.ts'
import { namesOf } from './org/names.ts'
import { createSearch } from './queries/search.ts'
import type { BotApi } from './sandbox/bot-api.ts'
import { openSandbox, SANDBOX_TOKEN } from './sandbox-mode.ts'
import { setAnchorsAside } from './store/anchor-file.ts'
import { openClock, type DeskClock } from './store/clock.ts'
import { openDatabase, type Database } from './store/database.ts'
import { startEmbedded } from './store/embedded.ts'
import { emptyDesk } from './store/reset.ts'
import { migrate } from './store/migrate.ts'
import { retiredNames } from './store/organisation.ts'
import type { IncomingUpdate } from './store/inbox.ts'
import { createClient, type TelegramClient } from './telegram/client.ts'
import { faultOf } from './telegram/log.ts'
import { openLine, startReceiving } from './telegram/line.ts'
import type { TakeIn } from './telegram/receive.ts'
import { tellsOfToken } from './telegram/token.ts'
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
  const rules = { org, calendar: calendarOf(org) }
  const clock = await openClock(db, config.clockRate)
  await importOrganisation(db, rules, clock.now())
  const late: Late = {
    botName: null,
    takeIn: null,
    wakeTicker: () => undefined,
    learn: () => undefined,
    isReady: () => false,
  }
  const alone = readOrgAlone(org.categories, readFamilies())
  const understanding = openUnderstanding(db, alone, (error, version) =>
    log.error(
      { ...faultOf(error), version },
      'the model cannot be used; the org file alone counts',
    ),
  )
  await understanding.refresh()
  const desk = await openDesk({ db, rules, clock, late, understanding })
  await beginNights(desk)
  const url = await openHttp({ config, desk, clock, log, late }, stops)

  const client = tellsOfToken(createClient(telegramOf(config, url)), log)
  void askBotName(client).then((name) => (late.botName = name))
  const options = { desk, client, log, sendRate: config.sendRate }
  const line = openLine(options)
  stops.push(() => line.stop())
  late.takeIn = line.takeIn
  const ticker = startTicker(desk, {
    rate: () => clock.rate(),
    failed: (error) =>
      log.error(faultOf(error), 'something that is due could not be done; it comes again'),
    done: () => line.wake(),
  })
  stops.push(() => ticker.stop())
  late.wakeTicker = () => ticker.wake()
  const learner = startLearner(understanding, {
    learn: (stop) => learnFromWork(desk, stop),
    learned: ({ isUsed, ...learned }) =>
      log.info({ ...learned, state: isUsed ? 'used' : 'kept' }, 'the desk has learned from work'),
    failed: (error) =>
      log.error(faultOf(error), 'the desk could not learn; it tries again tomorrow'),
  })
  stops.push(() => learner.stop())
  late.learn = () => learner.wake()
  const keeper = startAnchorKeeper(db.pool, anchorFile(config), (error) =>
    log.error(
      faultOf(error),
      'the anchors could not be kept; if the database was restored, set the old file aside: docs/operating.md',
    ),
  )
  stops.push(() => keeper.stop())
  await publishProfile(desk)
  line.wake()
  const receiving = startReceiving(options, line.takeIn, webhookOf(config))
  stops.push(() => receiving.stop())
  late.isReady = () => receiving.isTaking()
  stops.push(() => Promise.resolve((late.isReady = () => false)))
  return url
}

/** What the HTTP server asks for and what is there only later. */
interface Late {
  botName: string | null
  takeIn: TakeIn | null
  wakeTicker: () => void
  learn: () => void
  isReady: () => boolean
}

interface HttpOptions {
  config: Config
  desk: Desk
  clock: DeskClock
  log: Logger
  late: Late
}

/** Health, metrics and the webhook; in the sandbox also its Telegram and its page. Gives the address. */
async function openHttp(
  { config, desk, clock, log, late }: HttpOptions,
  stops: Stops,
): Promise<string> {
  const webhook = webhookOf(config)
  const receive = async (update: unknown) => {
    // Not kept, so not acknowledged: Telegram brings it again.
    if (!late.takeIn) throw new Error('updates are not taken yet')
    await late.takeIn([update as IncomingUpdate])
  }
  const server = createServer({
    ready: () => late.isReady(),
    logger: log,
    ...(webhook ? { secret: webhook.secret, receive } : {}),
  })
  stops.push(() => server.close())
  if (config.botToken === undefined) {
    const api = await openSandbox(server, {
      ...{ org: desk.rules.org, clock, dataDir: config.dataDir },
      clockMoved: () => late.wakeTicker(),
      reset: () => beginAnew(desk, clock, api, anchorFile(config)),
    })
    stops.push(() => api.close())
  }
  return server.listen({ host: config.host, port: config.port })
}

function webhookOf(config: Config): { publicUrl: string; secret: string } | null {
  const { publicUrl, webhookSecret: secret } = config
  return publicUrl === undefined ? null : { publicUrl, secret }
}

/** The database, migrated: the one that is named, or an embedded one in the data directory. */
async function openStore(config: Config, log: Logger, stops: Stops): Promise<Database> {
  let isClosing = false
  const onError = (error: Error) => {
    // A connection that is just being ended may still hear that the server ends.
    if (!isClosing) log.error(faultOf(error), 'the database went away')
  }
  let url = config.databaseUrl
  if (url === undefined) {
    const embedded = await startEmbedded(databaseDirectory(config), { onLost: onError })
    stops.push(() => embedded.stop())
    url = embedded.url
  }
  await migrate(url)
  const database = await openDatabase(url, { onError })
  stops.push(() => {
    isClosing = true
    return database.close()
  })
  return database
}

async function openDesk({
  db,
  rules,
  clock,
  late,
  understanding,
}: {
  db: Database
  rules: Rules
  clock: DeskClock
  late: Late
  understanding: Understanding
}): Promise<Desk> {
  const { org } = rules
  const reads = createReads(org)
  const names = namesOf(org, await retiredNames(db.prisma))
  return {
    db,
    rules,
    renderer: createRenderer(names, org.timezone),
    classify: dangerFirst(guessWith(understanding.read), org, reads.emergencies),
    learn: () => late.learn(),
    reads,
    search: createSearch(org),
    botName: () => late.botName,
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
async function beginAnew(
  desk: Desk,
  clock: DeskClock,
  api: BotApi,
  anchors: string,
): Promise<void> {
  await emptyDesk(desk.db)
  await setAnchorsAside(anchors, new Date())
  await clock.reset()
  await importOrganisation(desk.db, desk.rules, desk.now())
  await beginNights(desk)
  api.world.reset()
  await publishProfile(desk)
}

function telegramOf(config: Config, url: string): { token: string; apiRoot: string } {
  if (config.botToken !== undefined) {
    return { token: config.botToken, apiRoot: config.telegramApiRoot }
  }
  return { token: SANDBOX_TOKEN, apiRoot: url.replace('//0.0.0.0:', '//127.0.0.1:') }
}
