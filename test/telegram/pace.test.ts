import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/domain/limits.ts'
import { createLog } from '../../src/log.ts'
import { Crowded } from '../../src/store/inbox.ts'
import { createHandler } from '../../src/telegram/handle.ts'
import { createPace } from '../../src/telegram/pace.ts'
import { createTakeIn } from '../../src/telegram/receive.ts'
import type { TelegramClient } from '../../src/telegram/client.ts'
import { openTestDesk, type TestDesk } from '../support/desk.ts'

describe('the pace of a person', () => {
  it('is a rush above so many messages in their minute, and begins once', () => {
    const pace = createPace(2)
    expect([100, 101, 102, 103].map((at) => pace(7, at))).toEqual([
      ...['usual', 'usual', 'rush_begins', 'rush'],
    ])
    expect(pace(8, 103), 'of another one').toBe('usual')
    expect(pace(7, 160), 'a minute later').toBe('usual')
  })

  it('is counted by when they wrote, not by when the desk came to read it', () => {
    const pace = createPace(2)
    expect([0, 100, 200, 300, 400].map((at) => pace(7, at))).not.toContain('rush')
  })
})

describe('somebody who floods the desk', () => {
  let test: TestDesk
  let updates = 0
  beforeAll(async () => {
    test = await openTestDesk()
  })
  afterAll(() => test.close())

  const client = { call: () => Promise.resolve({ kind: 'sent', result: true }) }
  const send = async (handle: ReturnType<typeof createHandler>, who: number, text: string) => {
    updates += 1
    const from = { id: who, is_bot: false, first_name: 'A' }
    const message = {
      message_id: updates,
      date: 1_000,
      from,
      chat: { id: who, type: 'private' },
      text,
    }
    const update = { update_id: updates, message }
    const row = await test.desk.db.prisma.inbox.create({
      data: { updateId: BigInt(updates), lane: BigInt(who), body: update },
    })
    expect(await Promise.all(handle([{ id: row.id, update, receivedAt: row.receivedAt }]))).toEqual(
      ['done'],
    )
  }

  it('loses nothing, is answered once, and fills no chat', async () => {
    const lines: string[] = []
    const log = createLog({ level: 'info', secrets: [], write: (line) => void lines.push(line) })
    const handle = createHandler(
      test.desk,
      { client: client as unknown as TelegramClient, log },
      () => undefined,
    )
    const most = LIMITS.messagesAMinute
    for (let index = 0; index < most; index += 1) await send(handle, 901, `line ${index}`)
    const before = (await test.parcels(901)).filter(({ method }) => method === 'sendMessage').length
    for (let index = most; index < most + 30; index += 1) await send(handle, 901, `line ${index}`)
    const said = (await test.parcels(901)).filter(({ method }) => method === 'sendMessage')
    expect(said.length - before).toBe(1)
    expect(said.at(-1)?.body).toMatch(/faster than I can answer|我来不及/)
    const draft = await test.desk.db.prisma.draft.findFirstOrThrow({
      where: { person: { telegramId: 901 } },
    })
    for (let index = 0; index < most + 30; index += 1)
      expect(draft.text.split('\n')).toContain(`line ${index}`)
    const { id: person } = await test.person(901)
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        ...{ level: 30, time: expect.any(String) as string, person },
        msg: 'somebody writes faster than is answered',
      },
    ])
    await send(handle, 902, 'somebody else')
    expect((await test.parcels(902)).length).toBeGreaterThan(0)
  })

  it('fills the inbox up to a limit: above it nothing is taken that would have to be dropped', async () => {
    const woken: number[] = []
    const wake = (rows: readonly { id: number }[]) => void woken.push(...rows.map(({ id }) => id))
    const take = createTakeIn(test.desk.db.pool, { wake }, 2)
    await take([1, 2, 3].map((at) => ({ update_id: 10_000 + at })))
    const again = createTakeIn(test.desk.db.pool, { wake }, 2)
    await again([{ update_id: 10_004 }])
    await expect
      .poll(() => again([{ update_id: 10_005 }]).then(String, (error: unknown) => error))
      .toBeInstanceOf(Crowded)
    await test.desk.db.pool.query(`update inbox set state = 'done', body = null`)
    await expect
      .poll(() => again([{ update_id: 10_006 }]).then(() => 'kept', String), { timeout: 4_000 })
      .toBe('kept')
  })
})
