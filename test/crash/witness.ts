import type { Bubble, World } from '../../src/sandbox/world-types.ts'
import { dataOf, wordsOf } from '../support/phone.ts'

/** A bubble of the bot with everything that ever stood on it. */
export interface Seen {
  messageId: number
  versions: { words: string; buttons: string[] }[]
}

/** Remembers whatever any phone showed at any time, edits included. */
export interface Witness {
  saw(person: number): Seen[]
  stop(): void
}

export function watch(world: World): Witness {
  const all = new Map<number, Map<number, Seen>>()

  function look(person: number): void {
    const chat = all.get(person) ?? new Map<number, Seen>()
    all.set(person, chat)
    for (const bubble of world.chat(person)) if (bubble.by === 'bot') remember(chat, bubble)
  }

  const stop = world.onChange(look)
  return { saw: (person) => [...(all.get(person)?.values() ?? [])], stop }
}

function remember(chat: Map<number, Seen>, bubble: Bubble): void {
  const { messageId } = bubble
  const seen = chat.get(messageId) ?? { messageId, versions: [] }
  chat.set(messageId, seen)
  const words = wordsOf(bubble)
  const buttons = dataOf(bubble)
  const last = seen.versions.at(-1)
  const isNew = last?.words !== words || last.buttons.join() !== buttons.join()
  if (isNew) seen.versions.push({ words, buttons })
}
