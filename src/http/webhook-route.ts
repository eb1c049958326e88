import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Crowded } from '../store/inbox.ts'

export type Receive = (update: unknown) => Promise<void>

const BODY_BYTES = 4 * 1024 * 1024
const TELL_MS = 60_000

/** All that must be true of an update to be kept: whatever else is in it is somebody else's matter. */
const update = z.looseObject({ update_id: z.int().nonnegative() })

/**
 * `POST /telegram`: keeps the update, then says 200, and Telegram forgets it. While it cannot be
 * kept, 503: Telegram brings it again. An update that cannot be handled is none of its business.
 */
export function webhookRoute(server: FastifyInstance, receive: Receive, secret: string): void {
  if (secret === '') throw new Error('without a secret anybody could post updates')
  const tell = tellOfStrangers(server.log)
  server.post(
    '/telegram',
    {
      bodyLimit: BODY_BYTES,
      onRequest: async (request, reply) => {
        if (isSame(request.headers['x-telegram-bot-api-secret-token'], secret)) return undefined
        tell()
        return reply.code(401).send({ error: 'The secret token is missing or wrong.' })
      },
    },
    async (request, reply) => {
      const { success, data } = update.safeParse(request.body)
      if (!success) return reply.code(400).send({ error: 'This is not an update.' })
      try {
        await receive(data)
      } catch (error) {
        if (error instanceof Crowded)
          return reply.code(429).header('retry-after', '5').send({ error: 'Too much waits.' })
        request.log.error({ err: error, update: data.update_id }, 'an update could not be kept')
        return reply.code(503).header('retry-after', '1').send({ error: 'Try again.' })
      }
      return { ok: true }
    },
  )
}

/** Takes the same time wherever the two differ. */
function isSame(given: string | string[] | undefined, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(String(given ?? '')), digest(secret))
}

/** A line a minute at most: whoever knocks must not fill the log. It counts those of whom no line spoke. */
function tellOfStrangers(log: FastifyBaseLogger): () => void {
  let count = 0
  let toldAt = -Infinity
  return () => {
    count += 1
    if (performance.now() - toldAt < TELL_MS) return
    log.warn({ route: '/telegram', count }, 'what came without the right secret was refused')
    toldAt = performance.now()
    count = 0
  }
}
