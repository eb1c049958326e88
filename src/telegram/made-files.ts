import { InputFile } from 'grammy'
import type { Pool } from 'pg'
import { draw } from '../reports/draw.ts'
import {
  madeFileToSend,
  nameMadeFile,
  type MadeFile,
  type MadeRef,
  type ToSend,
} from '../store/made-files.ts'
import type { Outcome, TelegramClient } from './client.ts'
import { faultOf, type Log } from './log.ts'

/** The way out of one message. */
export interface Exit {
  /** Waited for whenever something of it is about to leave for Telegram: a file may take its time before. */
  opens: () => Promise<boolean>
  /** Asked once more as it leaves. */
  isOpen: () => boolean
}

export type Call = (
  method: string,
  body: Record<string, unknown>,
  signal: AbortSignal,
  exit: Exit,
) => Promise<Outcome>

/**
 * Sends calls, with the file of our own making that a body may name: drawn and uploaded the first time, from then on
 * sent by the id that Telegram gave it. Files are uploaded one after another: a picture for many is drawn once.
 */
export function withMadeFiles(given: Given): Call {
  const { client } = given
  let uploads: Promise<unknown> = Promise.resolve()
  return async (method, body, signal, exit) => {
    const call = async (whole: Record<string, unknown>): Promise<Outcome> => {
      if (!(await exit.opens())) return STOPPING
      return client.call(method, whole, signal, exit.isOpen)
    }
    const named = madeFileIn(body)
    if (!named) return call(body)
    const file = await read(given, named.id)
    if (file !== null && file !== 'unread' && 'fileId' in file) {
      const outcome = await call({ ...body, [named.kind]: file.fileId })
      if (outcome.kind !== 'refused' || !UNKNOWN_FILE.test(outcome.description)) return outcome
      // Another bot, or another server, called it so. It had no effect.
      await remember(given, named.id, null)
    }
    const turn = uploads.then(() =>
      upload(given, named, (media) => call({ ...body, [named.kind]: media }), signal),
    )
    uploads = turn
    return turn
  }
}

interface Given {
  client: TelegramClient
  pool: Pool
  log: Log
}

interface Named {
  kind: MadeFile['kind']
  id: number
}

/** Never throws: an upload that fails must not end those that wait behind it. */
async function upload(
  given: Given,
  { kind, id }: Named,
  call: (media: string | InputFile) => Promise<Outcome>,
  signal: AbortSignal,
): Promise<Outcome> {
  const file = await read(given, id)
  if (file === 'unread') return { kind: 'unreached', reason: 'database' }
  if (file === null) return { kind: 'refused', code: 400, description: 'a file of ours is gone' }
  const media = await mediaOf(given, file, signal)
  if (media === null)
    return signal.aborted
      ? STOPPING
      : { kind: 'refused', code: 400, description: 'a picture cannot be drawn' }
  const outcome = await call(media)
  if (outcome.kind === 'sent') await remember(given, id, fileIdIn(kind, outcome.result))
  return outcome
}

/** Null: it could not be drawn, or there is no time left for it. */
async function mediaOf(
  { log }: Given,
  file: ToSend,
  signal: AbortSignal,
): Promise<string | InputFile | null> {
  if ('fileId' in file) return file.fileId
  if ('bytes' in file) return new InputFile(file.bytes, file.name)
  try {
    return new InputFile(await draw(file.chart, signal), file.name)
  } catch (error) {
    if (!signal.aborted) log.error(faultOf(error), 'a picture cannot be drawn')
    return null
  }
}

async function read({ pool, log }: Given, id: number): Promise<ToSend | null | 'unread'> {
  try {
    return await madeFileToSend(pool, id)
  } catch (error) {
    log.error(faultOf(error), 'a file of ours cannot be read')
    return 'unread'
  }
}

/** What Telegram did stands, whether or not we can write down what it calls the file. */
async function remember({ pool, log }: Given, id: number, fileId: string | null): Promise<void> {
  try {
    await nameMadeFile(pool, id, fileId)
  } catch (error) {
    log.error(faultOf(error), 'what Telegram calls a file of ours cannot be written')
  }
}

const STOPPING: Outcome = { kind: 'unreached', reason: 'stopping' }
const KINDS = ['photo', 'document'] as const satisfies MadeFile['kind'][]
const UNKNOWN_FILE = /wrong (?:remote )?file.?id|file identifier|FILE_REFERENCE/i

function madeFileIn(body: Record<string, unknown>): Named | null {
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
