import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { showDraft } from '../../src/actions/draft-card.ts'
import { NOW } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.at(NOW)
  await desk.clearOutbox()
})

async function everything() {
  const { prisma } = desk.desk.db
  return {
    appeals: await prisma.appeal.findMany({ orderBy: { id: 'asc' } }),
    history: await prisma.history.count(),
    words: await prisma.words.count(),
    outbox: await prisma.outbox.findMany({ orderBy: { id: 'asc' } }),
    cards: await prisma.card.findMany({ orderBy: { id: 'asc' } }),
    requests: await prisma.request.findMany({ orderBy: { id: 'asc' } }),
    timers: await prisma.timer.findMany({ orderBy: { id: 'asc' } }),
    people: await prisma.person.findMany({ orderBy: { id: 'asc' } }),
  }
}

async function historyOf(number: string): Promise<string[]> {
  const where = { appeal: { number } }
  const rows = await desk.desk.db.prisma.history.findMany({ where, orderBy: { seq: 'asc' } })
  return rows.map(({ act }) => act)
}

describe('an act', () => {
  it('changes nothing at all when it is refused', async () => {
    const number = await desk.submit(601, 'power')
    await desk.person(699)
    const before = await everything()
    const refused = [
      await desk.act(699, number, { act: 'accept' }),
      await desk.act(601, number, { act: 'accept' }),
      await desk.act(STAFF.secretary, number, { act: 'accept' }),
      await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'done' }),
      await desk.act(STAFF.handler, number, { act: 'hand', staff: 1 }),
      await desk.act(STAFF.dispatcher, number, { act: 'reassign', unit: 'empty' }),
      await desk.act(STAFF.handler, '26-9999999-9', { act: 'accept' }),
    ]
    expect(refused.map((answer) => !answer.ok && answer.refusal)).toEqual([
      'not_allowed',
      'own_appeal',
      'not_allowed',
      'not_now',
      'not_allowed',
      'unit_without_staff',
      'no_such_appeal',
    ])
    expect(await everything()).toEqual(before)
  })

  it('names one handler when two accept at the same moment', async () => {
    const number = await desk.submit(602, 'power')
    const answers = await Promise.all([
      desk.act(STAFF.handler, number, { act: 'accept' }),
      desk.act(STAFF.head, number, { act: 'accept' }),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers).toContainEqual({ ok: false, refusal: 'already_done' })
    expect(await historyOf(number)).toEqual(['submit', 'assign', 'accept'])
    const heard = (await desk.parcels(602)).filter(({ kind }) => kind === 'step')
    expect(heard).toHaveLength(1)
  })

  it('rewrites the promise and the task cards where they stand', async () => {
    const number = await desk.submit(603, 'power')
    await desk.clearOutbox()
    await desk.act(STAFF.handler, number, { act: 'accept' })
    const edits = (await desk.parcels()).filter(({ delivery }) => delivery === 'edit')
    expect(edits.map(({ chat, kind }) => [chat, kind])).toEqual(
      expect.arrayContaining([
        [603, 'promise'],
        [STAFF.handler, 'task'],
        [STAFF.head, 'task'],
      ]),
    )
    expect(edits).toHaveLength(3)
  })

  it('tells the unit that an appeal went elsewhere, and its card can do nothing any more', async () => {
    const number = await desk.submit(604, 'power')
    await desk.clearOutbox()
    await desk.act(STAFF.dispatcher, number, { act: 'reassign', unit: 'anshun' })
    const cards = await desk.desk.db.prisma.card.findMany({ where: { subject: number } })
    const live = cards.filter(({ live, kind }) => live && kind === 'task')
    expect(live.map(({ chat }) => Number(chat))).toEqual([STAFF.secretary])
    const [gone] = await desk.parcels(STAFF.handler)
    expect(gone?.method).toBe('editMessageText')
    expect(gone?.body).not.toContain('callback_data')
  })

  it('takes a returned appeal to the proposed unit in the same step', async () => {
    const number = await desk.submit(605, 'power')
    const wish = { act: 'ask_return', unit: 'anshun' } as const
    await desk.act(STAFF.handler, number, wish, { words: 'not ours' })
    const request = await desk.request(number)
    expect(await desk.act(STAFF.handler, number, { act: 'approve_return', request })).toMatchObject(
      { ok: false },
    )
    await desk.clearOutbox()
    expect(
      await desk.act(STAFF.dispatcher, number, { act: 'approve_return', request }),
    ).toMatchObject({ ok: true })
    expect(await desk.appeal(number)).toMatchObject({ status: 'assigned', unit: 'anshun' })
    expect(await historyOf(number)).toEqual([
      ...['submit', 'assign', 'ask_return', 'approve_return', 'assign'],
    ])
    const tasks = (await desk.parcels()).filter(({ kind, delivery }) => {
      return kind === 'task' && delivery === 'must'
    })
    expect(tasks.map(({ chat }) => chat)).toEqual([STAFF.secretary])
  })

  it('lets one of two dispatchers decide a request, once', async () => {
    const number = await desk.submit(606, 'power')
    await desk.act(STAFF.handler, number, { act: 'accept' })
    await desk.act(STAFF.handler, number, { act: 'ask_extension' }, { words: 'parts' })
    const request = await desk.request(number)
    const answers = await Promise.all([
      desk.act(STAFF.dispatcher, number, { act: 'approve_extension', request }),
      desk.act(STAFF.head, number, { act: 'deny_extension', request }),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers).toContainEqual({ ok: false, refusal: 'request_decided' })
  })

  it('sends no edit when a card would stay as it is', async () => {
    const number = await desk.submit(607, 'power')
    await desk.clearOutbox()
    // A memo stands on the work cards and nowhere on the promise.
    await desk.act(STAFF.handler, number, { act: 'memo' }, { words: 'called them' })
    expect(await desk.parcels(607)).toEqual([])
    expect((await desk.parcels(STAFF.handler)).map(({ delivery }) => delivery)).toEqual(['edit'])
  })

  it('enqueues nothing when a card is shown again as it is', async () => {
    const draft = await desk.write(608, 'a broken lamp')
    const person = await desk.person(608)
    await desk.work((work) => showDraft(work, person, draft, 'below', null, true))
    await desk.clearOutbox()
    await desk.work((work) => showDraft(work, person, draft, 'edit', null, false))
    expect(await desk.parcels()).toEqual([])
  })
})

describe('a question', () => {
  it('waits for the next words of a resident who is free', async () => {
    const number = await desk.submit(611, 'power')
    await desk.act(STAFF.handler, number, { act: 'accept' })
    await desk.act(STAFF.handler, number, { act: 'ask' }, { words: 'which house?' })
    expect((await desk.person(611)).awaiting).toEqual({ what: 'answer', number, files: [] })
  })

  it('does not take the words of a resident who is writing another appeal', async () => {
    const number = await desk.submit(612, 'power')
    await desk.act(STAFF.handler, number, { act: 'accept' })
    await desk.write(612, 'and there is noise')
    await desk.act(STAFF.handler, number, { act: 'ask' }, { words: 'which house?' })
    expect((await desk.person(612)).awaiting).toBeNull()
  })

  it('does not take the words that something else waits for', async () => {
    const first = await desk.submit(613, 'power')
    const second = await desk.submit(613, 'power again')
    for (const number of [first, second]) {
      await desk.act(STAFF.handler, number, { act: 'accept' })
      await desk.act(STAFF.handler, number, { act: 'ask' }, { words: 'which house?' })
    }
    expect((await desk.person(613)).awaiting).toMatchObject({ number: first })
  })
})
