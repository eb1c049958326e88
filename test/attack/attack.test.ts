import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServer } from '../../src/http/server.ts'
import { createLog } from '../../src/log.ts'
import type { IncomingUpdate } from '../../src/store/inbox.ts'
import { createTakeIn } from '../../src/telegram/receive.ts'
import { randomFrom, seedOfRun } from '../crash/random.ts'
import { openTestDesk, type TestDesk } from '../support/desk.ts'
import { attack } from './attack.ts'
import { foundTown, type Town } from './town.ts'
import { triesFrom } from './tries.ts'

const TRIES = 10_000
const POSTS = 500
const SECRET = 'a-Secret_of-the-webhook_1234567890'

let desk: TestDesk
let town: Town
const seed = seedOfRun()
beforeAll(async () => {
  desk = await openTestDesk()
  town = await foundTown(desk)
})
afterAll(() => desk.close())

test(`of ${TRIES} tries to get at what is somebody else's none is accepted`, async () => {
  const { tried, accepted } = await attack(desk, town, seed, TRIES)
  process.stdout.write(`attack: seed ${seed}, ${tried} tried, ${accepted.length} accepted\n`)
  expect(accepted, `CRASH_SEED=${seed}`).toEqual([])
})

test(`of ${POSTS} posts without the secret none is kept, and a replayed update is kept once`, async () => {
  const { pool } = desk.desk.db
  const kept = async () =>
    (await pool.query<{ count: number }>('select count(*)::int from inbox')).rows[0]?.count ?? 0
  const takeIn = createTakeIn(pool, { wake: () => undefined })
  const server = createServer({
    ready: () => true,
    receive: (update) => takeIn([update as IncomingUpdate]),
    secret: SECRET,
    logger: createLog({ level: 'silent', secrets: [SECRET] }),
  })
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  const post = (update: unknown, secret: string | null) =>
    fetch(`${url}/telegram`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret }),
      },
      body: JSON.stringify(update),
    })
  try {
    const random = randomFrom(seed)
    const next = triesFrom(random, town, 5_000_000)
    const before = await kept()
    for (let index = 0; index < POSTS; index += 1) {
      const at = random.below(SECRET.length)
      const wrong = random.among([
        ...[
          null,
          '',
          SECRET.slice(0, at),
          `${SECRET}x`,
          SECRET.toLowerCase(),
          SECRET.toUpperCase(),
        ],
        ...[`${SECRET.slice(0, at)}.${SECRET.slice(at + 1)}`, `${SECRET}, ${SECRET}`, 'undefined'],
      ])
      expect((await post(next().update, wrong)).status).toBe(401)
    }
    expect(await kept()).toBe(before)
    const { update } = next()
    for (let index = 0; index < 20; index += 1)
      expect((await post(update, SECRET)).status).toBe(200)
    expect(await kept()).toBe(before + 1)
  } finally {
    await server.close()
  }
})
