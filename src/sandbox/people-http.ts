import multipart from '@fastify/multipart'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { serveFile } from './people-file.ts'
import { refuseForeign, setSafetyHeaders } from './people-guard.ts'
import { maxFileBytes, maxFiles, readOutgoing } from './people-send.ts'
import { openStream } from './people-stream.ts'
import { readTexts } from './people-texts.ts'
import type { World } from './world-types.ts'

/** A name in each language, as the org file writes it. */
export type Words = Record<string, string>

export interface CastMember {
  id: number
  /** A key of `role` in locales/<lang>/sandbox.json; an unknown one is not shown. */
  role: string
  unitName: Words
}

export interface SandboxClock {
  /** Milliseconds since 1970, as the desk sees them. */
  now(): number
  rate(): number
  setRate(rate: number): Promise<void>
  jump(ms: number): Promise<void>
}

export interface PeopleHttpOptions {
  world: World
  people: CastMember[]
  /** One more resident, whose app speaks this language; gives the id. */
  addResident(languageCode: string): number
  clock: SandboxClock
  /** Empties desk and chats; the page reads everything anew afterwards. */
  reset(): Promise<void>
  /** What is drawn on the maps: lon, lat rings. */
  areas?: { name: Words; ring: [number, number][] }[]
  timezone?: string
  deskName?: Words
  /** Names, besides localhost and its addresses, under which the page may be opened. */
  hosts?: string[]
}

const pageFolder = join(import.meta.dirname, 'page')
const api = '/sandbox/api'

const personParams = z.object({ id: z.coerce.number().int() })
const press = z.strictObject({ messageId: z.int(), data: z.string().min(1).max(64) })
const newcomer = z.strictObject({ languageCode: z.string().regex(/^[a-z]{2}(-[a-z]{2,8})?$/i) })
const edit = z.strictObject({ messageId: z.int(), text: z.string().min(1).max(4096) })
const yearMs = 366 * 24 * 3600 * 1000
const clockChange = z.union([
  z.strictObject({ rate: z.number().positive().max(100_000) }),
  z.strictObject({ jumpMs: z.int().positive().max(yearMs) }),
])

/**
 * The phones' page and its HTTP API. Register it (`app.register(peopleHttp, options)`), so that
 * its guard and its body parsers stay with its own routes.
 */
export async function peopleHttp(app: FastifyInstance, options: PeopleHttpOptions): Promise<void> {
  const { world, clock } = options
  const stream = openStream(app)
  const clockNow = () => ({ now: clock.now(), rate: clock.rate() })

  app.setErrorHandler(answerFault)
  app.addHook('onRequest', setSafetyHeaders)
  app.addHook('onRequest', refuseForeign(options.hosts ?? []))
  app.addHook(
    'onClose',
    world.onChange((id) => stream.send('chat', { id })),
  )
  await app.register(multipart, { limits: { files: maxFiles, fileSize: maxFileBytes, fields: 8 } })
  await app.register(fastifyStatic, {
    root: pageFolder,
    prefix: '/sandbox/page/',
    index: false,
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', 'no-cache'),
  })

  for (const path of ['/', '/sandbox']) {
    app.get(path, async (_request, reply) =>
      reply.type('text/html; charset=utf-8').send(await readFile(join(pageFolder, 'index.html'))),
    )
  }

  /** The id of a person of the cast; anybody else is not found. */
  const personOf = (request: FastifyRequest): number => {
    const { id } = personParams.parse(request.params)
    if (!options.people.some((person) => person.id === id)) throw new NotHere()
    return id
  }

  app.get(`${api}/cast`, () => ({
    desk: { name: options.deskName, timezone: options.timezone ?? 'Asia/Shanghai' },
    areas: options.areas ?? [],
    people: cast(options),
  }))
  app.post(`${api}/people`, (request) => {
    const id = options.addResident(newcomer.parse(request.body).languageCode)
    stream.send('cast', {})
    return { id }
  })
  app.get(`${api}/chat/:id`, (request) => {
    const id = personOf(request)
    return {
      bubbles: world.chat(id),
      blocked: world.isBlocked(id),
      commands: world.commands(id),
      replyKeys: world.replyKeys(id),
      profile: world.profile(id),
    }
  })
  app.get(`${api}/events`, (request, reply) => stream.attach(request, reply, clockNow()))

  app.post(`${api}/send/:id`, async (request, reply) => {
    const id = personOf(request)
    const what = await readOutgoing(request)
    if (world.isBlocked(id)) return reply.code(409).send({ error: 'blocked' })
    return { messageIds: world.send(id, what) }
  })
  app.post(`${api}/press/:id`, async (request) => {
    const id = personOf(request)
    const { messageId, data } = press.parse(request.body)
    if (!world.chat(id).some((bubble) => bubble.messageId === messageId)) throw new NotHere()
    return await world.press(id, messageId, data)
  })
  app.post(`${api}/edit/:id`, (request) => {
    const id = personOf(request)
    const { messageId, text } = edit.parse(request.body)
    const own = world.chat(id).find((bubble) => bubble.messageId === messageId)
    if (own?.by !== 'person') throw new NotHere()
    world.edit(id, messageId, text)
    return { messageId }
  })
  app.post(`${api}/block/:id`, (request) => {
    const id = personOf(request)
    world.block(id)
    stream.send('chat', { id })
    return { blocked: true }
  })
  app.post(`${api}/unblock/:id`, (request) => {
    const id = personOf(request)
    world.unblock(id)
    stream.send('chat', { id })
    return { blocked: false }
  })

  app.get(`${api}/file/:fileId`, (request, reply) => serveFile(world, request, reply))

  app.get(`${api}/clock`, clockNow)
  app.post(`${api}/clock`, async (request) => {
    const change = clockChange.parse(request.body)
    if ('rate' in change) await clock.setRate(change.rate)
    else await clock.jump(change.jumpMs)
    stream.send('clock', clockNow())
    return clockNow()
  })
  app.post(`${api}/reset`, async () => {
    await options.reset()
    stream.send('reset', clockNow())
    return clockNow()
  })

  const texts = await readTexts()
  const names = [...texts].map(([code, { page }]) => ({ code, name: page?.language ?? code }))
  app.get(`${api}/texts/:locale`, (request) => {
    const { locale } = z.object({ locale: z.string() }).parse(request.params)
    const found = texts.get(locale)
    if (found === undefined) throw new NotHere()
    return { locales: names, texts: found }
  })
}

class NotHere extends Error {}

function cast({ world, people }: PeopleHttpOptions): object[] {
  const known = new Map(world.people().map((person) => [person.id, person]))
  return people.map(({ id, role, unitName }) => ({
    ...known.get(id),
    id,
    role,
    unitName,
    blocked: world.isBlocked(id),
    commands: world.commands(id),
  }))
}

function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof NotHere) return reply.code(404).send({ error: 'not_found' })
  if (error instanceof z.ZodError) {
    return reply.code(400).send({ error: 'bad_input', detail: z.prettifyError(error) })
  }
  const status = statusOf(error)
  if (status === 413) return reply.code(413).send({ error: 'too_large' })
  if (status < 500) {
    return reply.code(400).send({ error: 'bad_input', detail: (error as Error).message })
  }
  request.log.error({ err: error, route: request.routeOptions.url }, 'sandbox page request failed')
  return reply.code(500).send({ error: 'broken' })
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' ? status : 500
}
