/**
 * What one person can do to the desk at most, and the desk to itself. Every limit stands here, with what happens above
 * it; docs/security.md says why.
 */
export const LIMITS = {
  /** Characters of a draft. More are answered with what to do instead; the draft stays as it is. */
  draftCharacters: 20_000,
  /** Characters of the name of a caller. More is no name. */
  nameCharacters: 40,
  /** Files of a draft, and with one act. The rest of an album is passed over, and that is said. */
  files: 20,
  /** Bytes of a file. Telegram lets a bot fetch no more; nobody could look at a larger one. */
  fileBytes: 20 * 1024 * 1024,
  /** Width times height of a picture that is passed on: above it the phone of whoever opens it is the target. */
  filePixels: 250_000_000,
  /** Messages of one person in a minute that get an answer each. More are kept, and answered once: `calmed`. */
  messagesAMinute: 60,
  /** Updates that wait to be handled. Above it no more are taken in: they stay with Telegram, unacknowledged. */
  waitingUpdates: 100_000,
} as const
