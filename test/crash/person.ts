import { setTimeout as pause } from 'node:timers/promises'
import type { Bubble, SandboxPerson, World } from '../../src/sandbox/world-types.ts'
import { dataOf, wordsOf } from '../support/phone.ts'
import type { Random } from './random.ts'

/** One word that nobody else ever says: it tells where words have gone, and how often. */
export type Token = string
export const TOKEN_SHAPE = /\bT[a-z]{9}\b/g

/** What all the people of a run have in common. */
export interface Traffic {
  world: World
  /** Aborted: nobody begins anything new. */
  enough: AbortSignal
  /** Aborted: everybody puts the phone away. */
  end: AbortSignal
}

/** What a phone shows of its owner. */
export type Names = Pick<SandboxPerson, 'firstName' | 'lastName' | 'username'>

/** Somebody with a phone, who presses again when nothing comes of a press. */
export interface Person {
  id: number
  random: Random
  traffic: Traffic
  /** The whole chat as it is now, oldest first. */
  chat(): readonly Bubble[]
  /** Tokens that this person said, in the order of saying. */
  said: Token[]
  /** Nothing is begun and not ended. */
  isAtRest: boolean
}

export function personOf(
  id: number,
  random: Random,
  traffic: Traffic,
  names: Names = { firstName: `Goes by ${id}` },
): Person {
  const { world } = traffic
  world.addPerson({ id, ...names, languageCode: 'en' })
  let chat: readonly Bubble[] | null = null
  world.onChange((changed) => {
    if (changed === id) chat = null
  })
  return { id, random, traffic, chat: () => (chat ??= world.chat(id)), said: [], isAtRest: true }
}

/** People look at the phone every so often. */
const GLANCE_MS = 60
/** … and press again after a while, but not for ever. */
const PATIENCE_MS = 1_500
const PRESSES_MOST = 6
const LOST_MS = 15_000

export function newToken({ random, said }: Person): Token {
  const letters = Array.from({ length: 9 }, () => String.fromCharCode(97 + random.below(26)))
  const token = `T${letters.join('')}`
  said.push(token)
  return token
}

/** What the bot shows, oldest first. */
export function shown(person: Person): Bubble[] {
  return person.chat().filter(({ by }) => by === 'bot')
}

/** Below this line everything is new. */
export function lastLine(person: Person): number {
  return person.chat().at(-1)?.messageId ?? 0
}

export function newest(person: Person, fits: (bubble: Bubble) => boolean): Bubble | undefined {
  return person.chat().findLast((bubble) => bubble.by === 'bot' && fits(bubble))
}

export function hasButton(bubble: Bubble, data: string): boolean {
  return dataOf(bubble).includes(data)
}

export function mentions(bubble: Bubble, words: string): boolean {
  return wordsOf(bubble).includes(words)
}

/** Waits until it is so; false: it took too long, or the run ends. */
export async function until(
  { traffic }: Person,
  isSo: () => boolean,
  mostMs = LOST_MS,
): Promise<boolean> {
  const end = performance.now() + mostMs
  while (!traffic.end.aborted) {
    if (isSo()) return true
    if (performance.now() > end) return false
    await pause(GLANCE_MS)
  }
  return isSo()
}

/**
 * Presses the newest button that carries this, again and again, until it is so. A press that is
 * answered with words is not repeated: that was a refusal, or it is done.
 */
export async function pressUntil(
  person: Person,
  data: string,
  isSo: () => boolean,
): Promise<boolean> {
  const { traffic, id } = person
  const press = { isAnswered: false }
  for (let tries = 0; tries < PRESSES_MOST && !traffic.end.aborted; tries += 1) {
    const card = newest(person, (bubble) => hasButton(bubble, data))
    if (isSo() || !card || press.isAnswered) break
    void traffic.world.press(id, card.messageId, data).then(({ text }) => {
      press.isAnswered ||= text !== undefined
    })
    await until(person, () => isSo() || press.isAnswered, PATIENCE_MS)
  }
  // What was answered shows a moment later.
  return until(person, isSo, 2 * PATIENCE_MS)
}

/** Somebody hesitates. */
export async function dawdle({ random, traffic }: Person, mostMs: number): Promise<void> {
  const ms = random.below(mostMs)
  await pause(ms, undefined, { signal: traffic.end }).catch((error: unknown) => {
    if (!traffic.end.aborted) throw error
  })
}

export function photo(person: Person): { kind: 'photo'; bytes: Uint8Array } {
  const bytes = Array.from({ length: 8 }, () => person.random.below(256))
  return { kind: 'photo', bytes: new Uint8Array([255, 216, 255, 224, ...bytes]) }
}
