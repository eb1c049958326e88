import { setTimeout as pause } from 'node:timers/promises'
import type { Bubble, PressAnswer } from '../../src/sandbox/world-types.ts'
import { dataOf, wordsOf } from '../support/phone.ts'

/** The sandbox from outside, as its page sees it: phones, and a clock to turn. */
export interface Sandbox {
  phone(id: number): RemotePhone
  /** One more resident. */
  newcomer(): Promise<RemotePhone>
  now(): Promise<number>
  /** Turns the clock on to that moment. Refused by the sandbox if it has passed. */
  turnTo(moment: Temporal.Instant): Promise<void>
  close(): void
}

/** Somebody's phone, over HTTP. */
export interface RemotePhone {
  id: number
  chat(): Promise<Bubble[]>
  says(text: string): Promise<void>
  /** Presses the newest button whose data begins so; gives the notice. */
  presses(data: string): Promise<PressAnswer>
  /** Waits until a bubble of the bot that came after `since` fits; gives the newest. */
  sees(fits: RegExp | ((bubble: Bubble) => boolean), since?: number): Promise<Bubble>
  seesButton(data: string, since?: number): Promise<Bubble>
  /** The last message id in the chat: what comes next is newer. */
  mark(): Promise<number>
}

const PATIENCE_MS = 30_000
/** Events tell which chat changed; should one be missed, the chat is read again after this time. */
const LOOK_MS = 500

export function openSandboxAt(url: string): Sandbox {
  const api = `${url}/sandbox/api`
  const stop = new AbortController()
  const waiting = new Map<number, Set<() => void>>()
  void follow(`${api}/events`, stop.signal, (id) => {
    for (const wake of waiting.get(id) ?? []) wake()
  })

  async function ask<Answer>(path: string, body?: unknown): Promise<Answer> {
    const init =
      body === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }
    const response = await fetch(api + path, init)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Answer
  }

  const chat = async (id: number) => (await ask<{ bubbles: Bubble[] }>(`/chat/${id}`)).bubbles

  /** Until somebody's chat changes, or long enough to look again. */
  function changed(id: number): Promise<void> {
    return new Promise((resolve) => {
      const wakers = waiting.get(id) ?? new Set()
      waiting.set(id, wakers)
      const wake = () => {
        clearTimeout(timer)
        wakers.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, LOOK_MS)
      wakers.add(wake)
    })
  }

  async function wait(id: number, fits: (one: Bubble) => boolean, what: string): Promise<Bubble> {
    const end = performance.now() + PATIENCE_MS
    let bubbles: Bubble[] = []
    while (performance.now() < end) {
      const change = changed(id)
      bubbles = await chat(id)
      const found = bubbles.findLast((one) => one.by === 'bot' && fits(one))
      if (found) return found
      await change
    }
    throw new Error(`${id} never saw ${what}; the chat ends:\n${ending(bubbles)}`)
  }

  const phone = (id: number): RemotePhone => ({
    id,
    chat: () => chat(id),
    says: async (text) => {
      await ask(`/send/${id}`, { text })
    },
    presses: async (data) => {
      const has = (one: Bubble) => dataOf(one).some((button) => button.startsWith(data))
      const bubble = await wait(id, has, `button ${data}`)
      const there = dataOf(bubble)
      const whole = there.find((one) => one === data) ?? there.find((one) => one.startsWith(data))
      return ask(`/press/${id}`, { messageId: bubble.messageId, data: whole })
    },
    sees: (fits, since = 0) => {
      const matches = fits instanceof RegExp ? (one: Bubble) => fits.test(wordsOf(one)) : fits
      return wait(id, (one) => one.messageId > since && matches(one), String(fits))
    },
    seesButton: (data, since = 0) =>
      wait(
        id,
        (one) => one.messageId > since && dataOf(one).some((button) => button.startsWith(data)),
        `button ${data}`,
      ),
    mark: async () => Math.max(0, ...(await chat(id)).map(({ messageId }) => messageId)),
  })

  return {
    phone,
    newcomer: async () => phone((await ask<{ id: number }>('/people', { languageCode: 'en' })).id),
    now: async () => (await ask<{ now: number }>('/clock')).now,
    turnTo: async (moment) => {
      const { now } = await ask<{ now: number }>('/clock')
      await ask('/clock', { jumpMs: moment.epochMilliseconds - now })
    },
    close: () => stop.abort(),
  }
}

/** Reads the event stream and calls for each chat that changed. */
async function follow(
  url: string,
  signal: AbortSignal,
  changed: (id: number) => void,
): Promise<void> {
  const isOver = () => signal.aborted
  while (!isOver()) {
    try {
      const { body } = await fetch(url, { signal })
      let rest = ''
      for await (const chunk of body!) {
        const lines = (rest + Buffer.from(chunk).toString()).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          const id = /^data: .*"id":(\d+)/.exec(line)?.[1]
          if (id !== undefined) changed(Number(id))
        }
      }
    } catch (error) {
      if (!isOver() && !(error instanceof TypeError)) throw error
    }
    // The desk begins, or has been killed: it will be back.
    await pause(100)
  }
}

function ending(bubbles: readonly Bubble[]): string {
  return bubbles
    .slice(-6)
    .map((one) => `${one.by === 'bot' ? '<' : '>'} ${wordsOf(one)} ${JSON.stringify(dataOf(one))}`)
    .join('\n')
}
