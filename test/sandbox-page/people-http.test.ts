import type { FastifyInstance } from 'fastify'
import { request } from 'node:http'
import { Registry } from 'prom-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createServer } from '../../src/http/server.ts'
import { createLog } from '../../src/log.ts'
import { peopleHttp } from '../../src/sandbox/people-http.ts'
import { FakeWorld } from './fake-world.ts'

const resident = 1001
const start = Date.parse('2026-11-23T00:30:00Z')
const png = Buffer.from('89504e470d0a1a0a', 'hex')
const silent = createLog({ level: 'silent', secrets: [] })
const metrics = new Registry()

let app: FastifyInstance
let world: FakeWorld
let origin: string
let port: number
let clock: { now: number; rate: number }
let resets: number
let added: number[]

beforeEach(async () => {
  clock = { now: start, rate: 1 }
  resets = 0
  added = []
  world = new FakeWorld(() => clock.now)
  world.addPerson({ id: resident, firstName: 'Li', lastName: 'Xiuying', languageCode: 'zh-hans' })
  world.addPerson({ id: 2001, firstName: 'Wang', languageCode: 'zh-hans' })
  world.addPerson({ id: 9999, firstName: 'Not in the cast', languageCode: 'en' })
  metrics.clear()
  app = createServer({ ready: () => true, logger: silent, metrics })
  await app.register(peopleHttp, {
    world,
    people: [
      { id: resident, role: 'resident', unitName: { en: 'Anshun Community' } },
      { id: 2001, role: 'secretary', unitName: { en: 'Anshun Community' } },
    ],
    addResident: (languageCode) => {
      world.addPerson({ id: 9010, firstName: 'Neighbour', languageCode })
      added.push(9010)
      return 9010
    },
    areas: [{ name: { en: 'Anshun' }, ring: [[119.19, 35.74] as [number, number]] }],
    clock: {
      now: () => clock.now,
      rate: () => clock.rate,
      setRate: (rate) => {
        clock.rate = rate
        return Promise.resolve()
      },
      jump: (ms) => {
        clock.now += ms
        return Promise.resolve()
      },
    },
    reset: () => {
      resets += 1
      world.reset()
      return Promise.resolve()
    },
  })
  origin = await app.listen({ port: 0, host: '127.0.0.1' })
  port = Number(new URL(origin).port)
})

afterEach(() => app.close())

const url = (path: string) => `${origin}/sandbox/api${path}`
const get = (path: string) => fetch(url(path))
const post = (path: string, body: unknown) =>
  fetch(url(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const json = async (response: Response | Promise<Response>): Promise<unknown> =>
  (await response).json()

/** Paths and headers that fetch would straighten or forbid. */
function raw(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; body: string }>((answer, fail) => {
    const call = request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      let body = ''
      response.on('data', (part: Buffer) => (body += part.toString()))
      response.on('end', () => answer({ status: response.statusCode ?? 0, body }))
    })
    call.on('error', fail)
    call.end()
  })
}

describe('the page', () => {
  it.each(['/', '/sandbox'])('stands at %s under a policy without inline scripts', async (path) => {
    const response = await fetch(origin + path)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/html')
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("object-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(await response.text()).not.toMatch(/<script>|style=|onclick=/)
  })

  it('brings every script and style that it names', async () => {
    const html = await (await fetch(origin)).text()
    const named = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map((found) => found[1]!)
    expect(named.length).toBeGreaterThan(3)
    for (const path of named) expect((await fetch(origin + path)).status, path).toBe(200)
  })

  it.each([
    '/sandbox/page/../people-http.ts',
    '/sandbox/page/%2e%2e/people-http.ts',
    '/sandbox/page/..%2fpeople-http.ts',
    '/sandbox/page/%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json',
    '/sandbox/page/..\\people-http.ts',
  ])('does not climb out of its folder: %s', async (path) => {
    const { status, body } = await raw(path)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(body).not.toMatch(/import|"name"/)
  })

  it('has its words in both languages', async () => {
    for (const locale of ['zh-CN', 'en']) {
      const answer = await json(get(`/texts/${locale}`))
      expect(answer).toMatchObject({
        locales: expect.arrayContaining([{ code: 'en', name: 'English' }]) as unknown,
        texts: { page: { name: expect.any(String) as unknown } },
      })
    }
    expect((await get('/texts/xx')).status).toBe(404)
    expect((await get('/texts/..%2F..%2Fpackage')).status).toBe(404)
  })
})

describe('foreign pages', () => {
  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['no origin at all', { origin: 'null' }],
    ['a name rebound to this machine', { host: 'evil.example' }],
    ['an address of this machine that others reach', { host: '192.168.1.5' }],
    ['a request across sites', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
  ])('are refused: %s', async (_remark, headers) => {
    for (const [method, path] of [
      ['POST', '/sandbox/api/reset'],
      ['GET', `/sandbox/api/chat/${resident}`],
      ['GET', '/sandbox/page/main.js'],
    ] as const) {
      const { status, body } = await raw(path, headers, method)
      expect([status, body]).toEqual([403, '{"error":"foreign"}'])
    }
    expect(resets).toBe(0)
  })

  it('may link to the page, and the page itself may ask', async () => {
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    expect((await raw('/', { ...link, 'sec-fetch-dest': 'document' })).status).toBe(200)
    expect((await raw('/', { ...link, 'sec-fetch-dest': 'iframe' })).status).toBe(403)
    const own = { origin, 'sec-fetch-site': 'same-origin' }
    expect((await raw('/sandbox/api/reset', own, 'POST')).status).toBe(200)
    expect((await raw('/', { host: `localhost:${port}` })).status).toBe(200)
    expect((await raw('/', { host: `[::1]:${port}` })).status).toBe(200)
  })
})

describe('the cast', () => {
  it('grows by residents, who speak the language that is asked for', async () => {
    const answer = await post('/people', { languageCode: 'zh-hans' })
    expect(await answer.json()).toEqual({ id: 9010 })
    expect(added).toEqual([9010])
    expect((await post('/people', { languageCode: 'not a language' })).status).toBe(400)
    expect(added).toEqual([9010])
  })

  it('is told with roles, units, languages and commands, and nobody else', async () => {
    expect(await json(get('/cast'))).toMatchObject({
      desk: { timezone: 'Asia/Shanghai' },
      areas: [{ name: { en: 'Anshun' } }],
      people: [
        {
          id: resident,
          firstName: 'Li',
          languageCode: 'zh-hans',
          role: 'resident',
          unitName: { en: 'Anshun Community' },
          blocked: false,
          commands: [{ command: 'new' }, { command: 'my' }, { command: 'help' }],
        },
        { id: 2001, role: 'secretary' },
      ],
    })
    expect((await get('/chat/9999')).status).toBe(404)
    expect((await get('/chat/someone')).status).toBe(400)
  })
})

describe('sending', () => {
  it('puts words into the chat, as a reply if asked', async () => {
    const asked = world.say(resident, 'What is wrong?')
    const answer = await json(post(`/send/${resident}`, { text: ' The lamp ', replyTo: asked }))
    expect(answer).toEqual({ messageIds: [asked + 1] })
    expect(await json(get(`/chat/${resident}`))).toMatchObject({
      blocked: false,
      bubbles: [{ by: 'bot' }, { by: 'person', text: 'The lamp', replyTo: asked }],
    })
  })

  it('knows places, contacts, dice and polls', async () => {
    const sent = [
      { location: { latitude: 35.75, longitude: 119.2 } },
      { contact: { phone: '+86 100 0000 1001', firstName: 'Li', userId: resident } },
      { dice: '\u{1F3B2}' },
      { poll: { question: 'East or west?', options: ['East', 'West'] } },
    ]
    for (const what of sent) expect((await post(`/send/${resident}`, what)).status).toBe(200)
    const bubbles = world.chat(resident)
    expect(bubbles[0]?.location).toEqual({ latitude: 35.75, longitude: 119.2 })
    expect(bubbles[1]?.contact?.userId).toBe(resident)
    expect(bubbles.slice(2).map(({ other }) => other?.kind)).toEqual(['dice', 'poll'])
  })

  it('makes an album of several files, and hands the bytes out again', async () => {
    const form = new FormData()
    form.append('caption', 'Here')
    form.append('photo', new Blob([png], { type: 'image/png' }), 'one.png')
    form.append('photo', new Blob([png], { type: 'image/png' }), 'two.png')
    const response = await fetch(url(`/send/${resident}`), { method: 'POST', body: form })
    expect(response.status).toBe(200)
    const [one, two] = world.chat(resident)
    expect(one).toMatchObject({ caption: 'Here', media: { kind: 'photo', fileName: 'one.png' } })
    expect(two?.mediaGroupId).toBe(one?.mediaGroupId)

    const file = await get(`/file/${two!.media!.fileId}`)
    expect(file.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await file.arrayBuffer())).toEqual(png)
  })

  it('keeps the length of a voice message and serves it in ranges', async () => {
    const form = new FormData()
    form.append('duration', '7')
    form.append('voice', new Blob(['OggS-sound'], { type: 'audio/ogg' }), 'voice.ogg')
    await fetch(url(`/send/${resident}`), { method: 'POST', body: form })
    const voice = world.chat(resident)[0]!.media!
    expect(voice).toMatchObject({ kind: 'voice', duration: 7 })
    const part = await fetch(url(`/file/${voice.fileId}`), { headers: { range: 'bytes=5-' } })
    expect([part.status, await part.text()]).toEqual([206, 'sound'])
    expect(part.headers.get('content-range')).toBe('bytes 5-9/10')
  })

  it('hands a file that could run as a download', async () => {
    const form = new FormData()
    form.append('document', new Blob(['<script>1</script>'], { type: 'text/html' }), 'a b.html')
    await fetch(url(`/send/${resident}`), { method: 'POST', body: form })
    const file = await get(`/file/${world.chat(resident)[0]!.media!.fileId}`)
    expect(file.headers.get('content-type')).toBe('application/octet-stream')
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a%20b.html")
    expect(file.headers.get('content-security-policy')).toContain('sandbox')
    expect((await get('/file/nothing')).status).toBe(404)
  })

  it.each([
    ['nothing', {}],
    ['blanks', { text: '  ' }],
    ['a number', { text: 5 }],
    ['two things at once', { text: 'a', dice: 'b' }],
    ['a place off the globe', { location: { latitude: 91, longitude: 0 } }],
    ['a poll with one option', { poll: { question: 'a', options: ['b'] } }],
  ])('refuses %s with a clear line', async (_remark, what) => {
    const response = await post(`/send/${resident}`, what)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      error: 'bad_input',
      detail: expect.any(String) as unknown,
    })
    expect(world.chat(resident)).toEqual([])
  })

  it('refuses files of no known kind, no files, and broken JSON', async () => {
    const strange = new FormData()
    strange.append('program', new Blob(['x']), 'x.exe')
    const empty = new FormData()
    empty.append('caption', 'nothing here')
    for (const body of [strange, empty]) {
      const response = await fetch(url(`/send/${resident}`), { method: 'POST', body })
      expect(response.status).toBe(400)
    }
    const headers = { 'content-type': 'application/json' }
    const broken = await fetch(url(`/send/${resident}`), { method: 'POST', headers, body: '{' })
    expect([broken.status, await broken.json()]).toMatchObject([400, { error: 'bad_input' }])
    expect((await post('/send/9999', { text: 'a' })).status).toBe(404)
  })
})

describe('a phone', () => {
  it('presses a button and hears the answer', async () => {
    const card = world.say(resident, 'Right?', [[{ text: 'Yes', callback_data: 'alert' }]])
    const answer = await json(post(`/press/${resident}`, { messageId: card, data: 'alert' }))
    expect(answer).toEqual({ text: 'pressed alert', alert: true })
    expect(world.pressed).toEqual([{ personId: resident, messageId: card, data: 'alert' }])
    expect((await post(`/press/${resident}`, { messageId: 99, data: 'a' })).status).toBe(404)
    const long = { messageId: card, data: 'x'.repeat(65) }
    expect((await post(`/press/${resident}`, long)).status).toBe(400)
  })

  it('changes what the person wrote, never what the bot wrote', async () => {
    const [own] = world.send(resident, { text: 'The lmap' })
    const foreign = world.say(resident, 'Noted')
    await post(`/edit/${resident}`, { messageId: own, text: 'The lamp' })
    expect(world.chat(resident)[0]).toMatchObject({ text: 'The lamp', editDate: start / 1000 })
    expect((await post(`/edit/${resident}`, { messageId: foreign, text: 'x' })).status).toBe(404)
    expect((await post(`/edit/${resident}`, { messageId: own, text: '' })).status).toBe(400)
  })

  it('stops the bot and lets it back in', async () => {
    await post(`/block/${resident}`, {})
    expect(world.isBlocked(resident)).toBe(true)
    const refused = await post(`/send/${resident}`, { text: 'Hello' })
    expect([refused.status, await refused.json()]).toEqual([409, { error: 'blocked' }])
    await post(`/unblock/${resident}`, {})
    expect((await post(`/send/${resident}`, { text: 'Hello' })).status).toBe(200)
  })
})

describe('the clock', () => {
  it('is read, sped up and moved on', async () => {
    expect(await json(get('/clock'))).toEqual({ now: start, rate: 1 })
    expect(await json(post('/clock', { rate: 10_000 }))).toEqual({ now: start, rate: 10_000 })
    const hour = 3_600_000
    expect(await json(post('/clock', { jumpMs: hour }))).toEqual({
      now: start + hour,
      rate: 10_000,
    })
  })

  it.each([{ rate: 0 }, { rate: -1 }, { rate: 1e9 }, { jumpMs: -1 }, { jumpMs: 0.5 }, {}])(
    'is not moved by %j',
    async (change) => {
      expect((await post('/clock', change)).status).toBe(400)
      expect(clock).toEqual({ now: start, rate: 1 })
    },
  )
})

describe('events', () => {
  const event = z.object({ event: z.string(), data: z.unknown() })

  async function* heard(response: Response) {
    const text = response.body!.pipeThrough(new TextDecoderStream())
    for await (const part of text) {
      for (const found of part.matchAll(/event: (\w+)\ndata: (.+)\n/g)) {
        yield event.parse({ event: found[1], data: JSON.parse(found[2]!) as unknown })
      }
    }
  }

  it('tell of the clock at once, then of chats, clock and reset', async () => {
    const events = heard(await get('/events'))
    const next = async () => (await events.next()).value
    expect(await next()).toEqual({ event: 'clock', data: { now: start, rate: 1 } })
    world.say(2001, 'A task')
    expect(await next()).toEqual({ event: 'chat', data: { id: 2001 } })
    await post('/clock', { rate: 60 })
    expect(await next()).toEqual({ event: 'clock', data: { now: start, rate: 60 } })
    await post('/reset', {})
    expect(resets).toBe(1)
    expect(world.chat(2001)).toEqual([])
  })

  it('do not keep the server from closing', async () => {
    const response = await get('/events')
    await app.close()
    await response.text()
    expect(response.status).toBe(200)
  })
})
