import { InputFile } from 'grammy'
import type { Pool } from 'pg'
import { madeFileToSend, nameMadeFile, type MadeFile, type MadeRef } from '../store/made-files.ts'
import type { Outcome, TelegramClient } from './client.ts'
import { faultOf, type Log } from './log.ts'

interface Through {
  client: TelegramClient
  pool: Pool
  log: Log
}

/**
 * Sends one call, with the file of our own making that its body may name: uploaded the first time, from then on by the
 * id that Telegram gave it.
 */
export async function callWithFiles(
  through: Through,
  method: string,
  body: Record<string, unknown>,
  signal: AbortSignal,
): Promise<Outcome> {
  const { client, pool, log } = through
  const named = madeFileIn(body)
  if (!named) return client.call(method, body, signal)
  const { kind, id } = named
  let file: Awaited<ReturnType<typeof madeFileToSend>>
  try {
    file = await madeFileToSend(pool, id)
  } catch (error) {
    log.error(faultOf(error), 'a file of ours cannot be read')
    return { kind: 'unreached', reason: 'database' }
  }
  if (!file) return { kind: 'refused', code: 400, description: 'a file of ours is gone' }
  const isKnown = 'fileId' in file
  const media = 'fileId' in file ? file.fileId : new InputFile(file.bytes, file.name)
  const outcome = await client.call(method, { ...body, [kind]: media }, signal)
  if (outcome.kind === 'sent' && !isKnown)
    await remember(through, id, fileIdIn(kind, outcome.result))
  if (outcome.kind !== 'refused' || !isKnown || !UNKNOWN_FILE.test(outcome.description))
    return outcome
  // Another bot, or another server, called it so. It had no effect: the file itself goes at once.
  return (await remember(through, id, null))
    ? callWithFiles(through, method, body, signal)
    : outcome
}

const KINDS = ['photo', 'document'] as const satisfies MadeFile['kind'][]
const UNKNOWN_FILE = /wrong (?:remote )?file.?id|file identifier|FILE_REFERENCE/i

/** What Telegram did stands, whether or not we can write down what it calls the file. */
async function remember(
  { pool, log }: Through,
  id: number,
  fileId: string | null,
): Promise<boolean> {
  try {
    await nameMadeFile(pool, id, fileId)
    return true
  } catch (error) {
    log.error(faultOf(error), 'what Telegram calls a file of ours cannot be written')
    return false
  }
}

function madeFileIn(body: Record<string, unknown>): { kind: MadeFile['kind']; id: number } | null {
  for (const kind of KINDS) {
    const named = body[kind]
    if (typeof named === 'object' && named !== null && 'made' in named)
      return { kind, id: (named as MadeRef).made }
  }
  return null
}

/** Telegram answers with the message: of a picture with all its sizes, the largest last. */
function fileIdIn(kind: MadeFile['kind'], result: unknown): string | null {
  const message = result as { photo?: { file_id: string }[]; document?: { file_id: string } }
  const file = kind === 'photo' ? message.photo?.at(-1) : message.document
  return file?.file_id ?? null
}
