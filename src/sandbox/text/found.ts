import type { MessageEntity } from '../telegram-types.ts'
import { sorted } from './clean.ts'

/** What Telegram finds in a text by itself. A modest likeness: enough for what bots rely on. */
const PATTERNS: { type: string; pattern: RegExp }[] = [
  {
    type: 'url',
    pattern:
      /(?<![\w@.])(?:https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)\]}'，。；：！？）】]|(?:[a-z0-9-]+\.)+(?:com|org|net|cn|me|io|gov|info)(?![\w])(?:\/[^\s<>"]*)?)/gi,
  },
  { type: 'email', pattern: /(?<![\w.@])[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/gi },
  { type: 'bot_command', pattern: /(?<![\w/<>])\/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/<>])/g },
  { type: 'mention', pattern: /(?<![\w@`])@\w{4,32}(?![\w@])/g },
  { type: 'hashtag', pattern: /(?<![\p{L}\p{N}_#])#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/gu },
  { type: 'phone_number', pattern: /(?<![\w+])\+\d[\d ()-]{7,16}\d(?!\w)/g },
]

/** Adds what Telegram finds, where no given code, link or earlier find stands. */
export function withFound(text: string, given: MessageEntity[]): MessageEntity[] {
  if (!/[/@#+.:]/.test(text)) return sorted(given)
  const taken = given.filter(({ type }) =>
    ['pre', 'code', 'text_link', 'text_mention'].includes(type),
  )
  const found: MessageEntity[] = []
  for (const { type, pattern } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length }
      if (![...taken, ...found].some((other) => overlap(other, entity))) found.push(entity)
    }
  }
  return sorted([...given, ...found])
}

function overlap(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length
}
