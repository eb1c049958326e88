import { normalised } from './normal.ts'

/** What is to be read: its title, if it has one, and what it says. As people wrote it. */
export interface Letter {
  title?: string | null | undefined
  text: string
}

/** A letter as it is compared: its title, and all that it says, the title first. */
export function readable({ title, text }: Letter): { title: string; text: string } {
  const head = normalised(title ?? '')
  const body = normalised(text)
  return { title: head, text: head === '' ? body : `${head}\n${body}` }
}
