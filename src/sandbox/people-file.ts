import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { World } from './world-types.ts'

const params = z.object({ fileId: z.string().min(1).max(256) })

/** Only what a browser shows without running anything; the rest is handed over as a download. */
const shown = /^(image\/(jpeg|png|webp|gif)|audio\/[\w.+-]+|video\/[\w.+-]+)$/

/** Bytes of a file in some chat. Answers byte ranges, without which Safari plays no sound. */
export function serveFile(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { fileId } = params.parse(request.params)
  const file = world.file(fileId)
  if (file === undefined) return reply.code(404).send({ error: 'not_found' })

  const type = file.mimeType.split(';')[0] ?? ''
  const isShown = shown.test(type)
  const name = encodeURIComponent(file.fileName ?? fileId)
  reply.header('content-type', isShown ? type : 'application/octet-stream')
  reply.header(
    'content-disposition',
    `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
  )
  reply.header('content-security-policy', "sandbox; default-src 'none'")
  reply.header('cache-control', 'private, no-cache')
  reply.header('accept-ranges', 'bytes')

  const bytes = Buffer.from(file.bytes)
  const range = rangeOf(request.headers.range, bytes.length)
  if (range === undefined) return reply.send(bytes)
  reply.header('content-range', `bytes ${range.from}-${range.to}/${bytes.length}`)
  return reply.code(206).send(bytes.subarray(range.from, range.to + 1))
}

/** A single satisfiable range; anything else is answered with the whole file, as HTTP allows. */
function rangeOf(
  header: string | undefined,
  size: number,
): { from: number; to: number } | undefined {
  const found = /^bytes=(\d+)-(\d*)$/.exec(header ?? '')
  if (found === null) return undefined
  const from = Number(found[1])
  const to = found[2] === '' ? size - 1 : Math.min(Number(found[2]), size - 1)
  return from <= to ? { from, to } : undefined
}
