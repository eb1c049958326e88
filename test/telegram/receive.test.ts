import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { forgetHandled, laneOf, receive, type InboxRow } from '../../src/store/inbox.ts'
import { createClient } from '../../src/telegram/client.ts'
import { startPolling, type Polling } from '../../src/telegram/polling.ts'
import { createTakeIn, type TakeIn } from '../../src/telegram/receive.ts'
import { openWebhook } from '../../src/telegram/webhook.ts'
import { TOKEN } from '../sandbox/sandbox.ts'
import { openLine, quick, until, type Line } from './line.ts'

let line: Line
let woken: InboxRow[] = []
let polling: Polling | undefined

beforeAll(async () => {
  line = await openLine()
})
beforeEach(async () => {
  await line.database.pool.query('truncate inbox restart identity')
  line.sandbox.world.reset()
  line.sandbox.faults.clear()
  line.sandbox.calls.clear()
  line.logged.length = 0
  woken = []
})
afterEach(async () => {
  await polling?.stop()
  polling = undefined
})
afterAll(() => line.close())

const takeIn: TakeIn = (updates) =>
  createTakeIn(line.database.pool, { wake: (rows) => void woken.push(...rows) })(updates)
const poll = (more: Partial<Parameters<typeof startPolling>[0]> = {}): void => {
  const { client, log } = line
  polling = startPolling({ pool: line.database.pool, client, log, takeIn, ...more })
}
const kept = async (): Promise<{ update_id: number; body: unknown; state: string }[]> => {
  const { rows } = await line.database.pool.query<Awaited<ReturnType<typeof kept>>[number]>(
    'select update_id::float8 as update_id, body, state from inbox order by id',
  )
  return rows
}
const write = (person: number, count: number): void => {
  for (let n = 0; n < count; n += 1) line.sandbox.world.send(person, { text: `${n}` })
}
const texts = (rows: { update?: unknown; body?: unknown }[]): unknown[] =>
  rows.map((row) => ((row.update ?? row.body) as { message: { text: string } }).message.text)

describe('The inbox', () => {
  test('The same update given twice is kept once', async () => {
    const update = { update_id: 7, message: { from: { id: 1 } } }
    const first = await receive(line.database.pool, [update, update])
    expect(first.map(({ lane }) => lane)).toEqual([1])
    expect(await receive(line.database.pool, [update])).toEqual([])
    expect(await kept()).toHaveLength(1)
  })

  test('Words that PostgreSQL cannot take lose only what it refuses', async () => {
    const words = 'a\0b \ud83d c \\u0000 \\\ud800 🏮'
    const [row] = await receive(line.database.pool, [
      Object.assign({ update_id: 8 }, { message: { text: words, '\ud800': 1 } }),
    ])
    expect(row?.update).toEqual((await kept())[0]?.body)
    expect(texts([row!])).toEqual(['ab \ufffd c \\u0000 \\\ufffd 🏮'])
  })

  test('An update that cannot be stored at all is set aside and stops no other', async () => {
    const nested = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`) as unknown
    const updates = [10, 11, 12].map((update_id) => ({ update_id, message: { from: { id: 1 } } }))
    Object.assign(updates[1]!, { poll: nested })
    const rows = await receive(line.database.pool, updates)
    expect((await kept()).map(({ state }) => state)).toEqual(['waiting', 'failed', 'waiting'])
    expect(rows).toHaveLength(2)
    // And what is no update is left out.
    expect(await receive(line.database.pool, [{ update_id: NaN }])).toEqual([])
  })

  test.for([
    [5, { message: { from: { id: 5 }, chat: { id: -9 } } }],
    [5, { edited_message: { from: { id: 5 }, chat: { id: -9 } } }],
    [5, { callback_query: { from: { id: 5 }, message: { chat: { id: -9 } } } }],
    [5, { my_chat_member: { from: { id: 5 }, chat: { id: -9 } } }],
    [5, { message_reaction: { user: { id: 5 }, chat: { id: -9 } } }],
    [-9, { channel_post: { chat: { id: -9 } } }],
    [0, { poll: { id: 'x' } }],
    [0, {}],
  ] as const)('Lane %s: whose update it is', ([lane, update]) => {
    expect(laneOf({ update_id: 1, ...update })).toBe(lane)
  })

  test('Handled updates of long ago are forgotten, waiting ones never', async () => {
    await line.database.pool.query(
      `insert into inbox (update_id, lane, state, received_at) values
       (1, 1, 'done', now() - interval '9 days'), (2, 1, 'done', now()),
       (3, 1, 'waiting', now() - interval '9 days'), (4, 1, 'failed', now() - interval '9 days')`,
    )
    expect(await forgetHandled(line.database.pool, 3)).toBe(2)
    expect((await kept()).map(({ update_id }) => update_id)).toEqual([2, 3])
  })
})

describe('Long polling', () => {
  test('An update is acknowledged only after it is committed', async () => {
    const [person] = line.people(1) as [number]
    write(person, 3)
    const keptWhenAcknowledged: number[] = []
    const offsets: unknown[] = []
    line.sandbox.calls.onCall(({ method, params }) => {
      if (method.toLowerCase() === 'getupdates') offsets.push(params['offset'])
    })
    const { client } = line
    poll({
      client: {
        ...client,
        longPoll: async (body, signal) => {
          if (body['offset'] !== undefined) keptWhenAcknowledged.push((await kept()).length)
          return await client.longPoll(body, signal)
        },
      },
    })
    await until(() => keptWhenAcknowledged.length > 0)
    expect(keptWhenAcknowledged[0]).toBe(4)
    await until(() => offsets.length === 2)
    expect(offsets[0]).toBeUndefined()
    expect(offsets[1]).toBe((await kept()).at(-1)!.update_id + 1)
    expect(texts(woken)).toEqual(['/start', '0', '1', '2'])
  })

  test('What could not be kept comes again', async () => {
    const [person] = line.people(1) as [number]
    let failures = 3
    poll({
      time: quick(50),
      takeIn: async (updates) => {
        if (updates.length > 0 && (failures -= 1) >= 0) throw new Error('the database is away')
        await takeIn(updates)
      },
    })
    write(person, 2)
    await until(() => woken.length === 3)
    expect(texts(await kept())).toEqual(['/start', '0', '1'])
  })

  test('A stop and a start lose nothing and double nothing', async () => {
    const [person] = line.people(1) as [number]
    poll()
    for (let round = 0; round < 5; round += 1) {
      write(person, 4)
      await until(() => (polling!.isTaking() && woken.length > round * 4 ? true : false))
      write(person, 2)
      await polling!.stop()
      poll()
    }
    await until(() => woken.length === 31)
    expect(await kept()).toHaveLength(31)
  })

  test('A conflict, a flood and a broken line are waited for', async () => {
    const [person] = line.people(1) as [number]
    line.sandbox.faults.next('deleteWebhook', { kind: 'error', code: 502 })
    line.sandbox.faults.next('getUpdates', { kind: 'error', code: 409 })
    line.sandbox.faults.next('getUpdates', { kind: 'reset-before' })
    line.sandbox.faults.next('getUpdates', { kind: 'flood', retryAfter: 2 })
    poll({ time: quick(100) })
    write(person, 1)
    await until(() => woken.length === 2)
    expect(line.sandbox.calls.of('deleteWebhook').at(-1)?.params).toEqual({})
  })

  test('An id that begins anew at a lower number is taken as well', async () => {
    const [person] = line.people(1) as [number]
    poll()
    await until(() => woken.length === 1)
    for (let round = 0; round < 3; round += 1) {
      line.sandbox.faults.restartUpdateId()
      write(person, 1)
      await until(() => woken.length === 2 + round)
    }
  })

  test('Of two replicas one polls, and the other goes on when it ends', async () => {
    const [person] = line.people(1) as [number]
    poll()
    await until(() => polling!.isTaking())
    const first = polling!
    poll()
    write(person, 1)
    await until(() => woken.length === 2)
    expect(polling!.isTaking()).toBe(false)
    await first.stop()
    await until(() => polling!.isTaking())
    write(person, 1)
    await until(() => woken.length === 3)
  })

  test('A stop breaks off the long poll at once', async () => {
    poll()
    await line.sandbox.calls.next('getUpdates')
    const begin = performance.now()
    await polling!.stop()
    expect(performance.now() - begin).toBeLessThan(500)
  })
})

describe('The webhook', () => {
  test('It is opened with a secret and with the updates that we need', async () => {
    const { client, log } = line
    line.sandbox.faults.next('setWebhook', { kind: 'error', code: 500 })
    const options = { client, log, publicUrl: 'https://desk.example/', time: quick(50) }
    const end = new AbortController()
    expect(await openWebhook({ ...options, secret: 'S3' }, end.signal)).toBe(true)
    expect(line.sandbox.calls.of('setWebhook').at(-1)?.params).toEqual({
      url: 'https://desk.example/telegram',
      secret_token: 'S3',
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    })
    await expect(openWebhook({ ...options, secret: '' }, end.signal)).rejects.toThrow('secret')
    await client.call('deleteWebhook')
  })

  test('Updates that are posted together are kept together, in order', async () => {
    const take = createTakeIn(line.database.pool, { wake: (rows) => void woken.push(...rows) })
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        take([Object.assign({ update_id: n }, { message: { text: `${n}` } })]),
      ),
    )
    expect(texts(woken)).toEqual(Array.from({ length: 50 }, (_, n) => `${n}`))
  })
})

describe('The client', () => {
  let server: Server | undefined
  let answer: (method: string) => { status: number; body: string } | 'hang' | 'reset'
  const open = async (): Promise<string> => {
    server = createServer((request, response) => {
      const what = answer(request.url ?? '')
      if (what === 'reset') request.socket.destroy()
      else if (what !== 'hang') response.writeHead(what.status).end(what.body)
    })
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  afterEach(() => {
    server?.closeAllConnections()
    server?.close()
  })

  const fault = (code: number, description: string, parameters?: object) => ({
    status: code,
    body: JSON.stringify({ ok: false, error_code: code, description, parameters }),
  })

  test.for([
    [
      { status: 200, body: '{"ok":true,"result":1}' },
      { kind: 'sent', result: 1 },
    ],
    ['reset', { kind: 'unknown', reason: 'UND_ERR_SOCKET' }],
    ['hang', { kind: 'unknown', reason: 'time-out' }],
    [
      { status: 502, body: '<html>' },
      { kind: 'unknown', reason: 'broken answer' },
    ],
    [
      { status: 200, body: '{"ok":tr' },
      { kind: 'unknown', reason: 'broken answer' },
    ],
    [fault(500, 'Internal'), { kind: 'unknown', reason: 'answer 500' }],
    [
      fault(429, 'Too Many Requests: retry after 7', { retry_after: 7 }),
      {
        ...{ kind: 'refused', code: 429, retryAfterSeconds: 7 },
        description: 'Too Many Requests: retry after 7',
      },
    ],
    [
      fault(400, 'Bad Request: "her words" are wrong', { migrate_to_chat_id: -100 }),
      {
        ...{ kind: 'refused', code: 400, migrateTo: -100 },
        description: 'Bad Request: "…" are wrong',
      },
    ],
  ] as const)('%j is understood', async ([given, expected]) => {
    answer = () => given
    const client = createClient({ token: TOKEN, apiRoot: await open(), timeoutSeconds: 0.2 })
    expect(await client.call('sendMessage', { chat_id: 1, text: 'x' })).toEqual(expected)
  })

  test('A closed port and a host that is not there are surely without effect', async () => {
    answer = () => 'hang'
    const apiRoot = await open()
    await new Promise((resolve) => server!.close(resolve))
    for (const root of [apiRoot, 'http://no-such-host.invalid'])
      expect(await createClient({ token: TOKEN, apiRoot: root }).call('getMe')).toMatchObject({
        kind: 'unreached',
      })
  })

  test('Calls share a connection', async () => {
    answer = () => ({ status: 200, body: '{"ok":true,"result":1}' })
    const client = createClient({ token: TOKEN, apiRoot: await open() })
    let connections = 0
    server!.on('connection', () => (connections += 1))
    for (let n = 0; n < 20; n += 1) await client.call('sendMessage', { chat_id: 1, text: 'x' })
    expect(connections).toBeLessThan(4)
  })

  test('No outcome holds the token', async () => {
    const outcomes: unknown[] = []
    for (const given of ['reset', 'hang', { status: 404, body: '{}' }, fault(404, 'x')] as const) {
      answer = () => given
      const client = createClient({ token: TOKEN, apiRoot: await open(), timeoutSeconds: 0.1 })
      outcomes.push(await client.call('sendMessage', { text: 'x' }), await client.call('toString'))
      server!.closeAllConnections()
      server!.close()
    }
    expect(JSON.stringify(outcomes)).not.toContain(TOKEN.split(':')[1])
  })
})
