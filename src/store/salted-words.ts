import { randomBytes } from 'node:crypto'
import { digestOf } from './history.ts'

/** Words to be kept apart from their entry, and the digest that stays there when they are erased. */
export function saltedWords(text: string): Salted {
  if (text === '') return {}
  const salt = randomBytes(16).toString('hex')
  return { digest: digestOf(text, salt), words: { create: { text, salt } } }
}

type Salted = { digest: string; words: { create: { text: string; salt: string } } } | object
