import type { FileRef } from '../input.ts'

/** For which words a press or a question of ours waits. */
export type AwaitedWords =
  | 'add'
  | 'answer'
  | 'comment'
  | 'memo'
  | 'note'
  | 'ask'
  | 'resolve'
  | 'ask_return'
  | 'ask_extension'
  | 'ask_suspension'
  | 'decline'

/** What the next message of this person is taken for. */
export interface Awaiting {
  what: AwaitedWords
  number: string
  /** Pictures that came before the words that the act needs. */
  files: FileRef[]
}

/** What the first picture of an album was taken for; the rest follows it. */
export interface AlbumMemory {
  album: string
  /** `draft`, or the act that was done with the first picture. `full`: no more fit, which has been said. */
  to: 'draft' | { act: AwaitedWords; number: string } | 'awaiting' | 'full'
}
