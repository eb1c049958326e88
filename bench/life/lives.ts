import type { Bubble, World } from '../../src/sandbox/world-types.ts'
import { residentName, secretaryOf, RESIDENTS_FROM } from './county.ts'
import { createSecretary, type Secretary } from './secretary.ts'
import { createThinking } from './thinking.ts'

/**
 * What one life asks of the desk: the words, `draft.submit`, `task.accept`, `task.note` and its words, `task.resolve`
 * and its words, three answers of the return visit. Ten updates, the two presses before words among them.
 */
export const UPDATES_OF_A_LIFE = 10

export interface Counted {
  /** Lives that came to their end. */
  lives: number
  /** Updates that people made. */
  updates: number
  /** From each update to the reply that answers it, in milliseconds. */
  replies: number[]
}

export interface Lives {
  /** Begins a life that was to begin at this moment (performance.now). */
  begin(due: number): void
  underWay(): number
  /** How many have ended since the beginning. */
  total(): number
  /** How many wait for what. */
  stuck(): Record<string, number>
  /** What happened since it was last asked. */
  take(): Counted
  /** Called whenever a life has come to its end. */
  ended: () => void
  stop(): void
}

/** A resident, while they have an appeal under way. */
interface Life {
  waits: string | null
  /** When the update that is waited for was due. */
  since: number
}

/** The buttons that a resident presses, in the order in which the desk shows them. */
const ANSWERS = [
  ['draft.submit', (data: string) => data],
  ['survey.contacted:', (data: string) => data.replace(/\w+$/, 'yes')],
  ['survey.resolved:', (data: string) => data.replace(/\w+$/, 'yes')],
  ['survey.satisfied:', (data: string) => data.replace(/\w+$/, '5')],
] as const

/** What a resident sees after each of their updates, and what their next step is. */
const NEXT: Readonly<Record<string, string>> = {
  'draft.submit': 'appeal.show:',
  'survey.contacted:': 'survey.resolved:',
  'survey.resolved:': 'survey.satisfied:',
  'survey.satisfied:': 'survey.done:',
}

/**
 * Residents and secretaries who react to what stands on their phones: each bubble calls them back, nobody looks twice.
 * A person takes `thinkMs` for each step; the time of a reply counts from the moment at which the step was due, so
 * that a load generator that lags behind hides nothing. Every resident has one life at a time.
 */
export function createLives(
  world: World,
  options: { words: readonly string[]; residents: number; thinkMs: number },
): Lives {
  const { words, residents } = options
  const thinking = createThinking(options.thinkMs)
  const lives = new Map<number, Life>()
  const secretaries = new Map<number, Secretary>()
  let next = 0
  let total = 0
  let counted: Counted = { lives: 0, updates: 0, replies: [] }

  const update = (act: () => void): void => {
    counted.updates += 1
    act()
  }
  const press = (id: number, messageId: number, data: string): void =>
    update(() => void world.press(id, messageId, data))
  const say = (id: number, text: string): void => update(() => void world.send(id, { text }))
  const replied = (since: number): void => {
    counted.replies.push(performance.now() - since)
  }

  const stop = world.onBubble((id, bubble) => {
    if (bubble.by !== 'bot') return
    if (id >= RESIDENTS_FROM) residentSees(id, bubble)
    else secretaries.get(id)?.sees(bubble)
  })

  function residentSees(id: number, bubble: Bubble): void {
    const life = lives.get(id)
    if (!life) return
    const { waits } = life
    const shown = dataOf(bubble)
    if (waits !== null && shown.some((data) => data.startsWith(waits))) {
      replied(life.since)
      const isOver = waits === 'survey.done:'
      life.waits = null
      if (isOver) {
        lives.delete(id)
        counted.lives += 1
        total += 1
        handle.ended()
        return
      }
    }
    for (const [verb, chosen] of ANSWERS) {
      const data = shown.find((one) => one.startsWith(verb))
      if (data === undefined || life.waits !== null) continue
      life.waits = NEXT[verb] ?? null
      life.since = thinking.after((due) => {
        life.since = due
        press(id, bubble.messageId, chosen(data))
      })
    }
  }

  const handle: Lives = {
    begin(due) {
      const index = next++
      const id = RESIDENTS_FROM + (index % residents)
      if (lives.has(id)) throw new Error('More lives at once than residents')
      const secretary = secretaryOf(index % residents)
      if (!secretaries.has(secretary))
        secretaries.set(
          secretary,
          createSecretary({ id: secretary, thinking, press, say, replied }),
        )
      world.addPerson({ id, firstName: residentName(id), languageCode: 'zh-hans' })
      lives.set(id, { waits: 'draft.submit', since: due })
      say(id, `${1 + (index % 89)}号楼${1 + (index % 7)}单元${words[index % words.length] ?? ''}`)
    },
    underWay: () => lives.size,
    total: () => total,
    stuck() {
      const waiting: Record<string, number> = {}
      for (const { waits } of lives.values())
        waiting[waits ?? 'the unit'] = (waiting[waits ?? 'the unit'] ?? 0) + 1
      return waiting
    },
    take() {
      const taken = counted
      counted = { lives: 0, updates: 0, replies: [] }
      return taken
    },
    ended: () => undefined,
    stop() {
      stop()
      thinking.stop()
    },
  }
  return handle
}

/** The callback data of all buttons of a bubble. */
export function dataOf({ buttons = [] }: Bubble): string[] {
  return buttons.flatMap((row) => row.flatMap(({ callback_data: data }) => data ?? []))
}
