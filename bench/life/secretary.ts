import type { Bubble } from '../../src/sandbox/world-types.ts'
import { dataOf } from './lives.ts'
import type { Thinking } from './thinking.ts'

export interface Secretary {
  /** What came to the phone or changed on it. */
  sees(bubble: Bubble): void
}

export interface SecretaryOptions {
  id: number
  thinking: Thinking
  press: (id: number, messageId: number, data: string) => void
  say: (id: number, text: string) => void
  /** A reply has come to the update that was due at this moment. */
  replied: (since: number) => void
}

interface Task {
  number: string
  /** The work card in the chat. */
  card: number
  step: 'accept' | 'note' | 'resolve'
  since: number
}

/** What a secretary says, and what the desk shows when it has taken it. */
const WORDS = { note: '已派人到现场查看', resolve: '已经修好，请您看看' } as const

/**
 * A secretary accepts each work card as it comes. Progress and reply need two updates each, the press and the words,
 * and the desk waits for one text at a time: so one task is worked after the other.
 */
export function createSecretary(options: SecretaryOptions): Secretary {
  const { id, thinking, press, say, replied } = options
  const tasks = new Map<string, Task>()
  const ready: Task[] = []
  let work: { task: Task; waits: 'prompt' | 'taken'; asked: boolean } | null = null

  function accept(number: string, bubble: Bubble): void {
    const task: Task = { number, card: bubble.messageId, step: 'accept', since: 0 }
    tasks.set(number, task)
    thinking.after((due) => {
      task.since = due
      press(id, task.card, `task.accept:${number}`)
    })
  }

  function startNext(): void {
    const task = work === null ? ready.shift() : undefined
    if (task === undefined) return
    work = { task, waits: 'prompt', asked: false }
    thinking.after((due) => {
      task.since = due
      if (work) work.asked = true
      press(id, task.card, `task.${task.step}:${task.number}`)
    })
  }

  function answer(task: Task): void {
    if (!work || task.step === 'accept') return
    work = { task, waits: 'taken', asked: false }
    const words = WORDS[task.step]
    thinking.after((due) => {
      task.since = due
      if (work) work.asked = true
      say(id, words)
    })
  }

  /** The card shows what may be done next, as soon as the desk has taken what was done. */
  function cardShows(task: Task, shown: readonly string[]): void {
    const has = (verb: string) => shown.some((data) => data.startsWith(`${verb}:`))
    if (task.step === 'accept' && task.since > 0 && has('task.note')) {
      replied(task.since)
      task.step = 'note'
      ready.push(task)
      startNext()
    } else if (work?.task === task && work.waits === 'taken' && work.asked) {
      replied(task.since)
      work = null
      if (task.step === 'note') {
        task.step = 'resolve'
        ready.unshift(task)
      } else tasks.delete(task.number)
      startNext()
    }
  }

  return {
    sees(bubble) {
      const shown = dataOf(bubble)
      if (shown.includes('cancel')) {
        if (work?.waits !== 'prompt' || !work.asked) return
        replied(work.task.since)
        answer(work.task)
        return
      }
      const number = shown.map((data) => /^task\.\w+:([\d-]+)$/.exec(data)?.[1]).find(Boolean)
      if (number === undefined) return
      const task = tasks.get(number)
      if (task) cardShows(task, shown)
      else if (shown.includes(`task.accept:${number}`)) accept(number, bubble)
    },
  }
}
