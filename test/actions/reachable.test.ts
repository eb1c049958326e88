import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeReachable, foundUnreachable, isBack } from '../../src/actions/reachable.ts'
import { respond, type Answer } from '../../src/actions/respond.ts'
import { lockAppeals } from '../../src/store/appeals.ts'
import { receive, takeTurn } from '../../src/store/inbox.ts'
import { rememberAwaiting } from '../../src/store/people.ts'
import { enqueue } from '../../src/store/outbox.ts'
import { giveUp } from '../../src/store/sending.ts'
import { NOW } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'
import { somebodyWaits } from '../support/somebody-waits.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.at(NOW)
  await desk.clearOutbox()
})

let lastUpdate = 0
let lastResident = 850

/** An update of this person comes in; gives its row of the inbox. */
async function comes(telegramId: number): Promise<number> {
  const update = { update_id: (lastUpdate += 1), message: { from: { id: telegramId } } }
  const [row] = await receive(desk.desk.db.pool, [update])
  return row?.id ?? 0
}

async function member(telegramId: number, isReachable: boolean): Promise<void> {
  await changeReachable(desk.desk, await comes(telegramId), telegramId, isReachable)
  await handled(telegramId)
}

/** What has come of this person so far is done. */
async function handled(telegramId: number): Promise<void> {
  const { prisma } = desk.desk.db
  await prisma.inbox.updateMany({ where: { lane: BigInt(telegramId) }, data: { state: 'done' } })
}

/** A resident whose appeal is being handled, with nothing in the outbox. */
async function accepted(): Promise<{ resident: number; number: string }> {
  const resident = (lastResident += 1)
  const number = await desk.submit(resident, 'power')
  await desk.act(STAFF.handler, number, { act: 'accept' })
  await desk.clearOutbox()
  return { resident, number }
}

function outboxOf(chat: number) {
  return desk.desk.db.prisma.outbox.findMany({
    where: { chat: BigInt(chat) },
    include: { card: true },
    orderBy: { id: 'asc' },
  })
}

async function asksForHelp(telegramId: number): Promise<Answer> {
  return respond(desk.desk, {
    inboxId: await comes(telegramId),
    from: { telegramId, name: `P${telegramId}`, language: 'en' },
    input: { kind: 'command', name: 'help', argument: '', messageId: 1 },
    ...{ callbackId: null, seen: null, mayWait: false, pace: 'usual' },
    hearing: { written: null, heard: 0 },
  })
}

const GIVEN_UP = { state: 'failed', body: null, notBefore: null, error: 'unreachable: blocked' }
const WAITING = { state: 'waiting', error: null }
const COMMANDS = { delivery: 'edit', method: 'setMyCommands', body: {} } as const
const PHOTO = { kind: 'photo', fileId: 'photo-1', size: null } as const

describe('whoever has stopped the bot', () => {
  it('is sent nothing of a step: its words, its files and the edit of the promise are given up at once', async () => {
    const { resident, number } = await accepted()
    await member(resident, false)
    await desk.clearOutbox()
    const along = { words: 'mended', files: [PHOTO] }
    await desk.act(STAFF.handler, number, { act: 'resolve' }, along)
    const rows = await outboxOf(resident)
    expect(rows.map(({ delivery, method }) => [delivery, method])).toEqual([
      ['must', 'sendMessage'],
      ['must', 'sendPhoto'],
      ['edit', 'editMessageText'],
    ])
    for (const row of rows) expect(row).toMatchObject(GIVEN_UP)
    expect(rows[0]?.card).toMatchObject({ subject: number, messageId: null })
  })

  it('keeps nobody else from hearing of the same act', async () => {
    const { resident, number } = await accepted()
    await member(resident, false)
    await desk.clearOutbox()
    await desk.act(resident, number, { act: 'add' }, { words: 'it smells of gas' })
    const others = await outboxOf(STAFF.handler)
    expect(others.length).toBeGreaterThan(0)
    for (const row of others) expect(row).toMatchObject(WAITING)
  })

  it('has what waited for them given up, edits included, but not what is about the bot', async () => {
    const { resident, number } = await accepted()
    await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'mended' })
    await desk.work(({ tx }) =>
      enqueue(tx, [
        { chat: resident, ...COMMANDS },
        { chat: resident, delivery: 'once', method: 'sendMessage', body: {}, notBefore: SOON },
      ]),
    )
    await member(resident, false)
    await desk.work(({ tx }) => enqueue(tx, [{ chat: resident, ...COMMANDS }]))
    const rows = await outboxOf(resident)
    const kinds = rows.map(({ delivery, method, state }) => [delivery, method, state])
    expect(kinds).toEqual([
      ['must', 'sendMessage', 'failed'],
      ['edit', 'editMessageText', 'failed'],
      ['edit', 'setMyCommands', 'waiting'],
      ['once', 'sendMessage', 'failed'],
      ['edit', 'setMyCommands', 'waiting'],
    ])
    for (const row of rows.filter(({ state }) => state === 'failed'))
      expect(row).toMatchObject(GIVEN_UP)
    const ofHandler = (await outboxOf(STAFF.handler)).map(({ error }) => error)
    expect(ofHandler).not.toContain(GIVEN_UP.error)
  })

  it('gets what waits after all if they have come back before the desk heard that they had gone', async () => {
    const { resident, number } = await accepted()
    await desk.act(STAFF.handler, number, { act: 'note' }, { words: 'on our way' })
    const before = await outboxOf(resident)
    const gone = await comes(resident)
    await comes(resident)
    await changeReachable(desk.desk, gone, resident, false)
    const after = await outboxOf(resident)
    expect(after.filter(({ state }) => state === 'waiting')).toEqual(before)
    await handled(resident)
  })
})

const SOON = new Date('2100-01-01T00:00:00Z')

describe('whoever comes back', () => {
  it('by letting the bot in again is sent the promise as it is now', async () => {
    const { resident, number } = await accepted()
    await member(resident, false)
    await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'mended' })
    await desk.clearOutbox()
    await member(resident, true)
    const [promise, ...others] = await outboxOf(resident)
    expect(promise).toMatchObject({ ...WAITING, card: { kind: 'promise', subject: number } })
    // The promise that they had before is edited, as is every card of the appeal.
    for (const row of others) expect(row).toMatchObject(WAITING)
  })

  it('by writing is answered, and sent the promise', async () => {
    const { resident, number } = await accepted()
    await member(resident, false)
    await desk.clearOutbox()
    const answer = await asksForHelp(resident)
    expect(answer.kind).toBe('answered')
    const rows = await outboxOf(resident)
    expect(rows.map(({ card }) => card?.subject)).toContain(number)
    expect(rows.length).toBeGreaterThan(1)
    for (const row of rows) expect(row).toMatchObject(WAITING)
  })

  it('at this very moment is sent what another act has for them', async () => {
    const { resident, number } = await accepted()
    await member(resident, false)
    await desk.clearOutbox()
    await desk.work(async ({ tx }) => {
      await tx.person.update({
        where: { telegramId: BigInt(resident) },
        data: { unreachable: null },
      })
      await desk.act(STAFF.handler, number, { act: 'note' }, { words: 'on our way' })
    })
    for (const row of await outboxOf(resident)) expect(row).toMatchObject(WAITING)
    expect(await outboxOf(resident)).not.toEqual([])
  })
})

describe('a refusal by Telegram', () => {
  const isUnreachable = async (resident: number) => (await desk.person(resident)).unreachable
  /** Telegram refused the newest message to them, which was under way for so long. */
  const isRefused = async (resident: number, withinMs = 0) => {
    const refused = (await outboxOf(resident)).at(-1)?.id ?? 0
    return desk.work(async ({ tx }) => {
      if (await isBack(tx, resident, withinMs)) return false
      await foundUnreachable(
        desk.desk,
        tx,
        resident,
        await giveUp(tx, [refused], 'unreachable: blocked'),
      )
      return true
    })
  }

  it('makes its reader unreachable, whatever they wrote before the message left', async () => {
    const { resident, number } = await accepted()
    await desk.act(STAFF.handler, number, { act: 'note' }, { words: 'on our way' })
    await comes(resident)
    await handled(resident)
    expect(await isRefused(resident)).toBe(true)
    expect(await isUnreachable(resident)).toBe(true)
  })

  it('says nothing about a reader who has come while the message was under way', async () => {
    const { resident, number } = await accepted()
    await desk.act(STAFF.handler, number, { act: 'note' }, { words: 'on our way' })
    await comes(resident)
    expect(await isRefused(resident, 10_000)).toBe(false)
    expect(await isUnreachable(resident)).toBe(false)
    await handled(resident)
  })

  it.each<[string, (resident: number) => Promise<unknown>]>([
    [
      'lets the bot in again',
      async (resident) => changeReachable(desk.desk, await comes(resident), resident, true),
    ],
    ['writes', (resident) => asksForHelp(resident)],
  ])(
    'that is being written as its reader %s does not swallow what they are sent',
    async (_, come) => {
      const { resident, number } = await accepted()
      await desk.act(STAFF.handler, number, { act: 'note' }, { words: 'on our way' })
      const before = (await outboxOf(resident)).at(-1)?.id ?? 0
      const { coming } = await desk.work(async ({ tx }) => {
        expect(await isBack(tx, resident, 0)).toBe(false)
        await foundUnreachable(desk.desk, tx, resident, [])
        const coming = come(resident)
        await Promise.race([coming, somebodyWaits(desk.desk.db.pool)])
        return { coming }
      })
      await coming
      await handled(resident)
      expect(await isUnreachable(resident)).toBe(false)
      const after = (await outboxOf(resident)).filter(({ id }) => id > before)
      expect(after.map(({ card }) => card?.subject)).toContain(number)
      for (const row of after) expect(row).toMatchObject(WAITING)
    },
  )

  it('waits for what its reader has written to be answered, and then says nothing about them', async () => {
    const { resident, number } = await accepted()
    await desk.act(STAFF.handler, number, { act: 'note' }, { words: 'on our way' })
    const inboxId = await comes(resident)
    const { found } = await desk.work(async ({ tx }) => {
      await takeTurn(tx, inboxId)
      const found = isRefused(resident, 10_000)
      const waits = somebodyWaits(desk.desk.db.pool).then(() => 'waits')
      expect(await Promise.race([found, waits])).toBe('waits')
      return { found: found.then((isFound) => ({ isFound })) }
    })
    expect(await found).toEqual({ isFound: false })
    expect(await isUnreachable(resident)).toBe(false)
  })

  it.each<[string, (resident: number) => Promise<unknown>]>([
    ['the update that they stopped the bot', (resident) => member(resident, false)],
    [
      'a refusal',
      (resident) => desk.work(({ tx }) => foundUnreachable(desk.desk, tx, resident, [])),
    ],
  ])(
    'waits for whoever changes their appeal, so that both stand on its card: %s',
    async (_, found) => {
      const { resident, number } = await accepted()
      const { found: going } = await desk.work(async ({ tx }) => {
        await lockAppeals(tx, [number])
        const isFound = found(resident).then(() => 'went ahead')
        expect(
          await Promise.race([isFound, somebodyWaits(desk.desk.db.pool).then(() => 'waits')]),
        ).toBe('waits')
        return { found: isFound }
      })
      await going
      expect(await isUnreachable(resident)).toBe(true)
    },
  )
})

describe('the return visit of a resident whom nothing reached', () => {
  /** A reply has been given; the questions come when they are to. */
  async function resolved() {
    const { resident, number } = await accepted()
    await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'mended' })
    return {
      resident,
      ask: async () => {
        desk.later(1.1)
        await desk.due()
      },
      remind: async () => {
        desk.later(24)
        await desk.due()
      },
      surveys: async () => {
        const rows = await outboxOf(resident)
        return english(
          rows.filter(({ card, delivery }) => card?.kind === 'survey' && delivery !== 'edit'),
        )
      },
    }
  }

  it('begins when they come back, once, however often they go and come while it is on its way', async () => {
    const { resident, ask, surveys } = await resolved()
    await member(resident, false)
    await ask()
    await member(resident, true)
    expect(await surveys()).toHaveLength(2)
    const gone = await comes(resident)
    const back = await comes(resident)
    expect(await changeReachable(desk.desk, gone, resident, false)).toBe(true)
    expect(await changeReachable(desk.desk, back, resident, true)).toBe(true)
    expect(await surveys()).toHaveLength(2)
  })

  it('does not begin again when only the edit of a question that they read was in vain', async () => {
    const { resident, ask, surveys } = await resolved()
    await ask()
    await sent(resident)
    await member(resident, false)
    const [survey] = (await outboxOf(resident)).filter(({ card }) => card?.kind === 'survey')
    const edit = { delivery: 'edit', method: 'editMessageText', body: {} } as const
    await desk.work(({ tx }) =>
      enqueue(tx, [{ chat: resident, ...edit, cardId: survey?.cardId ?? 0 }]),
    )
    await member(resident, true)
    expect(await surveys()).toHaveLength(1)
  })

  it('is reminded of, and not begun again, when what they missed is the reminder', async () => {
    const { resident, ask, remind, surveys } = await resolved()
    await ask()
    await sent(resident)
    await member(resident, false)
    await remind()
    await member(resident, true)
    const all = await surveys()
    expect(all).toHaveLength(3)
    expect(all[2]).toMatch(/once more|再打扰/u)
  })
})

const english = (rows: Awaited<ReturnType<typeof outboxOf>>) =>
  rows.map(({ body }) => JSON.stringify(body))

/** What waits for them has arrived. */
async function sent(telegramId: number, method?: string): Promise<void> {
  await desk.desk.db.prisma.outbox.updateMany({
    where: { chat: BigInt(telegramId), state: 'waiting', ...(method ? { method } : {}) },
    data: { state: 'sent' },
  })
}

describe('words for a resident whom nothing reaches', () => {
  /** The handler writes these words after pressing the button for them. */
  async function noted(number: string, words: string): Promise<void> {
    const { telegramId, id } = await desk.person(STAFF.handler)
    await desk.work(({ tx }) => rememberAwaiting(tx, id, { what: 'note', number, files: [] }))
    await respond(desk.desk, {
      inboxId: await comes(telegramId),
      from: { telegramId, name: 'handler', language: 'en' },
      input: { kind: 'text', text: words, messageId: 1, replyTo: null },
      ...{ callbackId: null, seen: null, mayWait: false, pace: 'usual' },
      hearing: { written: null, heard: 0 },
    })
    await handled(telegramId)
  }

  it('are not said to have arrived', async () => {
    const { resident, number } = await accepted()
    await member(resident, false)
    await noted(number, 'on our way')
    const said = english(await outboxOf(STAFF.handler)).join()
    expect(said).toMatch(/it could not be delivered|\u9001\u4e0d\u5230/u)
    expect(said).not.toMatch(/resident has been told|\u8fdb\u5c55\u5df2\u544a\u8bc9\u5c45\u6c11/u)
  })

  it('are told to whoever wrote them not to have arrived, once Telegram says so', async () => {
    const { resident, number } = await accepted()
    await desk.act(STAFF.handler, number, { act: 'note' }, { words: 'on our way' })
    const [refused] = await outboxOf(resident)
    await desk.work(({ tx }) => foundUnreachable(desk.desk, tx, resident, [refused?.id ?? 0]))
    const told = (await outboxOf(STAFF.handler)).filter(({ card }) => card?.kind === 'words')
    expect(english(told).join()).toMatch(/did not reach the resident|\u6ca1\u6709\u9001\u5230/u)
  })

  it('are read with their pictures when they come back, and the return visit begins with its first question', async () => {
    const { resident, number } = await accepted()
    await member(resident, false)
    await desk.act(STAFF.handler, number, { act: 'note' }, { words: 'on our way' })
    const along = { words: 'the cable is mended', files: [PHOTO] }
    await desk.act(STAFF.handler, number, { act: 'resolve' }, along)
    desk.later(1.1)
    await desk.due()
    const before = (await outboxOf(resident)).length
    await member(resident, true)
    const rows = (await outboxOf(resident)).slice(before)
    const cards = rows.filter(({ delivery }) => delivery !== 'edit')
    const kinds = cards.map(({ card, method }) => card?.kind ?? method)
    expect(kinds).toEqual(['promise', 'step', 'sendPhoto', 'survey'])
    const [, reply, photo, survey] = english(cards)
    expect(photo).toContain(PHOTO.fileId)
    expect(reply).toContain('the cable is mended')
    expect(survey).not.toMatch(/once more/)
  })

  it('are told not to have arrived when they waited as the resident stopped the bot', async () => {
    const { resident, number } = await accepted()
    await desk.act(STAFF.handler, number, { act: 'note' }, { words: 'on our way' })
    await member(resident, false)
    const told = (await outboxOf(STAFF.handler)).filter(({ card }) => card?.kind === 'words')
    expect(english(told)).toEqual([expect.stringMatching(/did not reach the resident|没有送到/u)])
  })

  it('are read when they come back although the list of commands arrived meanwhile', async () => {
    const { resident, number } = await accepted()
    await member(resident, false)
    await desk.act(STAFF.handler, number, { act: 'note' }, { words: 'on our way' })
    await desk.work(({ tx }) => enqueue(tx, [{ chat: resident, ...COMMANDS }]))
    await sent(resident, 'setMyCommands')
    const before = (await outboxOf(resident)).length
    await member(resident, true)
    expect(english((await outboxOf(resident)).slice(before)).join()).toContain('on our way')
  })

  it('that were read before are not said again', async () => {
    const { resident, number } = await accepted()
    await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'mended' })
    await desk.desk.db.prisma.outbox.updateMany({ data: { state: 'sent' } })
    await member(resident, false)
    const before = (await outboxOf(resident)).length
    await member(resident, true)
    expect(english((await outboxOf(resident)).slice(before)).join()).not.toContain('mended')
  })
})
