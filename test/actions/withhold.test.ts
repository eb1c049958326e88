import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../src/actions/forget.ts'
import { importOrganisation } from '../../src/actions/import-organisation.ts'
import { hashOf, join, uninvite } from '../../src/actions/invite.ts'
import { propose } from '../../src/actions/propose.ts'
import { show } from '../../src/actions/show.ts'
import type { OrgStaff } from '../../src/domain/organisation.ts'
import { goodInvitation, addInvitation, invitedPostsOf } from '../../src/store/invitations.ts'
import { conclude, recoverSending } from '../../src/store/sending.ts'
import { WITHHELD } from '../../src/store/withheld.ts'
import { NOW, ORG, RULES } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.clearOutbox()
  await staffed(POSTS)
})

const { handler, head, secretary } = STAFF
const PHOTO = { kind: 'photo', fileId: 'photo-of-the-street', size: null } as const
const NOTE = { kind: 'video_note', fileId: 'a-round-film', size: null } as const
const PLACE = { pin: { longitude: 119.2, latitude: 35.7 }, files: [PHOTO, NOTE] }

const POSTS = ORG.staff
const others = POSTS.filter(({ telegram }) => telegram !== handler)
const post = (unit: string, role: OrgStaff['role'], telegram = handler): OrgStaff => ({
  ...{ telegram, name: 'handler', unit, role },
})

function staffed(staff: readonly OrgStaff[]): Promise<void> {
  return importOrganisation(desk.desk.db, { ...RULES, org: { ...ORG, staff: [...staff] } }, NOW)
}

/** What one chat is still to get and what it is not: the kind of the card, or else the method. */
async function outboxOf(chat: number) {
  const rows = await desk.desk.db.prisma.outbox.findMany({
    where: { chat: BigInt(chat) },
    include: { card: true },
    orderBy: { id: 'asc' },
  })
  const names = (wanted: boolean) =>
    rows
      .filter(({ state, error, body }) => {
        const isWithheld = state === 'failed' && error === WITHHELD && body === null
        return isWithheld !== wanted
      })
      .map(({ card, method }) => card?.kind ?? method)
  return { waiting: names(true), withheld: names(false) }
}

const TASK = ['task', 'sendLocation', 'sendPhoto', 'sendVideoNote']
const none: string[] = []

/** The posts that the handler of housing has afterwards, and whether a task of housing still reaches them. */
const ENDS: [string, readonly OrgStaff[], 'waits' | 'withheld'][] = [
  ['no post', [], 'withheld'],
  ['a post in another unit', [post('empty', 'handler')], 'withheld'],
  ['the unit’s head', [post('housing', 'head')], 'waits'],
  ['a dispatcher', [post('county', 'dispatcher')], 'waits'],
  ['the head of a unit that is not above', [post('town', 'head')], 'withheld'],
  ['the head of the county', [post('county', 'head')], 'waits'],
]

it.each(ENDS)('who has become %s: what waits of a task', async (_name, posts, then) => {
  await desk.submit(701, 'power', PLACE)
  expect((await outboxOf(handler)).waiting).toEqual(TASK)
  await staffed([...others, ...posts])
  const [waiting, withheld] = then === 'waits' ? [TASK, none] : [none, TASK]
  expect(await outboxOf(handler)).toEqual({ waiting, withheld })
  expect((await outboxOf(head)).waiting).toEqual(TASK)
  expect((await outboxOf(701)).withheld).toEqual([])
})

describe('who has lost a post by the org file', () => {
  it('hears of the unit that they still have a post in, and of that one alone', async () => {
    await staffed([...POSTS, post('anshun', 'handler')])
    await desk.submit(702, 'power')
    await desk.submit(702, 'noise', PLACE)
    await staffed([...others, post('anshun', 'handler')])
    expect(await outboxOf(handler)).toEqual({ waiting: TASK, withheld: ['task'] })
  })

  it('goes on hearing of their own appeals, with the files', async () => {
    const number = await desk.submit(handler, 'noise')
    await desk.act(secretary, number, { act: 'accept' })
    await desk.act(secretary, number, { act: 'note' }, { words: 'look', files: [PHOTO, NOTE] })
    const { waiting } = await outboxOf(handler)
    expect(waiting).toEqual(expect.arrayContaining(['promise', 'step', 'sendPhoto']))
    await staffed(others)
    expect(await outboxOf(handler)).toEqual({ waiting, withheld: [] })
  })

  it('hears of an appeal that they have joined as a household, not as of work', async () => {
    const number = await desk.submit(707, 'power', { files: [PHOTO] })
    expect(await desk.act(handler, number, { act: 'join' })).toMatchObject({ ok: true })
    await staffed(others)
    expect(await outboxOf(handler)).toEqual({
      ...{ waiting: ['sendPhoto', 'promise', 'task'], withheld: ['task'] },
    })
  })

  it('gets no list that leads to an appeal of the unit, but the list of their own', async () => {
    await desk.submit(handler, 'noise')
    await desk.submit(703, 'power')
    await desk.clearOutbox()
    const person = await desk.person(handler)
    await desk.work(async (work) => {
      for (const what of ['tasks', 'my'] as const)
        await show(work, person, { what, page: 0, edit: false }, null)
    })
    expect((await outboxOf(handler)).waiting).toEqual(['list', 'list'])
    await staffed(others)
    expect(await outboxOf(handler)).toEqual({ waiting: ['list'], withheld: ['list'] })
    expect((await desk.parcels(handler)).map(({ subject, state }) => [subject, state])).toEqual([
      ['tasks', 'failed'],
      ['my', 'waiting'],
    ])
  })

  it('gets no edit of a card that stands in their chat already', async () => {
    const number = await desk.submit(704, 'power')
    await desk.clearOutbox()
    await desk.act(head, number, { act: 'accept' })
    const [edit] = await desk.parcels(handler)
    expect(edit).toMatchObject({ delivery: 'edit', kind: 'task', state: 'waiting' })
    await staffed(others)
    expect(await outboxOf(handler)).toEqual({ waiting: [], withheld: ['task'] })
    await desk.due()
    const emptied = (await desk.parcels(handler)).at(-1)
    expect(emptied).toMatchObject({ delivery: 'edit', subject: number, state: 'waiting' })
    expect(emptied?.body).not.toMatch(/power|callback_data/)
  })

  it('gets the edit that takes a card away from them', async () => {
    const number = await desk.submit(708, 'power')
    await desk.clearOutbox()
    await desk.act(STAFF.dispatcher, number, { act: 'reassign', unit: 'anshun' })
    const [edit] = await desk.parcels(handler)
    expect(edit).toMatchObject({ delivery: 'edit', kind: 'task', state: 'waiting' })
    await staffed(others)
    expect(await outboxOf(handler)).toEqual({ waiting: ['task'], withheld: [] })
  })

  it('gets no edit of a request that they could decide, and its card says so', async () => {
    const { dispatcher } = STAFF
    const number = await desk.submit(709, 'power')
    await desk.act(handler, number, { act: 'ask_return' }, { words: 'not ours' })
    await desk.clearOutbox()
    const request = await desk.request(number)
    const asker = await desk.person(handler)
    await desk.work((work) => propose(work, asker, request, 'anshun'))
    await staffed(POSTS.filter(({ telegram }) => telegram !== dispatcher))
    expect(await outboxOf(dispatcher)).toEqual({ waiting: [], withheld: ['request'] })
    await desk.due()
    const emptied = (await desk.parcels(dispatcher)).at(-1)
    expect(emptied).toMatchObject({ delivery: 'edit', kind: 'request', state: 'waiting' })
    expect(emptied?.body).not.toMatch(/power|not ours|callback_data/)
  })

  it('gets what rests on no appeal', async () => {
    const person = await desk.person(handler)
    await desk.work((work) => show(work, person, { what: 'forget' }, null))
    await desk.work(({ outgoing }) => {
      const chat = handler
      outgoing.push({ chat, delivery: 'must', method: 'sendMessage', body: { text: 'hello' } })
      return Promise.resolve()
    })
    await staffed(others)
    expect(await outboxOf(handler)).toEqual({ waiting: ['choice', 'sendMessage'], withheld: [] })
  })

  it('loses nothing by a second import, neither what was sent nor what comes later', async () => {
    await desk.submit(705, 'power')
    await desk.desk.db.prisma.outbox.updateMany({ data: { state: 'sent' } })
    await desk.submit(705, 'power')
    await staffed(others)
    const before = await desk.parcels()
    expect(before.map(({ state }) => state)).toEqual(expect.arrayContaining(['sent', 'failed']))
    await staffed(others)
    expect(await desk.parcels()).toEqual(before)
    await staffed(POSTS)
    await desk.submit(705, 'power')
    await staffed(POSTS)
    expect((await outboxOf(handler)).waiting).toEqual(['task', 'task'])
  })
})

describe('what is being sent when the post ends', () => {
  async function sendingTask(): Promise<number> {
    await desk.submit(706, 'power')
    const [task] = await desk.parcels(handler)
    if (!task) throw new Error('no task')
    await desk.desk.db.prisma.outbox.update({
      where: { id: task.id },
      data: { state: 'sending', attempts: 1 },
    })
    await staffed(others)
    return task.id
  }

  const rowOf = (id: number) => desk.desk.db.prisma.outbox.findUniqueOrThrow({ where: { id } })
  const failed = { state: 'failed', error: WITHHELD, body: null }

  it('has arrived where Telegram says so', async () => {
    const id = await sendingTask()
    expect(await rowOf(id)).toMatchObject({ state: 'sending' })
    await conclude(desk.desk.db.pool, [{ id, to: 'sent', messageId: 5 }])
    expect(await rowOf(id)).toMatchObject({ state: 'sent', error: null })
  })

  it('is not sent once more where nobody knows', async () => {
    const id = await sendingTask()
    const verdict = { to: 'again', counted: true, notBefore: 0, error: 'unknown: reset' } as const
    await conclude(desk.desk.db.pool, [{ id, ...verdict }])
    expect(await rowOf(id)).toMatchObject(failed)
  })

  it('is not sent once more by the deliverer after one that was killed, as other messages are', async () => {
    const id = await sendingTask()
    const other = (await desk.parcels(head))[0]?.id ?? 0
    await desk.desk.db.prisma.outbox.update({ where: { id: other }, data: { state: 'sending' } })
    expect(await recoverSending(desk.desk.db.pool, [0, 0])).toEqual({ again: 1, givenUp: 1 })
    expect(await rowOf(id)).toMatchObject(failed)
    expect(await rowOf(other)).toMatchObject({ state: 'waiting' })
  })
})

describe('an invited colleague', () => {
  async function invited(telegramId: number): Promise<void> {
    const person = await desk.person(telegramId, `New ${telegramId}`)
    const { id: by } = await desk.person(head)
    await desk.work(async (work) => {
      const hash = hashOf(String(telegramId))
      await addInvitation(work.tx, { hash, unit: 'housing', by, until: NOW.add({ hours: 1 }) })
      const invitation = await goodInvitation(work.tx, hash, work.now)
      if (invitation) await join(work, person, invitation)
    })
    expect((await desk.person(telegramId)).posts).toHaveLength(1)
  }

  it('hears that the post has ended, and nothing of the unit’s appeals any more', async () => {
    await invited(711)
    await desk.submit(712, 'power', PLACE)
    const { id } = await desk.person(711)
    await desk.work(async (work) => {
      const [held] = await invitedPostsOf(work.tx, id)
      if (held) expect(await uninvite(work, held)).toBe(true)
    })
    const { waiting, withheld } = await outboxOf(711)
    expect(withheld).toEqual(TASK)
    // Where a work card stands already, it says that it is gone.
    expect(waiting).toEqual(['sendMessage', 'task'])
    const bodies = (await desk.parcels(711)).map(({ body }) => body).join('')
    expect(bodies).not.toMatch(/power|photo-of-the-street/)
  })

  it('hears nothing of the unit’s appeals any more after being forgotten', async () => {
    await invited(713)
    await desk.submit(714, 'power', PLACE)
    const person = await desk.person(713)
    await desk.work((work) => forget(work, person))
    const rows = await desk.desk.db.prisma.outbox.findMany({ where: { chat: 713n } })
    expect(rows.filter(({ state }) => state === 'waiting')).toEqual([])
    expect(rows.filter(({ appeal, cardId }) => appeal ?? cardId)).toEqual([])
  })
})
