/** A letter or an appeal as grouping sees it. */
export interface Letter {
  id: string
  title: string | null
  text: string
  /** Milliseconds since 1970. */
  at: number
  /** Who wrote; null: each letter counts as its own household. */
  household: string | null
  place: string | null
  category: string | null
}

/** Characters of a text that are read: who complains says the matter first, and then everything else. */
export const OPENING = 300
