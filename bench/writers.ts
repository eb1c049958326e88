import { setTimeout as pause } from 'node:timers/promises'
import type { TestTelegram } from '../test/support/running-desk.ts'

/** People who write to the desk, and whether each of them has been answered. */
export interface Writers {
  /** A person writes; somebody new is met first. */
  write(id: number, text: string): void
  /** Who has not been sent anything since they wrote last. */
  unanswered(): number
  /** When the first message of the desk arrived after this moment; both by performance.now(). */
  firstAfter(moment: number): number | undefined
  /** Waits until everybody is answered. False: not after so long. */
  allAnswered(mostMs: number): Promise<boolean>
  stop(): void
}

const LOOK_MS = 20

export function openWriters({ world, calls }: TestTelegram): Writers {
  const known = new Set<number>()
  const waiting = new Set<number>()
  let sent: number[] = []
  const stop = calls.onCall(({ method, params, at }) => {
    if (method.toLowerCase() !== 'sendmessage') return
    sent.push(at)
    waiting.delete(Number(params['chat_id']))
  })
  return {
    write(id, text) {
      if (!known.has(id)) world.addPerson({ id, firstName: `W${id}`, languageCode: 'en' })
      known.add(id)
      waiting.add(id)
      world.send(id, { text })
    },
    unanswered: () => waiting.size,
    firstAfter(moment) {
      sent = sent.filter((at) => at >= moment)
      return sent[0]
    },
    async allAnswered(mostMs) {
      const latest = performance.now() + mostMs
      while (waiting.size > 0 && performance.now() < latest) await pause(LOOK_MS)
      return waiting.size === 0
    },
    stop,
  }
}
