import type { Update } from 'grammy/types'
import type { Desk } from '../actions/desk.ts'
import { changeReachable } from '../actions/reachable.ts'
import { Crowded } from '../actions/company.ts'
import { respond, respondTogether, type Answer, type Incoming } from '../actions/respond.ts'
import { setAside } from '../actions/set-aside.ts'
import type { TelegramClient } from './client.ts'
import { createDenials } from './denials.ts'
import { readUpdate, type Reading } from './input.ts'
import { faultOf, type Log } from './log.ts'
import { createPace } from './pace.ts'
import { writtenAt } from './written.ts'

export type Handled = 'done' | { retryInMs: number }

/** A press may come before the answer to the message it stands on: it waits so long, so often. */
const EARLY_PAUSE_MS = 40
const EARLY_TRIES = 50
/** Another replica has this update: the lane looks again what is left. */
const NOT_MY_TURN_MS = 50

/** Of those that could not be answered together so many are answered side by side. */
const ALONE_AT_ONCE = 3

/** A kept update. */
interface Row {
  id: number
  update: unknown
  receivedAt: Date
}

type Waiting = Extract<Reading, { kind: 'input' }> & Incoming

/**
 * Handles kept updates of different people. Everything that one of them changes, and that it is done, is one
 * transaction, and those that can share it do; the notice that answers a press follows, and is not missed if it is lost.
 */
export function createHandler(
  desk: Desk,
  { client, log }: { client: TelegramClient; log: Log },
  wakeDelivery: () => void,
): (rows: readonly Row[]) => Promise<Handled>[] {
  const early = new Map<number, number>()
  const paceOf = createPace()
  const noteDenial = createDenials(log)
  const since = Date.now()
  const oneByOne = inTurn(ALONE_AT_ONCE)

  function handle(rows: readonly Row[]): Promise<Handled>[] {
    const readings = rows.map(({ id, update }) => ({ id, reading: readUpdate(update as Update) }))
    const inputs = rows.flatMap((row, place) => {
      const reading = readings[place]?.reading
      return reading?.kind === 'input' ? [waiting(row, reading)] : []
    })
    const together =
      inputs.length > 1 ? answerTogether(inputs) : Promise.resolve(new Map<number, Answer>())
    return readings.map(async ({ id, reading }) => {
      if (reading.kind === 'nothing') return settled(await setAside(desk, id))
      if (reading.kind === 'membership') return changeMembership(id, reading)
      const input = inputs.find(({ inboxId }) => inboxId === id)
      if (!input) throw new Error('an input was lost')
      const answer = (await together).get(id)
      return answer && answer.kind !== 'alone'
        ? concluded(input, answer)
        : concluded(input, await oneByOne(() => respond(desk, input)))
    })
  }

  function waiting(
    { id: inboxId, update, receivedAt }: Row,
    reading: Extract<Reading, { kind: 'input' }>,
  ): Waiting {
    const tries = early.get(inboxId) ?? 0
    const { sentAt } = reading
    const pace = sentAt === null || tries > 0 ? 'usual' : paceOf(reading.from.telegramId, sentAt)
    // What was kept before this desk began waited for it, as what Telegram kept did.
    const heard = Math.max(receivedAt.getTime(), since)
    const hearing = { written: writtenAt(update as Update), heard }
    return { ...reading, inboxId, mayWait: tries < EARLY_TRIES, pace, hearing }
  }

  /** What was answered; nothing where one of them failed, since nothing then happened to any. */
  async function answerTogether(inputs: readonly Waiting[]): Promise<Map<number, Answer>> {
    try {
      const answers = await respondTogether(desk, inputs)
      return new Map(inputs.map(({ inboxId }, place) => [inboxId, answers[place] ?? ALONE]))
    } catch (error) {
      if (!(error instanceof Crowded))
        log.warn(faultOf(error), 'what could not be answered together is answered one by one')
      return new Map()
    }
  }

  async function changeMembership(
    id: number,
    { telegramId, isReachable }: Extract<Reading, { kind: 'membership' }>,
  ): Promise<Handled> {
    const isMine = await changeReachable(desk, id, telegramId, isReachable)
    wakeDelivery()
    return settled(isMine)
  }

  function concluded({ inboxId, callbackId, pace }: Waiting, answer: Answer): Handled {
    if (answer.kind === 'too_early') {
      early.set(inboxId, (early.get(inboxId) ?? 0) + 1)
      return { retryInMs: EARLY_PAUSE_MS }
    }
    early.delete(inboxId)
    if (answer.kind !== 'answered') return settled(false)
    wakeDelivery()
    const { person, denied } = answer
    if (denied) noteDenial(person, denied)
    if (pace === 'rush_begins') log.info({ person }, 'somebody writes faster than is answered')
    if (callbackId !== null) {
      // Not awaited: the next update of this person need not wait for a notice.
      void client.call('answerCallbackQuery', {
        callback_query_id: callbackId,
        ...(answer.toast === null ? {} : { text: answer.toast }),
      })
    }
    return 'done'
  }

  return handle
}

const ALONE = { kind: 'alone' } as const

function settled(isMine: boolean): Handled {
  return isMine ? 'done' : { retryInMs: NOT_MY_TURN_MS }
}

/** Lets so many run at once; the others wait in line. */
function inTurn(most: number): <Result>(run: () => Promise<Result>) => Promise<Result> {
  let free = most
  const line: (() => void)[] = []
  return async (run) => {
    if (free === 0) await new Promise<void>((resolve) => line.push(resolve))
    else free -= 1
    try {
      return await run()
    } finally {
      const next = line.shift()
      if (next) next()
      else free += 1
    }
  }
}
