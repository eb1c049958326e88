import { setTimeout as pause } from 'node:timers/promises'
import { newToken, personOf } from '../crash/person.ts'
import { randomFrom } from '../crash/random.ts'
import { dataOf } from '../support/phone.ts'
import { namesOf } from './crowd.ts'
import type { Fleet } from './fleet.ts'
import { queryOnce, type StormPostgres } from './postgres.ts'
import type { Happening } from './record.ts'
import type { Stroke, What } from './strokes.ts'
import type { StormTelegram } from './telegram.ts'

/** What a stroke may lay its hands on. */
export interface Victims {
  telegram: StormTelegram
  fleet: Fleet
  postgres: StormPostgres
  databaseUrl: string
  clockRate: number
  happened: (what: Happening) => void
  /** The stage is over. */
  over: AbortSignal
}

/** Lets one thing go wrong; ends when it is over. */
export async function strike(stroke: Stroke, victims: Victims): Promise<void> {
  const { telegram, fleet, postgres } = victims
  const { lastsMs } = stroke
  switch (stroke.kind) {
    case 'fault':
      addFault(stroke, victims)
      return
    case 'flood_all':
      telegram.flood(stroke.retryAfter)
      await pause(lastsMs)
      telegram.flood(null)
      return
    case 'redeliver':
      telegram.faults.redeliver(stroke.count)
      return
    case 'repeat_press':
      telegram.faults.repeatPress(stroke.count)
      return
    case 'restart_ids':
      telegram.faults.restartUpdateId(stroke.start)
      return
    case 'press_old':
      return pressOld(victims)
    case 'late':
      telegram.faults.next('getUpdates', { kind: 'delay', ms: lastsMs })
      return holdBack(fleet, lastsMs)
    case 'away':
      return beAway(stroke.turnMs, lastsMs, victims)
    case 'block':
      return block(stroke.person, lastsMs, victims)
    case 'pour':
      pour(stroke, victims)
      return
    case 'migrate':
    case 'topics_off':
      return changeGroup(stroke, victims)
    case 'kill_desk':
      return fleet.kill(stroke.desk, lastsMs)
    case 'kill_desk_in_silence':
      return trouble('database_frozen', victims, async () => {
        postgres.hush()
        await pause(lastsMs)
        const isBack = fleet.kill(stroke.desk, 2 * UNHEARD_MS)
        await pause(UNHEARD_MS)
        postgres.cut()
        postgres.listen()
        await isBack
      })
    case 'stop_desk':
      return fleet.terminate(stroke.desk, lastsMs)
    case 'freeze_desk':
      return fleet.freeze(stroke.desk, lastsMs)
    case 'skew_clock':
      return fleet.skew(stroke.desk, stroke.byMs, lastsMs)
    case 'sleep':
      return fleet.sleep(() => turnClocks(stroke.turnMs, victims))
    case 'kill_database':
      return trouble('database_killed', victims, () => postgres.kill(lastsMs))
    case 'freeze_database':
      return trouble('database_frozen', victims, () => postgres.freeze(lastsMs))
    case 'cut_database':
      return trouble('database_cut', victims, () => {
        postgres.cut()
        return Promise.resolve()
      })
  }
}

/** A killed desk is gone by then, and the next one is not there yet. */
const UNHEARD_MS = 300

type Of<Kind extends What['kind']> = Extract<Stroke, { kind: Kind }>

function addFault(stroke: Of<'fault'>, { telegram }: Victims): void {
  const { method, fault, times, chat, holding } = stroke
  const when = (params: Record<string, unknown>) =>
    (chat === undefined || Number(params['chat_id']) === chat) &&
    (holding === undefined || JSON.stringify(params).includes(holding))
  telegram.faults.add(method, fault, { times, when })
}

async function holdBack(fleet: Fleet, ms: number): Promise<void> {
  fleet.hold(true)
  await pause(ms)
  fleet.hold(false)
}

/** By the desk's clock `turnMs` pass meanwhile; Telegram's is turned to match. */
async function beAway(turnMs: number, ms: number, victims: Victims): Promise<void> {
  const { telegram, fleet, happened } = victims
  happened({ at: performance.now(), what: 'telegram_away' })
  telegram.leave()
  await holdBack(fleet, ms)
  telegram.turnClock(Math.max(0, turnMs - ms))
  telegram.comeBack()
  happened({ at: performance.now(), what: 'telegram_back' })
}

/** Presses the first button of every card of a return visit that is not the last of its appeal. */
async function pressOld({ telegram: { world }, over }: Victims): Promise<void> {
  const pressed = new Set<number>()
  while (!over.aborted) {
    for (const { id } of world.people()) {
      const asked = world
        .chat(id)
        .map((bubble) => ({ bubble, data: dataOf(bubble)[0] ?? '' }))
        .filter(({ data }) => data.startsWith('survey.contacted:'))
      for (const { bubble, data } of asked) {
        const isOld = asked.findLast((one) => one.data === data)?.bubble !== bubble
        if (!isOld || pressed.has(bubble.messageId)) continue
        pressed.add(bubble.messageId)
        void world.press(id, bubble.messageId, data)
      }
    }
    await pause(LOOK_MS)
  }
}

const LOOK_MS = 100

async function block(person: number, ms: number, { telegram, happened }: Victims): Promise<void> {
  telegram.world.block(person)
  happened({ at: performance.now(), what: 'blocked', person })
  await pause(ms)
  telegram.world.unblock(person)
  happened({ at: performance.now(), what: 'unblocked', person })
}

function pour({ person: id, pieces }: Of<'pour'>, { telegram: { world } }: Victims): void {
  const { signal } = new AbortController()
  const traffic = { world, enough: signal, end: signal }
  const person = personOf(id, randomFrom(id), traffic, namesOf(id, id))
  for (let n = 0; n < pieces; n += 1) world.send(id, { text: `and ${newToken(person)}` })
}

/** While nobody is at work, everybody's clock goes on. */
async function turnClocks(ms: number, { telegram, databaseUrl }: Victims): Promise<void> {
  telegram.turnClock(ms)
  await queryOnce(
    databaseUrl,
    `update setting set value = jsonb_set(value, '{desk}', to_jsonb((value ->> 'desk')::float8 + ${ms}))
     where name = 'clock'`,
  )
}

async function trouble(
  what: 'database_killed' | 'database_frozen' | 'database_cut',
  { happened }: Victims,
  make: () => Promise<void>,
): Promise<void> {
  happened({ at: performance.now(), what })
  await make()
  happened({ at: performance.now(), what: 'database_back' })
}

/** Groups that the product does not serve yet: what goes to one is put into the outbox by hand. */
async function changeGroup({ kind, group }: Of<'migrate' | 'topics_off'>, victims: Victims) {
  const { telegram, databaseUrl, happened } = victims
  const from = -4_000_000 - group
  const to = -1_004_000_000_000 - group
  const topic = kind === 'topics_off' ? { message_thread_id: 5 } : {}
  telegram.groups.add(from, `Group ${group}`, kind === 'topics_off')
  await write(databaseUrl, from, { text: 'first', ...topic })
  await pause(200)
  if (kind === 'migrate') telegram.groups.migrate(from, to)
  else telegram.groups.switchTopicsOff(from)
  if (kind === 'migrate') happened({ at: performance.now(), what: 'moved', from, to })
  for (const text of ['second', 'third']) await write(databaseUrl, from, { text, ...topic })
}

const TRIES = 40

async function write(url: string, chat: number, body: Record<string, unknown>): Promise<void> {
  const given = `${chat}, 'must', 'sendMessage', '${JSON.stringify(body)}'`
  for (let tries = 1; ; tries += 1)
    try {
      await queryOnce(url, `insert into outbox (chat, delivery, method, body) values (${given})`)
      return
    } catch (error) {
      // The database may be just what is struck.
      if (tries === TRIES) throw error
      await pause(250)
    }
}
