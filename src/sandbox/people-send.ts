import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Outgoing, OutgoingFile } from './world-types.ts'

/** Telegram's own album limit. */
export const maxFiles = 10
/** Above the 20 MB a bot may download, so that one can see what the desk says to too large a file. */
export const maxFileBytes = 50 * 1024 * 1024

/** Phones cut a longer text into several messages. */
const maxTextLength = 16_000

const replyTo = z.int().positive().optional()
const words = z.strictObject({ text: z.string().trim().min(1).max(maxTextLength), replyTo })
const place = z.strictObject({
  location: z.strictObject({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
  }),
  replyTo,
})
const contact = z.strictObject({
  contact: z.strictObject({
    phone: z.string().min(3).max(32),
    firstName: z.string().min(1).max(64),
    userId: z.int().optional(),
  }),
})
const dice = z.strictObject({ dice: z.string().min(1).max(8) })
const poll = z.strictObject({
  poll: z.strictObject({
    question: z.string().min(1).max(300),
    options: z.array(z.string().min(1).max(100)).min(2).max(10),
  }),
})
const plain = z.union([words, place, contact, dice, poll])

const kind = z.enum([
  'photo',
  'video',
  'voice',
  'audio',
  'document',
  'sticker',
  'animation',
  'video_note',
])
const fields = z.strictObject({
  caption: z.string().max(1024).optional(),
  replyTo: z.coerce.number().int().positive().optional(),
  duration: z.coerce.number().min(0).max(3600).optional(),
})

/**
 * What a phone sends: JSON for words, a place, a contact, dice or a poll; multipart for files,
 * where each part is named after its kind and several of them make an album.
 */
export async function readOutgoing(request: FastifyRequest): Promise<Outgoing> {
  if (!request.isMultipart()) return withoutUndefined(plain.parse(request.body))
  const files: OutgoingFile[] = []
  const given: Record<string, unknown> = {}
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      given[part.fieldname] = part.value
      continue
    }
    files.push({
      kind: kind.parse(part.fieldname),
      bytes: await part.toBuffer(),
      fileName: part.filename,
      mimeType: part.mimetype,
    })
  }
  z.array(z.unknown()).min(1, 'no files').max(maxFiles).parse(files)
  const { duration, ...rest } = fields.parse(given)
  if (duration !== undefined) for (const file of files) file.duration = Math.round(duration)
  return withoutUndefined({ files, ...rest })
}

/** Zod types an absent optional as `undefined`; the world wants it absent. */
function withoutUndefined(value: object): Outgoing {
  const kept = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.fromEntries(kept) as unknown as Outgoing
}
