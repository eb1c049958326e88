export interface BotCommand {
  command: string
  description: string
}

export type ProfileField = 'name' | 'description' | 'short_description'

/** What the bot publishes about itself: commands by scope and language, name and descriptions by language. */
export class Profile {
  readonly #commands = new Map<string, BotCommand[]>()
  readonly #texts = new Map<string, string>()

  setCommands(scope: string, language: string, commands: BotCommand[]): void {
    this.#commands.set(`${scope}|${language}`, commands)
  }

  deleteCommands(scope: string, language: string): void {
    this.#commands.delete(`${scope}|${language}`)
  }

  /** Exactly this scope and language, without falling back. */
  commands(scope: string, language: string): BotCommand[] {
    return this.#commands.get(`${scope}|${language}`) ?? []
  }

  /** What a private chat shows: the narrowest scope first, and in each the person's language first. */
  commandsFor(personId: number, languageTag: string): BotCommand[] {
    const language = baseLanguage(languageTag)
    for (const scope of [`chat:${personId}`, 'all_private_chats', 'default']) {
      for (const wanted of [language, '']) {
        const commands = this.commands(scope, wanted)
        if (commands.length > 0) return commands
      }
    }
    return []
  }

  setText(field: ProfileField, language: string, text: string): void {
    if (text === '') this.#texts.delete(`${field}|${language}`)
    else this.#texts.set(`${field}|${language}`, text)
  }

  /** In this language, or the one for all. */
  text(field: ProfileField, languageTag: string): string {
    const own = this.#texts.get(`${field}|${baseLanguage(languageTag)}`)
    return own ?? this.#texts.get(`${field}|`) ?? ''
  }

  save(): ProfileSnapshot {
    return { commands: [...this.#commands], texts: [...this.#texts] }
  }

  load(snapshot: ProfileSnapshot): void {
    for (const [key, commands] of snapshot.commands) this.#commands.set(key, commands)
    for (const [key, text] of snapshot.texts) this.#texts.set(key, text)
  }
}

export interface ProfileSnapshot {
  commands: [string, BotCommand[]][]
  texts: [string, string][]
}

/** zh-hans is zh for Telegram. */
function baseLanguage(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? ''
}
