import { actorOf } from '../../src/domain/actor.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actOnPaper } from '../../src/actions/papers/act.ts'
import type { PaperCommand } from '../../src/actions/papers/command.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'
import { at } from '../support/builders.ts'

/** A directive from its opening to its end: each test goes on where the one before ended. */
let test: TestDesk
let number: string
let id: number

beforeAll(async () => {
  test = await openTestDesk()
  number = await test.submit(901, 'power is off in our street')
  await test.act(STAFF.handler, number, { act: 'accept' })
  await test.clearOutbox()
})
afterAll(() => test.close())

async function does(who: number, command: Partial<PaperCommand> & { act: string }) {
  const person = await test.person(who)
  const choice = command.act === 'open' ? 'instruct' : null
  const rest = { kind: 'directive', paper: null, about: null, unit: null, choice } as const
  return test.work((work) =>
    actOnPaper(work, actorOf(person), { ...rest, words: '', days: null, ...command }),
  )
}

const bodies = async (chat: number) => (await test.parcels(chat)).map(({ body }) => body).join('\n')
const historyOf = async () =>
  test.desk.db.prisma.history.findMany({
    where: { appeal: { number }, act: 'paper' },
    orderBy: { id: 'asc' },
  })

describe('a paper', () => {
  it('is opened about an appeal by a leader, and the unit has its card with the buttons', async () => {
    expect(await does(STAFF.handler, { act: 'open', about: number, words: 'No' })).toEqual({
      ok: false,
      refusal: 'not_allowed',
    })
    const opened = await does(STAFF.leader, {
      act: 'open',
      about: number,
      words: 'Mend the line today',
    })
    if (!opened.ok) throw new Error(opened.refusal)
    id = opened.paper.id
    expect(opened.paper).toMatchObject({ unit: 'housing', appeal: number, state: 'open' })
    for (const chat of [STAFF.handler, STAFF.head]) {
      const [parcel] = await test.parcels(chat)
      expect(parcel).toMatchObject({ kind: 'paper', subject: String(id) })
      expect(parcel?.body).toContain('Mend the line today')
      expect(parcel?.body).toContain(`paper.do:${id}:answer`)
    }
    expect(await test.parcels(STAFF.secretary)).toEqual([])
    expect(await test.parcels(901)).toEqual([])
  })

  it('stands in the history of its appeal, without its words', async () => {
    const [entry] = await historyOf()
    expect(entry).toMatchObject({ role: 'leader', from: 'accepted', to: 'accepted', digest: null })
    expect(entry?.data).toEqual({ paper: id, kind: 'directive', act: 'open' })
  })

  it('reminds and tells that it is overdue once each, and only when people work', async () => {
    await test.clearOutbox()
    test.at(at('2026-11-25T08:29'))
    await test.due()
    expect(await bodies(STAFF.head)).not.toContain('今天要回复')
    test.at(at('2026-11-25T08:31'))
    await test.due()
    await test.due()
    expect((await bodies(STAFF.head)).match(/今天要回复/g)).toHaveLength(1)
    test.at(at('2026-11-26T10:00'))
    await test.due()
    await test.due()
    expect((await bodies(STAFF.head)).match(/到期还没有回复/g)).toHaveLength(1)
    expect((await bodies(STAFF.leader)).match(/到期还没有回复/g)).toHaveLength(1)
    expect(await bodies(STAFF.handler)).not.toMatch(/到期还没有回复/)
  })

  it('is answered, and its cards change in all chats', async () => {
    await test.clearOutbox()
    expect(await does(STAFF.head, { act: 'answer', paper: id, words: ' ' })).toEqual({
      ok: false,
      refusal: 'words_needed',
    })
    expect(
      await does(STAFF.head, { act: 'answer', paper: id, words: 'The line is new' }),
    ).toMatchObject({ ok: true })
    expect(await bodies(STAFF.leader)).toContain(`paper.do:${id}:accept`)
    expect(await bodies(STAFF.leader)).toContain('The line is new')
    const edits = (await test.parcels(STAFF.handler)).filter(
      ({ method }) => method === 'editMessageText',
    )
    expect(edits.some(({ body }) => body.includes('The line is new'))).toBe(true)
    expect(await does(STAFF.leader, { act: 'accept', paper: id })).toMatchObject({
      paper: { state: 'done' },
    })
    expect(await does(STAFF.leader, { act: 'accept', paper: id })).toEqual({
      ok: false,
      refusal: 'already_done',
    })
    expect((await historyOf()).map(({ data }) => (data as { act: string }).act)).toEqual([
      'open',
      'remind',
      'overdue',
      'answer',
      'accept',
    ])
    test.at(at('2026-12-26T10:00'))
    await test.clearOutbox()
    await test.due()
    const said = (await test.parcels(STAFF.head)).filter(({ method }) => method === 'sendMessage')
    expect(said).toEqual([])
  })

  it('to a unit is about no appeal', async () => {
    const opened = await does(STAFF.leader, {
      act: 'open',
      unit: 'housing',
      words: 'Look at all lifts',
      days: 5,
    })
    expect(opened).toMatchObject({ ok: true, paper: { appeal: null, unit: 'housing' } })
    expect(await bodies(STAFF.head)).toContain('Look at all lifts')
  })

  it('is not to be seen by whoever stands behind its appeal', async () => {
    const own = await test.submit(STAFF.head, 'power is off at my own house')
    await test.act(STAFF.handler, own, { act: 'accept' })
    await test.clearOutbox()
    const opened = await does(STAFF.leader, { act: 'open', about: own, words: 'Be fair' })
    if (!opened.ok) throw new Error(opened.refusal)
    expect(await test.parcels(STAFF.head)).toEqual([])
    expect(await does(STAFF.head, { act: 'answer', paper: opened.paper.id, words: 'x' })).toEqual({
      ok: false,
      refusal: 'own_appeal',
    })
  })
})
