import type { Database, Transaction } from '../store/database.ts'
import { inBatches } from '../store/in-batches.ts'
import {
  conclude,
  giveUp,
  moveChat,
  type Letter,
  type Verdict,
  type Waiting,
} from '../store/sending.ts'
import { createChats, type Chat, type Chats } from './chats.ts'
import type { Outcome, TelegramClient } from './client.ts'
import { hasLeftItsTopic, letterBatches, messagesIn, parametersOf } from './letters.ts'
import { faultOf, type Log } from './log.ts'
import { createOutage } from './outage.ts'
import { createRate, type Pace } from './rate.ts'
import { backOff, rest, type RealTime } from './real-time.ts'
import { judge, type Judgement, type Unreachable } from './verdict.ts'

export interface DispatchOptions {
  database: Pick<Database, 'pool' | 'prisma'>
  client: TelegramClient
  log: Log
  time: RealTime
  /** Messages a second over all chats. */
  sendRate: number
  paces?: { person: Pace; group: Pace }
  /**
   * Nothing reaches this chat any more. Runs in the transaction that gives up what was to go there,
   * so it is neither forgotten nor done without it; it may run again.
   */
  unreachable: (tx: Transaction, chat: number, why: Unreachable) => Promise<void>
  /** A group has a new id. */
  moved?: (tx: Transaction, from: number, to: number) => Promise<void>
}

/** Sends what waits, each chat in order, chats side by side, within all limits. */
export interface Dispatch {
  add(rows: readonly Waiting[]): void
  /** Everything that has begun has ended; calls that last longer than `mostMs` are broken off. */
  stop(mostMs: number): Promise<void>
}

/** Telegram answers in 50 to 100 ms, so 30 messages a second need 3; the rest is for slow hours. */
const CALLS_MOST = 64
/** Telegram counts where it stands: what leaves a little apart may arrive a little closer together. */
const RATE_WINDOW_MS = 1_025
/** So many chats told to wait within so long: it is all of us that is too fast. */
const FLOODED_CHATS = 3
const FLOOD_WINDOW_MS = 10_000
const DATABASE_FIRST_MS = 200
const DATABASE_MOST_MS = 5_000

/** `isTakenOver`: another replica may have sent at full rate until now. */
export function createDispatch(options: DispatchOptions, isTakenOver: boolean): Dispatch {
  const { database, client, log, time } = options
  const { pool, prisma } = database
  const stopping = new AbortController()
  const breakOff = new AbortController()
  const underWay = new Set<Promise<void>>()
  const chats: Chats = createChats(time, pump, options.paces)
  const rate = createRate(options.sendRate, RATE_WINDOW_MS)
  if (isTakenOver) for (let n = 0; n < options.sendRate; n += 1) rate.take(time.now())
  const outage = createOutage(client, time, stopping.signal, (isOn) => {
    if (isOn) log.warn({}, 'Telegram is away; sending waits until it answers')
    else log.info({}, 'Telegram answers again')
    pump()
  })
  const flooded = new Map<number, number>()
  let frozenUntil = 0
  let takeBackPump: (() => void) | undefined

  const begin = letterBatches(pool, false)
  const beginDurably = letterBatches(pool, true)
  const write = inBatches(async (verdicts: Verdict[]) => {
    await conclude(pool, verdicts)
    return verdicts
  })

  function pump(): void {
    takeBackPump?.()
    takeBackPump = undefined
    while (!stopping.signal.aborted && !outage.isOn() && underWay.size < CALLS_MOST) {
      const now = time.now()
      const at = Math.max(frozenUntil, rate.nextAt(now))
      if (at > now) {
        takeBackPump = time.after(at - now, pump)
        return
      }
      const chat = chats.pick()
      if (chat === undefined) return
      rate.take(now)
      const served = serve(chat).finally(() => {
        underWay.delete(served)
        pump()
      })
      underWay.add(served)
    }
  }

  async function serve(chat: Chat): Promise<void> {
    const [row] = chat.rows
    if (row === undefined) {
      chats.free(chat, false)
      return
    }
    const letter = await beginOrPutBack(row)
    if (letter === 'later') {
      rate.giveBack()
      chats.free(chat, false)
      return
    }
    // Replaced by a newer edit, or done by somebody else.
    if (letter === null) {
      rate.giveBack()
      chats.free(chat, true)
      return
    }
    // Whatever is written to the chat while this is under way may come after a return of the person.
    const upTo = chat.rows.at(-1)?.id ?? row.id
    const outcome = await send(chat, letter)
    const judgement = judge(letter, outcome, time.now())
    outage.note(judgement.doubt ?? 'none')
    if (judgement.freezeMs !== undefined) freeze(chat, judgement.freezeMs)
    await carryOut(chat, row, letter, judgement, upTo)
  }

  async function beginOrPutBack(row: Waiting): Promise<Letter | null | 'later'> {
    try {
      return await (row.delivery === 'once' ? beginDurably : begin)(row.id)
    } catch {
      // Whether it was marked nobody knows, but nothing has left: the mark can be taken back.
      row.notBefore = time.now()
      row.tried = true
      const { id, notBefore } = row
      const error = 'not begun'
      await untilWritten(() => write({ id, to: 'again', counted: false, notBefore, error }))
      return 'later'
    }
  }

  async function send(chat: Chat, letter: Letter): Promise<Outcome> {
    const body = parametersOf(letter)
    if (body === null) return { kind: 'refused', code: 400, description: 'its card has no message' }
    const messages = messagesIn(body)
    chats.spend(chat, messages)
    for (let extra = 1; extra < messages; extra += 1) rate.take(time.now())
    const outcome = await client.call(letter.method, body, breakOff.signal)
    if (outcome.kind === 'sent' && hasLeftItsTopic(body, outcome.result))
      log.warn({ outbox: letter.id }, 'the topic is gone; the message stands in the main chat')
    return outcome
  }

  function freeze(chat: Chat, ms: number): void {
    const now = time.now()
    chats.freeze(chat, ms)
    flooded.set(chat.id, now)
    for (const [id, at] of flooded) if (at < now - FLOOD_WINDOW_MS) flooded.delete(id)
    if (flooded.size >= FLOODED_CHATS) frozenUntil = Math.max(frozenUntil, now + ms)
    log.warn({ retryAfterMs: ms, chats: flooded.size }, 'Telegram asks us to send more slowly')
  }

  async function carryOut(
    chat: Chat,
    row: Waiting,
    letter: Letter,
    { verdict, unreachable, migrateTo }: Judgement,
    upTo: number,
  ): Promise<void> {
    if (unreachable !== undefined) {
      const ids = chat.rows.filter(({ id }) => id <= upTo).map(({ id }) => id)
      await untilWritten(() =>
        prisma.$transaction(async (tx) => {
          await giveUp(tx, ids, `unreachable: ${unreachable}`)
          await options.unreachable(tx, chat.id, unreachable)
        }),
      )
      log.info({ outbox: row.id, why: unreachable, rows: ids.length }, 'a chat is unreachable')
      chats.takeOut(chat, upTo)
    } else if (migrateTo !== undefined) {
      await untilWritten(() =>
        prisma.$transaction(async (tx) => {
          await moveChat(tx, chat.id, migrateTo)
          await options.moved?.(tx, chat.id, migrateTo)
        }),
      )
      for (const waiting of chats.takeOut(chat)) chats.add({ ...waiting, chat: migrateTo })
    } else {
      await untilWritten(() => write(verdict))
      if (verdict.to === 'failed' && letter.delivery !== 'edit')
        log.error({ outbox: row.id, method: letter.method, why: verdict.error }, 'not delivered')
      if (verdict.to === 'again') {
        row.notBefore = verdict.notBefore
        row.tried = true
      }
      chats.free(chat, verdict.to !== 'again')
      return
    }
    chats.free(chat, false)
  }

  /** What became of a message must be written: the chat waits until the database takes it. */
  async function untilWritten(writeIt: () => Promise<unknown>): Promise<void> {
    for (let failures = 0; !breakOff.signal.aborted; failures += 1)
      try {
        await writeIt()
        return
      } catch (error) {
        if (failures === 0) log.error(faultOf(error), 'what was sent cannot be written yet')
        await rest(time, backOff(failures, DATABASE_FIRST_MS, DATABASE_MOST_MS), breakOff.signal)
      }
  }

  return {
    add(rows) {
      for (const row of rows) chats.add(row)
      chats.forgetIdle()
      pump()
    },
    async stop(mostMs) {
      stopping.abort()
      takeBackPump?.()
      chats.close()
      const takeBack = time.after(mostMs, () => breakOff.abort())
      await Promise.all(underWay)
      takeBack()
    },
  }
}
