import { randomInt } from 'node:crypto'
import { badRequest } from '../api/api-error.ts'
import type { PressAnswer } from '../world-types.ts'

interface Press {
  pressedAt: number
  resolve: (answer: PressAnswer) => void
}

/** How long Telegram takes an answer to a press, in real milliseconds. */
const ANSWERABLE_FOR = 60_000

/** Presses that wait for answerCallbackQuery. */
export class Presses {
  readonly #now: () => number
  readonly #patienceMs: number
  readonly #waiting = new Map<string, Press>()
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(now: () => number, patienceMs: number) {
    this.#now = now
    this.#patienceMs = patienceMs
  }

  /** A new query per name; the phone hears the first answer, or gives up after a few seconds. */
  open(count: number): { ids: string[]; answered: Promise<PressAnswer> } {
    const ids = Array.from({ length: count }, newQueryId)
    const answered = new Promise<PressAnswer>((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer)
        resolve({ alert: false })
      }, this.#patienceMs)
      this.#timers.add(timer)
      const settle = (answer: PressAnswer) => {
        clearTimeout(timer)
        this.#timers.delete(timer)
        resolve(answer)
      }
      for (const id of ids) this.#waiting.set(id, { pressedAt: this.#now(), resolve: settle })
    })
    this.#forgetOld()
    return { ids, answered }
  }

  answer(queryId: string, answer: PressAnswer): void {
    const press = this.#waiting.get(queryId)
    this.#waiting.delete(queryId)
    if (!press || this.#now() - press.pressedAt > ANSWERABLE_FOR) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid')
    }
    press.resolve(answer)
  }

  #forgetOld(): void {
    for (const [id, press] of this.#waiting) {
      if (this.#now() - press.pressedAt <= ANSWERABLE_FOR) return
      this.#waiting.delete(id)
    }
  }

  close(): void {
    for (const press of this.#waiting.values()) press.resolve({ alert: false })
    this.#waiting.clear()
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }
}

function newQueryId(): string {
  return `${randomInt(1_000_000, 9_999_999)}${randomInt(100_000_000_000, 281_474_976_710_655)}`
}
