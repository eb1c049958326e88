import { InputFile } from 'grammy'
import { cleanFile } from '../files/clean.ts'
import type { Outcome, TelegramClient } from './client.ts'
import type { Log } from './log.ts'
import type { Call, Exit } from './made-files.ts'

/** Files that say more than what they show. Photos are Telegram's own copies; voices and video notes its apps make. */
const TELLING = ['document', 'video', 'audio', 'animation'] as const
type Telling = (typeof TELLING)[number]

/** How many ids of clean copies are remembered: enough for all who get a file at the same time. */
const REMEMBERED = 1_000

/**
 * Passes on what people sent as a clean copy: fetched, stripped and uploaded under a neutral name the first time, from
 * then on sent by what Telegram calls the copy. Nothing is kept on this machine. What cannot be cleaned is refused.
 * Files are worked on one after another, so that one at a time is in memory.
 */
export function withCleanFiles(
  { client, log }: { client: TelegramClient; log: Log },
  call: Call,
): Call {
  const copies = new Map<string, string>()
  let turn: Promise<unknown> = Promise.resolve()

  return (method, body, signal, exit) => {
    const places = placesIn(body)
    if (places.every(({ fileId }) => copies.has(fileId)))
      return send(method, body, places, signal, exit)
    const done = turn.then(() => send(method, body, places, signal, exit))
    // One that fails must not end those that wait behind it.
    turn = done.catch(() => undefined)
    return done
  }

  async function send(
    method: string,
    body: Record<string, unknown>,
    places: readonly Place[],
    signal: AbortSignal,
    exit: Exit,
  ): Promise<Outcome> {
    const clean = new Map<string, string | InputFile>()
    for (const { fileId } of places) {
      const copy = copies.get(fileId) ?? (await fetchClean(client, fileId, signal))
      if (typeof copy === 'object' && 'kind' in copy) {
        if (copy.kind === 'refused') log.warn({ why: copy.description }, 'a file is not passed on')
        return copy
      }
      clean.set(fileId, copy)
    }
    const outcome = await call(method, withCopies(body, clean), signal, exit)
    if (outcome.kind === 'sent') remember(places, outcome.result)
    return outcome
  }

  function remember(places: readonly Place[], result: unknown): void {
    const messages = Array.isArray(result) ? result : [result]
    for (const { fileId, kind, index } of places) {
      const copy = (messages[index] as Partial<Record<Telling, { file_id: string }>>)[kind]?.file_id
      if (copy !== undefined) copies.set(fileId, copy)
    }
    for (const oldest of copies.keys()) {
      if (copies.size <= REMEMBERED) return
      copies.delete(oldest)
    }
  }
}

/** A file that a body names by what Telegram calls it, and in which message of an album. */
interface Place {
  kind: Telling
  fileId: string
  index: number
}

interface Medium {
  type: string
  media: unknown
}

function placesIn(body: Record<string, unknown>): Place[] {
  const album = Array.isArray(body['media']) ? (body['media'] as Medium[]) : []
  const ofAlbum = album.map(({ type, media }, index) => ({ kind: type, fileId: media, index }))
  const alone = TELLING.map((kind) => ({ kind, fileId: body[kind], index: 0 }))
  return [...ofAlbum, ...alone].filter(
    (one): one is Place =>
      typeof one.fileId === 'string' && TELLING.some((kind) => kind === one.kind),
  )
}

function withCopies(
  body: Record<string, unknown>,
  clean: ReadonlyMap<string, string | InputFile>,
): Record<string, unknown> {
  const copyOf = (value: unknown) =>
    typeof value === 'string' ? (clean.get(value) ?? value) : value
  const changed = { ...body }
  for (const kind of TELLING) if (kind in body) changed[kind] = copyOf(body[kind])
  if (Array.isArray(body['media']))
    changed['media'] = (body['media'] as Medium[]).map((one) => ({
      ...one,
      media: copyOf(one.media),
    }))
  return changed
}

/** To fetch has no effect: what is not known to have failed for good is tried again with the message. */
async function fetchClean(
  client: TelegramClient,
  fileId: string,
  signal: AbortSignal,
): Promise<InputFile | Outcome> {
  const found = await client.call('getFile', { file_id: fileId }, signal)
  if (found.kind === 'unknown') return { kind: 'unreached', reason: found.reason }
  if (found.kind !== 'sent') return found
  const path = (found.result as { file_path?: string }).file_path
  const bytes = path === undefined ? null : await client.fetchFile(path, signal)
  if (bytes !== null && 'kind' in bytes) return bytes
  const clean = bytes && cleanFile(bytes)
  if (!clean) return { kind: 'refused', code: 400, description: 'a file that cannot be made clean' }
  return new InputFile(clean.bytes, clean.name)
}
