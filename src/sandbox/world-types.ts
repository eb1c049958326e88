/** What stands in a sandbox chat, seen from a person's phone. Shapes follow the Bot API where one exists. */

export interface SandboxPerson {
  id: number
  firstName: string
  lastName?: string
  username?: string
  /** IETF tag as Telegram sends it in `from.language_code`. */
  languageCode: string
}

/** A key of a reply keyboard: pressing it sends its text, or the pin or phone number it asks for. */
export interface ReplyKey {
  text: string
  requestContact?: true
  requestLocation?: true
}

export interface Button {
  text: string
  callback_data?: string
  url?: string
}

export interface Entity {
  type: string
  offset: number
  length: number
  url?: string
}

/** One bubble in a private chat between a person and the bot. */
export interface Bubble {
  messageId: number
  /** 'bot' or 'person': who wrote it. */
  by: 'bot' | 'person'
  /** Seconds since 1970, from the sandbox clock. */
  date: number
  editDate?: number
  text?: string
  caption?: string
  entities?: Entity[]
  replyTo?: number
  mediaGroupId?: string
  /** Inline keyboard, rows of buttons. */
  buttons?: Button[][]
  /** Reply keyboard that came with this message. */
  replyKeys?: ReplyKey[][]
  /** The bot forbade forwarding and saving. */
  isProtected?: true
  /** Who wrote it first, when it was forwarded. */
  forwardedFrom?: string
  media?: {
    kind:
      'photo' | 'video' | 'voice' | 'audio' | 'document' | 'sticker' | 'animation' | 'video_note'
    fileId: string
    fileName?: string
    mimeType?: string
    size?: number
    duration?: number
  }
  location?: { latitude: number; longitude: number }
  contact?: { phone: string; firstName: string; userId?: number }
  other?: { kind: 'dice' | 'poll'; text: string }
}

/** What a person can send from the phone. Several files of photo, video or document make an album. */
export type Outgoing =
  | { text: string; replyTo?: number }
  | { files: OutgoingFile[]; caption?: string; replyTo?: number }
  | { location: { latitude: number; longitude: number }; replyTo?: number }
  | { contact: { phone: string; firstName: string; userId?: number } }
  | { dice: string }
  | { poll: { question: string; options: string[] } }

export interface OutgoingFile {
  kind: 'photo' | 'video' | 'voice' | 'audio' | 'document' | 'sticker' | 'animation' | 'video_note'
  bytes: Uint8Array
  fileName?: string
  mimeType?: string
  duration?: number
}

/** What the bot answered to a press: the toast or alert, or nothing. */
export interface PressAnswer {
  text?: string
  alert: boolean
}

/** The people's side of the sandbox Bot API: what phones do and see. */
export interface World {
  /** `hasStarted`: has pressed Start before, so that the bot may write first. */
  addPerson(person: SandboxPerson, hasStarted?: boolean): void
  people(): SandboxPerson[]
  chat(personId: number): Bubble[]
  /** The commands published for this person (setMyCommands, narrowest scope, their language). */
  commands(personId: number): { command: string; description: string }[]
  /** What the bot shows before the first message, if anything: whether the person pressed Start. */
  send(personId: number, what: Outgoing): number[]
  edit(personId: number, messageId: number, text: string): void
  /** Presses a button by its callback data; forged data is allowed, as real clients can forge it. */
  press(personId: number, messageId: number, callbackData: string): Promise<PressAnswer>
  block(personId: number): void
  unblock(personId: number): void
  isBlocked(personId: number): boolean
  /** The account is gone: sending answers "user is deactivated". */
  deactivate(personId: number): void
  /** The reply keyboard that stands below the chat now. */
  replyKeys(personId: number): ReplyKey[][] | undefined
  /** Name and descriptions of the bot as this person's phone shows them. */
  profile(personId: number): { name: string; description: string; shortDescription: string }
  /** Bytes of a file that stands in some chat. */
  file(fileId: string): { bytes: Uint8Array; mimeType: string; fileName?: string } | undefined
  /** Empties chats, files and pending updates; people stay. */
  reset(): void
  /** Calls back with each bubble that comes or changes. For who watches thousands of chats. */
  onBubble(listener: (personId: number, bubble: Bubble) => void): () => void
  /** Calls back after any visible change in that person's chat. Returns the way to stop. */
  onChange(listener: (personId: number) => void): () => void
}
