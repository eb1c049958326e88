import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enqueue } from '../../src/store/outbox.ts'
import { GROUP_PACE, PERSON_PACE } from '../../src/telegram/chats.ts'
import type { Deliverer } from '../../src/telegram/deliver.ts'
import { png } from '../sandbox/sandbox.ts'
import { openLine, quick, settled, text, until, wordsIn, type Line } from './line.ts'

let line: Line
let running: Deliverer[] = []
const start = (options?: Parameters<Line['deliverer']>[0]): Deliverer => {
  const deliverer = line.deliverer(options)
  running.push(deliverer)
  return deliverer
}

beforeAll(async () => {
  line = await openLine()
})
beforeEach(async () => {
  await line.database.pool.query('truncate outbox, card, inbox restart identity cascade')
  line.sandbox.faults.clear()
  line.sandbox.calls.clear()
  line.logged.length = 0
})
afterEach(async () => {
  await Promise.all(running.map((deliverer) => deliverer.stop()))
  running = []
})
afterAll(() => line.close())

const one = (): number => line.people(1)[0]!
const numbered = (chat: number, count: number): ReturnType<typeof text>[] =>
  Array.from({ length: count }, (_, n) => text(chat, `${n}`))
const inOrder = (count: number): string[] => Array.from({ length: count }, (_, n) => `${n}`)

describe('What is sent', () => {
  test('A parcel arrives, its card learns the message, and its words are forgotten', async () => {
    const chat = one()
    const cardId = await line.card(chat)
    await line.enqueue(text(chat, 'registered', { cardId }))
    start()
    expect(await settled(line)).toMatchObject([{ state: 'sent', attempts: 1, body: null }])
    const [bubble] = line.sandbox.world.chat(chat).slice(-1)
    const card = await line.database.prisma.card.findUniqueOrThrow({ where: { id: cardId } })
    expect([bubble?.text, card.messageId]).toEqual(['registered', bubble?.messageId])
  })

  test('A card that is an album is its first message', async () => {
    const chat = one()
    const [photo] = seedPhotos(chat)
    const cardId = await line.card(chat)
    const media = [photo, photo].map((fileId) => ({ type: 'photo', media: fileId }))
    await line.enqueue(text(chat, '', { method: 'sendMediaGroup', body: { media }, cardId }))
    start()
    await settled(line)
    const ids = line.sandbox.world.chat(chat).flatMap((b) => (b.mediaGroupId ? [b.messageId] : []))
    const card = await line.database.prisma.card.findUniqueOrThrow({ where: { id: cardId } })
    expect([ids.length, card.messageId]).toEqual([2, ids[0]])
  })

  test('Words that PostgreSQL cannot take arrive without what it refuses', async () => {
    const chat = one()
    await line.enqueue(text(chat, 'a\0b \ud83d c \\u0000 \\\ud800'))
    start()
    await settled(line)
    expect(wordsIn(line, chat)).toEqual(['ab \ufffd c \\u0000 \\\ufffd'])
  })

  test('A wake is answered at once, also when another replica holds the outbox', async () => {
    const chat = one()
    start()
    await holderIsThere()
    const other = start()
    await line.enqueue(text(chat, 'hello'))
    const sent = line.sandbox.calls.next('sendMessage')
    const begin = performance.now()
    other.wake()
    await sent
    expect(performance.now() - begin).toBeLessThan(400)
  })

  test('A row that is committed after a later one is sent all the same, at the next wake', async () => {
    const [early, late] = line.people(2) as [number, number]
    const deliverer = start()
    await holderIsThere()
    await line.database.transaction(async (tx) => {
      await enqueue(tx, [text(early, 'begun first')])
      await line.enqueue(text(late, 'committed first'))
      const sent = line.sandbox.calls.next('sendMessage')
      deliverer.wake()
      expect((await sent).params['text']).toBe('committed first')
    })
    const sent = line.sandbox.calls.next('sendMessage')
    deliverer.wake()
    expect((await sent).params['text']).toBe('begun first')
    await settled(line)
  })
})

describe('Order and pace', () => {
  test('Per-chat order holds under 429', async () => {
    const chats = line.people(4)
    line.sandbox.faults.every('sendMessage', 3, { kind: 'flood', retryAfter: 1 })
    for (let n = 0; n < 6; n += 1) await line.enqueue(...chats.map((chat) => text(chat, `${n}`)))
    start({ time: quick(20) })
    const rows = await settled(line)
    expect(rows.every(({ state, attempts }) => state === 'sent' && attempts === 1)).toBe(true)
    for (const chat of chats) expect(wordsIn(line, chat)).toEqual(inOrder(6))
  })

  test('A chat that was told to wait holds up no other', async () => {
    const [slow, other] = line.people(2) as [number, number]
    line.sandbox.faults.add(
      'sendMessage',
      { kind: 'flood', retryAfter: 3600 },
      { times: 1, when: (params) => params['chat_id'] === slow },
    )
    await line.enqueue(text(slow, '0'), text(slow, '1'), ...numbered(other, 5))
    start()
    await until(() => wordsIn(line, other).length === 5)
    expect(wordsIn(line, slow)).toEqual([])
  })

  test('When three chats are told to wait, all wait', async () => {
    const chats = line.people(4) as [number, number, number, number]
    line.sandbox.faults.next('sendMessage', { kind: 'flood', retryAfter: 3600 }, 3)
    await line.enqueue(...chats.slice(0, 3).map((chat) => text(chat, '0')))
    const deliverer = start()
    await until(() => line.sandbox.calls.of('sendMessage').every(({ status }) => status === 429))
    await until(() => line.logged.filter(({ text }) => text?.includes('slowly')).length === 3)
    await line.enqueue(text(chats[3], '0'))
    deliverer.wake()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(line.sandbox.calls.of('sendMessage')).toHaveLength(3)
  })

  test('A chat takes a burst and then about one message a second', async () => {
    const person = one()
    const time = quick(50)
    const count = PERSON_PACE.burst + 3
    await line.enqueue(...numbered(person, count))
    const begin = time.now()
    start({ time, paces: { person: PERSON_PACE, group: GROUP_PACE } })
    await settled(line)
    expect(wordsIn(line, person)).toEqual(inOrder(count))
    expect(time.now() - begin).toBeGreaterThan(2_900)
  })

  test('The reply to someone who just wrote goes before a notice to many', async () => {
    const [writer, ...many] = line.people(41) as [number, ...number[]]
    await line.enqueue(...many.map((chat) => text(chat, 'notice')))
    const deliverer = start({ sendRate: 10 })
    await until(() => line.sandbox.calls.of('sendMessage').length >= 10)
    await line.database.pool.query(
      `insert into inbox (update_id, lane, state) values (1, $1, 'done')`,
      [writer],
    )
    await line.enqueue(text(writer, 'reply'))
    deliverer.wake()
    const before = line.sandbox.calls.of('sendMessage').length
    await until(() => wordsIn(line, writer).length === 1)
    expect(line.sandbox.calls.of('sendMessage').length - before).toBeLessThanOrEqual(10)
  })

  test('A parcel for later holds up nothing, and goes when its time has come', async () => {
    const chat = one()
    const notBefore = new Date(Date.now() + 400)
    await line.enqueue(text(chat, 'later', { notBefore }), text(chat, 'now'))
    start()
    await settled(line)
    expect(wordsIn(line, chat)).toEqual(['now', 'later'])
  })
})

describe('When nobody knows', () => {
  test('A must is sent at most three times', async () => {
    const chat = one()
    line.sandbox.faults.every('sendMessage', 1, { kind: 'reset-after' })
    await line.enqueue(text(chat, 'assigned'))
    start({ time: quick(20) })
    const rows = await settled(line)
    expect(wordsIn(line, chat)).toEqual(['assigned', 'assigned', 'assigned'])
    expect(rows).toMatchObject([{ state: 'failed', attempts: 3, body: null }])
  })

  test('A must goes on before what follows it, and its second try is enough', async () => {
    const chat = one()
    line.sandbox.faults.next('sendMessage', { kind: 'reset-before' })
    await line.enqueue(text(chat, '0'), text(chat, '1'))
    start({ time: quick(20) })
    await settled(line)
    expect(wordsIn(line, chat)).toEqual(['0', '1'])
  })

  test.for([
    { kind: 'reset-after' },
    { kind: 'reset-before' },
    { kind: 'error', code: 502 },
    { kind: 'flood', retryAfter: 5 },
  ] as const)('A once is never repeated after $kind', async (fault) => {
    const chat = one()
    line.sandbox.faults.next('sendMessage', fault)
    await line.enqueue(text(chat, 'satisfied?', { delivery: 'once' }))
    start({ time: quick(20) })
    const [row] = await settled(line)
    expect(row).toMatchObject({ state: 'failed', body: null })
    expect(line.sandbox.calls.of('sendMessage')).toHaveLength(1)
  })

  test('A once that Telegram did not take is sent when it may be', async () => {
    const chat = one()
    line.sandbox.faults.next('sendMessage', { kind: 'flood', retryAfter: 2 })
    await line.enqueue(text(chat, 'satisfied?', { delivery: 'once' }))
    start({ time: quick(20) })
    expect(await settled(line)).toMatchObject([{ state: 'sent' }])
    expect(wordsIn(line, chat)).toEqual(['satisfied?'])
  })

  test('What was being sent at a crash follows its kind', async () => {
    const [must, tired, once, edit] = line.people(4) as [number, number, number, number]
    const message = await sentBefore(edit)
    await line.enqueue(
      text(must, 'must'),
      text(must, 'after it'),
      text(tired, 'must'),
      text(once, 'once', { delivery: 'once' }),
      text(edit, 'new', { ...EDIT, body: { text: 'new', message_id: message } }),
    )
    await line.database.pool.query(
      `update outbox set state = 'sending', attempts = case chat when $1 then 3 else 1 end
       where body->>'text' <> 'after it'`,
      [tired],
    )
    const begin = performance.now()
    start()
    const rows = await settled(line)
    expect(rows.map(({ state }) => state)).toEqual(['sent', 'sent', 'failed', 'failed', 'sent'])
    expect(wordsIn(line, must)).toEqual(['must', 'after it'])
    // A desk that dies at every start must not use up the tries at once: the second one waits.
    expect(performance.now() - begin).toBeGreaterThan(900)
    expect([...wordsIn(line, tired), ...wordsIn(line, once)]).toEqual([])
    expect(wordsIn(line, edit)).toEqual(['new'])
  })

  test('While Telegram is away nothing uses up its tries', async () => {
    const chats = line.people(6)
    let isAway = true
    const client = {
      ...line.client,
      call: async (...call: Parameters<typeof line.client.call>) =>
        isAway
          ? { kind: 'unreached' as const, reason: 'ECONNREFUSED' }
          : await line.client.call(...call),
    }
    await line.enqueue(...chats.map((chat) => text(chat, 'once', { delivery: 'once' })))
    start({ client, time: quick(20) })
    await until(() => line.logged.some(({ text }) => text?.includes('takes no messages')))
    isAway = false
    const rows = await settled(line)
    expect(rows.every(({ state, attempts }) => state === 'sent' && attempts === 1)).toBe(true)
  })
})

const EDIT = { delivery: 'edit', method: 'editMessageText' } as const

describe('Edits', () => {
  test('An edit that waits is replaced by a newer one', async () => {
    const chat = one()
    const cardId = await line.card(chat)
    await line.enqueue(
      text(chat, 'card', { cardId }),
      text(chat, 'first', { ...EDIT, cardId }),
      text(chat, 'second', { ...EDIT, cardId }),
    )
    await line.enqueue(text(chat, 'third', { ...EDIT, cardId }))
    start()
    expect((await settled(line)).map(({ state, error }) => [state, error])).toEqual([
      ['sent', null],
      ['failed', 'replaced'],
      ['sent', null],
    ])
    expect(line.sandbox.calls.of('editMessageText')).toHaveLength(1)
    expect(wordsIn(line, chat)).toEqual(['third'])
  })

  test('An edit that changes nothing counts as done; one of a message that is gone is dropped', async () => {
    const [same, gone, never] = line.people(3) as [number, number, number]
    await line.enqueue(
      text(same, 'old', { ...EDIT, cardId: await line.card(same, await sentBefore(same)) }),
      text(gone, 'new', { ...EDIT, cardId: await line.card(gone, 999_999) }),
      text(never, 'new', { ...EDIT, cardId: await line.card(never) }),
      text(never, 'next'),
    )
    start()
    expect((await settled(line)).map(({ state }) => state)).toEqual([
      ...['sent', 'failed', 'failed', 'sent'],
    ])
    expect(line.logged.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('An edit is repeated until it is known to have arrived', async () => {
    const chat = one()
    line.sandbox.faults.next('editMessageText', { kind: 'reset-before' }, 4)
    await line.enqueue(
      text(chat, 'new', { ...EDIT, cardId: await line.card(chat, await sentBefore(chat)) }),
    )
    start({ time: quick(50) })
    expect(await settled(line)).toMatchObject([{ state: 'sent', attempts: 5 }])
  })

  test('Handlers that change the same cards meanwhile neither wait for ever nor fail', async () => {
    const chats = line.people(6)
    const cards = await Promise.all(chats.map((chat) => line.card(chat)))
    const deliverer = start()
    await line.enqueue(...chats.map((chat, n) => text(chat, 'card', { cardId: cards[n]! })))
    const act = async (round: number): Promise<void> => {
      const [a, b] = [round % 6, (round * 5 + 1) % 6] as [number, number]
      await line.database.transaction(async (tx) => {
        for (const n of [Math.min(a, b), Math.max(a, b)]) {
          await tx.card.update({ where: { id: cards[n]! }, data: { digest: `${round}` } })
          await enqueue(tx, [text(chats[n]!, `${round}`, { ...EDIT, cardId: cards[n]! })])
          await enqueue(tx, [text(chats[n]!, `card ${round}`, { cardId: cards[n]! })])
        }
      })
      deliverer.wake()
    }
    for (let round = 0; round < 60; round += 6)
      await Promise.all([0, 1, 2, 3, 4, 5].map((n) => act(round + n)))
    const rows = await settled(line)
    expect(rows.filter(({ state, error }) => state === 'failed' && error !== 'replaced')).toEqual(
      [],
    )
    expect(line.logged.filter(({ level }) => level === 'error')).toEqual([])
  })
})

describe('Refusals', () => {
  test("A blocked person is remembered and the rest of the chat's rows fail", async () => {
    const chat = one()
    line.sandbox.world.block(chat)
    await line.enqueue(text(chat, '0'), text(chat, '1', { delivery: 'once' }), text(chat, '2'))
    const told: unknown[] = []
    let isFirst = true
    start({
      time: quick(20),
      unreachable: async (tx, who, givenUp) => {
        told.push([who, [...givenUp].sort()])
        await tx.setting.create({ data: { name: 'unreachable', value: chat } })
        if (isFirst) {
          isFirst = false
          throw new Error('a crash in between')
        }
      },
    })
    const rows = await settled(line)
    expect(rows.map(({ error }) => error)).toEqual(Array(3).fill('unreachable: blocked'))
    expect(line.sandbox.calls.of('sendMessage')).toHaveLength(1)
    expect(told).toEqual(Array(2).fill([chat, rows.map(({ id }) => id)]))
    expect(await line.database.prisma.setting.count({ where: { name: 'unreachable' } })).toBe(1)
  })

  test('Who has come back while a message was refused gets it, and what waits, in order', async () => {
    const chat = one()
    line.sandbox.world.block(chat)
    await line.enqueue(text(chat, '0', { delivery: 'once' }), text(chat, '1'))
    const told: unknown[] = []
    start({
      isBack: (_tx, who, withinMs) => {
        told.push([who, withinMs >= 0 && withinMs < 60_000])
        line.sandbox.world.unblock(chat)
        return Promise.resolve(true)
      },
      unreachable: () => Promise.reject(new Error('nobody is gone')),
    })
    const rows = await settled(line)
    expect(rows.map(({ state, attempts }) => [state, attempts])).toEqual(Array(2).fill(['sent', 1]))
    expect(line.sandbox.world.chat(chat).map((bubble) => bubble.text)).toEqual(['/start', '0', '1'])
    expect(told).toEqual([[chat, true]])
  })

  test('What Telegram does not accept is given up, and neither log nor database quote it', async () => {
    const chat = one()
    const body = { text: 'x <secret>', parse_mode: 'HTML' }
    await line.enqueue(text(chat, '', { body }), text(chat, 'next'))
    start()
    const [bad, next] = await settled(line)
    expect(bad).toMatchObject({ state: 'failed', attempts: 1, body: null })
    expect(next?.state).toBe('sent')
    expect(bad?.error).toContain('refused 400')
    expect(JSON.stringify([bad, line.logged])).not.toContain('secret')
    expect(line.logged.filter(({ level }) => level === 'error')).toHaveLength(1)
  })

  test('A group that became a supergroup gets what waits under its new id', async () => {
    const [old, group] = line.people(2) as [number, number]
    const client = {
      ...line.client,
      call: async (method: string, body: Record<string, unknown> = {}, signal?: AbortSignal) =>
        body['chat_id'] === old
          ? {
              ...{ kind: 'refused' as const, code: 400, migrateTo: group },
              description: 'Bad Request: group chat was upgraded to a supergroup chat',
            }
          : await line.client.call(method, body, signal),
    }
    await line.enqueue(...numbered(old, 3))
    const moves: unknown[] = []
    start({
      client,
      moved: (_tx, ...ids) => {
        moves.push(ids)
        return Promise.resolve()
      },
    })
    await settled(line)
    expect(wordsIn(line, group)).toEqual(inOrder(3))
    expect(moves).toEqual([[old, group]])
  })
})

describe('One at a time', () => {
  test('Delivery is taken over when its holder dies', async () => {
    const chat = one()
    const first = start()
    await holderIsThere()
    await line.enqueue(text(chat, '0'))
    first.wake()
    await settled(line)
    start()
    await line.enqueue(text(chat, '1'))
    const begin = performance.now()
    await line.database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'lease delivery' and datname = current_database()`,
    )
    await settled(line)
    expect(performance.now() - begin).toBeLessThan(3_000)
    expect(wordsIn(line, chat)).toEqual(['0', '1'])
  })

  test('Two deliverers send everything once and in order', async () => {
    const chats = line.people(10)
    const [one, two] = [start(), start()]
    for (let n = 0; n < 10; n += 1) {
      await line.enqueue(...chats.map((chat) => text(chat, `${n}`)))
      ;(n % 2 === 0 ? one : two).wake()
    }
    await settled(line)
    for (const chat of chats) expect(wordsIn(line, chat)).toEqual(inOrder(10))
  })

  test('A stop ends what is being sent and begins nothing more', async () => {
    const chat = one()
    line.sandbox.faults.next('sendMessage', { kind: 'delay', ms: 300 })
    await line.enqueue(text(chat, '0'), text(chat, '1'))
    const begun = line.sandbox.calls.next('sendMessage')
    const deliverer = start()
    await begun
    await deliverer.stop()
    expect((await line.outbox()).map(({ state }) => state)).toEqual(['sent', 'waiting'])
    expect(wordsIn(line, chat)).toEqual(['0'])
  })
})

describe('Trouble of our own', () => {
  test('A call that hangs is broken off at a stop, and counts as unknown', async () => {
    const chat = one()
    line.sandbox.faults.next('sendMessage', { kind: 'delay', ms: 1_500 })
    await line.enqueue(text(chat, '0'))
    const begun = line.sandbox.calls.next('sendMessage')
    const deliverer = start({ time: quick(20) })
    await begun
    await deliverer.stop()
    expect(await line.outbox()).toMatchObject([{ state: 'waiting', attempts: 1 }])
    expect((await line.outbox())[0]?.error).toContain('unknown')
  })

  test('When the database breaks off, everything still goes once and in order', async () => {
    const chats = line.people(10)
    for (let n = 0; n < 12; n += 1) await line.enqueue(...chats.map((chat) => text(chat, `${n}`)))
    line.sandbox.faults.every('sendMessage', 1, { kind: 'delay', ms: 8 })
    start()
    for (let breaks = 1; breaks < 4; breaks += 1) {
      await until(() => line.sandbox.calls.of('sendMessage').length >= breaks * 25)
      await cutAllConnections()
    }
    await settled(line)
    for (const chat of chats) expect(wordsIn(line, chat)).toEqual(inOrder(12))
  })
})

async function cutAllConnections(): Promise<void> {
  const client = new Client({ connectionString: line.url })
  await client.connect()
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await client.end()
}

async function holderIsThere(): Promise<void> {
  await until(async () => {
    const { rowCount } = await line.database.pool.query(
      `select from pg_stat_activity
       where application_name = 'lease delivery' and datname = current_database()
         and query ilike 'listen%' and state = 'idle'`,
    )
    return (rowCount ?? 0) > 0
  })
}

/** A message of ours that stands in the chat already. */
async function sentBefore(chat: number): Promise<number> {
  const { message_id } = await line.sandbox.result<{ message_id: number }>('sendMessage', {
    ...{ chat_id: chat, text: 'old' },
  })
  line.sandbox.calls.clear()
  return message_id
}

function seedPhotos(chat: number): string[] {
  line.sandbox.world.send(chat, {
    files: [{ kind: 'photo', bytes: png(), mimeType: 'image/png' }],
  })
  const bubbles = line.sandbox.world.chat(chat)
  return bubbles.flatMap(({ media }) => (media ? [media.fileId] : []))
}
