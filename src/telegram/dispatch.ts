import { inBatches } from '../store/in-batches.ts'
import type { Lease } from '../store/lease.ts'
import {
  conclude,
  giveUp,
  moveChat,
  type Letter,
  type Verdict,
  type Waiting,
} from '../store/sending.ts'
import { createChats, type Chat, type Chats } from './chats.ts'
import { withCleanFiles } from './clean-files.ts'
import type { Outcome } from './client.ts'
import type { DispatchOptions } from './dispatch-options.ts'
import { createFlood, type Flood } from './flood.ts'
import { filesIn, hasLeftItsTopic, letterBatches, messagesIn, parametersOf } from './letters.ts'
import { faultOf } from './log.ts'
import { withMadeFiles } from './made-files.ts'
import { createOutage, type Outage } from './outage.ts'
import { createWaitingLine, type Place, type Rate } from './rate.ts'
import { backOff, rest } from './real-time.ts'
import { judge, type Judgement, type Unreachable } from './verdict.ts'

/** Telegram answers in 50 to 100 ms, so 30 messages a second need 3; the rest is for slow hours. */
const CALLS_MOST = 64
/**
 * At the beginning few at once, and one more with every answer: of a desk that dies as soon as it
 * has started, few messages are left of which nobody knows whether they arrived.
 */
const CALLS_FIRST = 4
const DATABASE_FIRST_MS = 200
const DATABASE_MOST_MS = 5_000
/** What one commit sent to several chats is answered within a few milliseconds, and written in one statement. */
const TOLD_TOGETHER_MS = 2
/** For the last writes after calls were broken off. */
const LAST_WRITES_MS = 1_000

/** A call as it begins: when, and the last that waited for its chat then. */
interface Begun {
  at: number
  upTo: number
}

/** Sends what waits, each chat in order, chats side by side, within all limits. */
export class Dispatch {
  readonly #options: DispatchOptions
  readonly #lease: Pick<Lease, 'isSure'>
  readonly #stopping = new AbortController()
  readonly #breakOff = new AbortController()
  readonly #underWay = new Set<Promise<void>>()
  readonly #chats: Chats
  readonly #call: ReturnType<typeof withMadeFiles>
  readonly #rate: Rate
  readonly #waitInLine: (messages: number) => Promise<void>
  readonly #flood: Flood
  readonly #outage: Outage
  readonly #begin: (id: number) => Promise<Letter | null>
  readonly #beginDurably: (id: number) => Promise<Letter | null>
  readonly #write: (verdict: Verdict) => Promise<Verdict>
  #answers = 0
  #takeBackPump: (() => void) | undefined

  constructor(options: DispatchOptions, lease: Pick<Lease, 'isSure'>) {
    const { client, log, time, rate } = options
    const { pool } = options.database
    const pump = (): void => this.#pump()
    this.#options = options
    this.#lease = lease
    this.#chats = createChats(time, pump, options.paces)
    this.#call = withCleanFiles({ client, log }, withMadeFiles({ client, pool, log }))
    this.#rate = rate
    this.#waitInLine = createWaitingLine(rate, time, this.#breakOff.signal)
    this.#flood = createFlood(time, log)
    this.#outage = createOutage({ client, time, log, stop: this.#stopping.signal, ended: pump })
    this.#begin = letterBatches(pool, false)
    this.#beginDurably = letterBatches(pool, true)
    this.#write = inBatches(async (verdicts: Verdict[]) => {
      await conclude(pool, verdicts)
      return verdicts
    }, TOLD_TOGETHER_MS)
  }

  add(rows: readonly Waiting[]): void {
    for (const row of rows) this.#chats.add(row)
    this.#chats.forgetIdle()
    this.#pump()
  }

  /** Ends what has begun; calls that last longer than `mostMs` are broken off, and nobody knows then. */
  async stop(mostMs: number): Promise<void> {
    const { time } = this.#options
    this.#stopping.abort()
    this.#takeBackPump?.()
    this.#chats.close()
    const ended = new AbortController()
    const allEnded = Promise.all(this.#underWay).finally(() => ended.abort())
    await rest(time, mostMs, ended.signal)
    this.#breakOff.abort()
    await Promise.race([allEnded, rest(time, LAST_WRITES_MS, ended.signal)])
  }

  #pump(): void {
    const { time } = this.#options
    this.#takeBackPump?.()
    this.#takeBackPump = undefined
    while (!this.#stopping.signal.aborted && !this.#outage.isOn() && this.#lease.isSure()) {
      if (this.#underWay.size >= Math.min(CALLS_MOST, CALLS_FIRST + this.#answers)) return
      const now = time.now()
      const at = Math.max(this.#flood.until(), this.#rate.nextAt(now))
      if (at > now) {
        this.#takeBackPump = time.after(at - now, () => this.#pump())
        return
      }
      const chat = this.#chats.pick()
      if (chat === undefined) return
      const place = this.#rate.reserve()
      const served = this.#serve(chat, place).finally(() => {
        place.free()
        this.#underWay.delete(served)
        this.#pump()
      })
      this.#underWay.add(served)
    }
  }

  /** One message of a chat, from its mark to what became of it. */
  async #serve(chat: Chat, place: Place): Promise<void> {
    const [row] = chat.rows
    const letter = row && (await this.#beginOrPutBack(row))
    const body = letter && letter !== 'later' ? parametersOf(letter) : null
    if (!row || letter === 'later') this.#chats.free(chat, false)
    // Replaced by a newer edit, or done by somebody else.
    else if (!letter) this.#chats.free(chat, true)
    else if (!body) {
      const error = 'its card has no message'
      await this.#finish(chat, row, { id: row.id, to: 'failed', error })
    } else await this.#send(chat, row, letter, body, place)
  }

  async #beginOrPutBack(row: Waiting): Promise<Letter | null | 'later'> {
    try {
      return await (row.delivery === 'once' ? this.#beginDurably : this.#begin)(row.id)
    } catch (error) {
      const { log, time } = this.#options
      log.error({ outbox: row.id, ...faultOf(error) }, 'the outbox cannot be written')
      // Whether it was marked nobody knows, but nothing has left: the mark can be taken back.
      await this.#untilWritten(() =>
        this.#write({
          ...{ id: row.id, to: 'again', counted: false },
          ...{ notBefore: time.now(), error: 'not begun' },
        }),
      )
      row.tried = true
      return 'later'
    }
  }

  async #send(
    chat: Chat,
    row: Waiting,
    letter: Letter,
    body: Record<string, unknown>,
    place: Place,
  ): Promise<void> {
    const { log, time } = this.#options
    const messages = messagesIn(body)
    const begun: Begun = {
      at: time.now(),
      // What is written to the chat from now on may be meant for a person who has just come back.
      upTo: chat.rows.at(-1)?.id ?? row.id,
    }
    this.#chats.spend(chat, messages)
    const letterIs = { ours: true }
    const isOpen = (): boolean => {
      letterIs.ours &&= this.#lease.isSure()
      return letterIs.ours && !this.#breakOff.signal.aborted
    }
    const opens = async (): Promise<boolean> => {
      if (place.isKept() && messages === 1) place.take(time.now())
      else {
        place.free()
        await this.#waitInLine(messages)
      }
      return isOpen()
    }
    const answer = this.#call(letter.method, body, this.#breakOff.signal, { opens, isOpen })
    // What has not left by now waits for its file or for more places, and holds up nobody meanwhile.
    place.free()
    const outcome: Outcome = await answer
    // Whoever has the lease now has taken it for one of which nobody knows whether it arrived. It has not left here.
    if (!letterIs.ours) {
      this.#chats.free(chat, false)
      return
    }
    this.#answers += 1
    if (outcome.kind === 'sent' && hasLeftItsTopic(body, outcome.result))
      log.warn({ outbox: row.id }, 'the topic is gone; the message stands in the main chat')
    const judgement = judge(letter, outcome, time.now())
    this.#outage.note(judgement.doubt ?? 'none')
    if (judgement.freezeMs !== undefined) {
      this.#chats.freeze(chat, judgement.freezeMs)
      this.#flood.note(chat.id, judgement.freezeMs)
    }
    await this.#carryOut(chat, row, letter, judgement, begun)
  }

  async #carryOut(
    chat: Chat,
    row: Waiting,
    letter: Letter,
    { verdict, unreachable, migrateTo, isRefused }: Judgement,
    begun: Begun,
  ): Promise<void> {
    if (unreachable !== undefined) await this.#giveUpChat(chat, row, begun, unreachable)
    else if (migrateTo !== undefined) await this.#moveChat(chat, migrateTo)
    else {
      if (verdict.to === 'failed' && letter.delivery !== 'edit') {
        const facts = { outbox: row.id, method: letter.method, why: verdict.error }
        this.#options.log.error(facts, 'a message is given up')
        const files = isRefused ? filesIn(letter.body) : 0
        if (files > 0) await this.#tellLost(chat, row.id, files, verdict.error ?? 'refused')
      }
      await this.#finish(chat, row, verdict)
    }
  }

  async #finish(chat: Chat, row: Waiting, verdict: Verdict): Promise<void> {
    await this.#untilWritten(() => this.#write(verdict))
    if (verdict.to === 'again') {
      row.notBefore = verdict.notBefore
      row.tried = true
    }
    this.#chats.free(chat, verdict.to !== 'again')
  }

  /** Whoever was to get files must know that they do not come. */
  async #tellLost(chat: Chat, letter: number, files: number, error: string): Promise<void> {
    const { database, lost } = this.#options
    await this.#untilWritten(() =>
      database.transaction(async (tx) => {
        // None: it was given up before, and the answer to that was lost.
        if ((await giveUp(tx, [letter], error)).length > 0) await lost?.(tx, chat.id, letter, files)
      }),
    )
  }

  async #giveUpChat(
    chat: Chat,
    row: Waiting,
    { at, upTo }: Begun,
    why: Unreachable,
  ): Promise<void> {
    const { database, log, time, isBack, unreachable } = this.#options
    const letters = chat.rows.flatMap(({ id }) => (id <= upTo ? [id] : []))
    const error = `unreachable: ${why}`
    const is = { back: false }
    await this.#untilWritten(() =>
      database.transaction(async (tx) => {
        is.back = (await isBack?.(tx, chat.id, time.now() - at)) ?? false
        if (!is.back) await unreachable(tx, chat.id, await giveUp(tx, letters, error))
      }),
    )
    if (is.back) {
      const again = { to: 'again', counted: false, notBefore: time.now(), error } as const
      await this.#finish(chat, row, { id: row.id, ...again })
      return
    }
    log.info({ outbox: letters, why }, 'a chat is unreachable')
    this.#chats.takeOut(chat, upTo)
    this.#chats.free(chat, false)
  }

  async #moveChat(chat: Chat, to: number): Promise<void> {
    const { database, moved } = this.#options
    await this.#untilWritten(() =>
      database.transaction(async (tx) => {
        await moveChat(tx, chat.id, to)
        await moved?.(tx, chat.id, to)
      }),
    )
    for (const row of this.#chats.takeOut(chat)) this.#chats.add({ ...row, chat: to })
    this.#chats.free(chat, false)
  }

  /** What became of a message must be written: the chat waits until the database takes it. */
  async #untilWritten(write: () => Promise<unknown>): Promise<void> {
    const { log, time } = this.#options
    for (let failures = 0; ; failures += 1)
      try {
        await write()
        return
      } catch (error) {
        if (failures === 0) log.error(faultOf(error), 'what was sent cannot be written yet')
        if (this.#breakOff.signal.aborted) return
        const pause = backOff(failures, DATABASE_FIRST_MS, DATABASE_MOST_MS)
        await rest(time, pause, this.#breakOff.signal)
      }
  }
}
