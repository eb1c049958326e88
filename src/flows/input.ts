/** A file that stays with Telegram. */
export interface FileRef {
  kind: 'photo' | 'video' | 'voice' | 'audio' | 'document' | 'animation' | 'video_note'
  fileId: string
  /** Bytes, when Telegram says so. */
  size: number | null
}

/** What a person did in the chat, read out of an update. Text is cleaned (domain/words.ts) already. */
export type Input =
  | { kind: 'text'; text: string; messageId: number; replyTo: number | null }
  | {
      kind: 'file'
      file: FileRef
      caption: string
      album: string | null
      messageId: number
      replyTo: number | null
    }
  | { kind: 'pin'; longitude: number; latitude: number; messageId: number; replyTo: number | null }
  | { kind: 'command'; name: string; argument: string; messageId: number }
  | { kind: 'press'; verb: string; args: string[]; messageId: number }
  /** The person changed a message that was sent before. */
  | { kind: 'edited'; text: string; messageId: number }
  /** What the desk cannot take: named, so that the answer can say what to send instead. */
  | {
      kind: 'unusable'
      what: 'sticker' | 'contact' | 'dice' | 'poll' | 'too_big' | 'too_telling' | 'empty' | 'other'
      messageId: number
    }
