import type {
  Bubble,
  Button,
  Outgoing,
  OutgoingFile,
  PressAnswer,
  SandboxPerson,
  World,
} from '../../src/sandbox/world-types.ts'

/** A world without a bot: what is sent stands in the chat, and a keyboard answers. */
export class FakeWorld implements World {
  readonly pressed: { personId: number; messageId: number; data: string }[] = []
  #people = new Map<number, SandboxPerson>()
  #chats = new Map<number, Bubble[]>()
  #blocked = new Set<number>()
  #files = new Map<string, OutgoingFile>()
  #listeners = new Set<(personId: number) => void>()
  #lastId = 0
  #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  addPerson(person: SandboxPerson): void {
    this.#people.set(person.id, person)
  }
  people(): SandboxPerson[] {
    return [...this.#people.values()]
  }
  chat(personId: number): Bubble[] {
    return this.#chats.get(personId) ?? []
  }
  commands(): { command: string; description: string }[] {
    return [
      { command: 'new', description: 'Say what is wrong' },
      { command: 'my', description: 'My appeals' },
      { command: 'help', description: 'What this desk does' },
    ]
  }

  send(personId: number, what: Outgoing): number[] {
    const ids: number[] = []
    const base = { by: 'person' as const, date: this.#seconds() }
    const replyTo = 'replyTo' in what ? what.replyTo : undefined
    const reply = replyTo === undefined ? {} : { replyTo }
    const put = (rest: Partial<Bubble>) => {
      ids.push(this.put(personId, { ...base, ...reply, ...rest }))
    }
    if ('text' in what) put({ text: what.text })
    else if ('location' in what) put({ location: what.location })
    else if ('contact' in what) put({ contact: what.contact })
    else if ('dice' in what) put({ other: { kind: 'dice', text: what.dice } })
    else if ('poll' in what) put({ other: { kind: 'poll', text: what.poll.question } })
    else {
      const group = what.files.length > 1 ? { mediaGroupId: `album ${this.#lastId}` } : {}
      what.files.forEach((file, index) => {
        const { caption: words } = what
        const caption = index === 0 && words !== undefined ? { caption: words } : {}
        put({ media: this.keep(file), ...group, ...caption })
      })
    }
    return ids
  }
  edit(personId: number, messageId: number, text: string): void {
    this.change(personId, messageId, { text, editDate: this.#seconds() })
  }
  press(personId: number, messageId: number, callbackData: string): Promise<PressAnswer> {
    this.pressed.push({ personId, messageId, data: callbackData })
    return Promise.resolve({ text: `pressed ${callbackData}`, alert: callbackData === 'alert' })
  }
  block(personId: number): void {
    this.#blocked.add(personId)
  }
  unblock(personId: number): void {
    this.#blocked.delete(personId)
  }
  isBlocked(personId: number): boolean {
    return this.#blocked.has(personId)
  }
  deactivate(personId: number): void {
    this.#blocked.add(personId)
  }
  replyKeys(): undefined {
    return undefined
  }
  profile(): { name: string; description: string; shortDescription: string } {
    return { name: 'Huiying', description: 'Say what is wrong.', shortDescription: '' }
  }
  file(fileId: string): { bytes: Uint8Array; mimeType: string; fileName?: string } | undefined {
    const file = this.#files.get(fileId)
    if (file === undefined) return undefined
    const name = file.fileName === undefined ? {} : { fileName: file.fileName }
    return { bytes: file.bytes, mimeType: file.mimeType ?? 'application/octet-stream', ...name }
  }
  reset(): void {
    this.#chats.clear()
    this.#files.clear()
    for (const { id } of this.people()) this.#tell(id)
  }
  onBubble(listener: (personId: number, bubble: Bubble) => void): () => void {
    return this.onChange((id) => {
      const bubble = this.chat(id).at(-1)
      if (bubble) listener(id, bubble)
    })
  }
  onChange(listener: (personId: number) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Puts a message of the bot into a chat. */
  say(personId: number, text: string, buttons?: Button[][], rest: Partial<Bubble> = {}): number {
    const keyboard = buttons === undefined ? {} : { buttons }
    return this.put(personId, { by: 'bot', date: this.#seconds(), text, ...keyboard, ...rest })
  }
  put(personId: number, bubble: Omit<Bubble, 'messageId'>): number {
    const messageId = ++this.#lastId
    this.#chats.set(personId, [...this.chat(personId), { messageId, ...bubble }])
    this.#tell(personId)
    return messageId
  }
  change(personId: number, messageId: number, change: Partial<Bubble>): void {
    const changed = this.chat(personId).map((bubble) =>
      bubble.messageId === messageId ? { ...bubble, ...change } : bubble,
    )
    this.#chats.set(personId, changed)
    this.#tell(personId)
  }
  keep(file: OutgoingFile): NonNullable<Bubble['media']> {
    const fileId = `file-${this.#files.size + 1}`
    this.#files.set(fileId, file)
    const { kind, fileName, mimeType, duration } = file
    return {
      kind,
      fileId,
      size: file.bytes.length,
      ...(fileName === undefined ? {} : { fileName }),
      ...(mimeType === undefined ? {} : { mimeType }),
      ...(duration === undefined ? {} : { duration }),
    }
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000)
  }
  #tell(personId: number): void {
    for (const listener of this.#listeners) listener(personId)
  }
}
