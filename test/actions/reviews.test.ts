import { actorOf } from '../../src/domain/actor.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actOnPaper } from '../../src/actions/papers/act.ts'
import { beginReviews } from '../../src/actions/papers/agenda.ts'
import type { PaperCommand } from '../../src/actions/papers/command.ts'
import { findPapers } from '../../src/store/papers.ts'
import { at } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

/** A joint review from its agenda to the report: each test goes on where the one before ended. */
let test: TestDesk
let session: number
let reworked: string
let byHand: string

beforeAll(async () => {
  test = await openTestDesk()
  reworked = await test.submit(901, 'power is off in our street')
  byHand = await test.submit(902, 'power is off in the market')
  for (const number of [reworked, byHand]) await test.act(STAFF.handler, number, { act: 'accept' })
  await test.desk.db.prisma.appeal.update({ where: { number: reworked }, data: { rounds: 2 } })
  await beginReviews(test.desk)
})
afterAll(() => test.close())

async function does(who: number, command: Partial<PaperCommand> & { act: string }) {
  const person = await test.person(who)
  const rest = { kind: 'item', paper: null, about: null, unit: null, choice: null } as const
  return test.work((work) =>
    actOnPaper(work, actorOf(person), { ...rest, words: '', days: null, ...command }),
  )
}

const papers = (where: Parameters<typeof findPapers>[1]) => findPapers(test.desk.db.prisma, where)
const itemAbout = async (number: string) => {
  const [item] = await papers({ kind: 'item', appeal: { number }, parentId: session })
  if (!item) throw new Error(`No item about ${number}`)
  return item
}
const bodies = async (chat: number) => (await test.parcels(chat)).map(({ body }) => body).join('\n')

describe('a joint review', () => {
  it('is planned by the desk on the day before, with what the rules put on its agenda', async () => {
    test.at(at('2026-11-26T13:59'))
    await test.due()
    expect(await papers({ kind: 'review' })).toEqual([])
    await test.clearOutbox()
    test.at(at('2026-11-26T14:00'))
    await test.due()
    await test.due()
    const sessions = await papers({ kind: 'review' })
    expect(sessions).toMatchObject([
      { state: 'planned', by: null, serial: 1, due: at('2026-11-27T17:30') },
    ])
    session = sessions[0]!.id
    expect(await papers({ kind: 'item' })).toMatchObject([
      { appeal: reworked, parent: session, state: 'open', data: { reasons: ['reworked'] } },
    ])
    expect(await bodies(STAFF.leader)).toContain(`paper.do:${session}:begin`)
    expect(await bodies(STAFF.dispatcher)).toContain(reworked)
    expect(await bodies(STAFF.handler)).not.toContain(`paper.show:${session}`)
  })

  it('looks at what a dispatcher puts down, too, and at nothing twice', async () => {
    expect(await does(STAFF.handler, { act: 'open', about: byHand })).toMatchObject({ ok: false })
    expect(await does(STAFF.dispatcher, { act: 'open', about: byHand })).toMatchObject({
      ok: true,
      paper: { parent: session, data: { reasons: ['hand'] } },
    })
    expect(await does(STAFF.leader, { act: 'open', about: byHand })).toEqual({
      ok: false,
      refusal: 'already_done',
    })
  })

  it('is led by whoever begins it', async () => {
    const { id } = await itemAbout(reworked)
    expect(await does(STAFF.leader, { act: 'decide', paper: id, words: 'Mend' })).toEqual({
      ok: false,
      refusal: 'not_allowed',
    })
    expect(await does(STAFF.dispatcher, { act: 'begin', kind: 'review', paper: session })).toEqual({
      ok: false,
      refusal: 'not_allowed',
    })
    const begun = await does(STAFF.leader, { act: 'begin', kind: 'review', paper: session })
    expect(begun).toMatchObject({ ok: true, paper: { state: 'running' } })
  })

  it('gives an appeal to the unit that it decides on, with co-units and who reports', async () => {
    const { id } = await itemAbout(reworked)
    const secretary = await test.person(STAFF.secretary)
    const handler = await test.person(STAFF.handler)
    const prepare = (act: string, choice: string) => does(STAFF.leader, { act, paper: id, choice })
    await prepare('lead', 'anshun')
    await prepare('help', 'housing')
    await prepare('date', '3')
    expect(await prepare('reporter', String(handler.id))).toEqual({
      ok: false,
      refusal: 'staff_unknown',
    })
    await prepare('reporter', String(secretary.id))
    await test.clearOutbox()
    expect(
      await does(STAFF.leader, { act: 'decide', paper: id, words: 'New cable' }),
    ).toMatchObject({
      ok: true,
      paper: { unit: 'anshun', state: 'decided', data: { units: ['housing'] } },
    })
    expect(await test.appeal(reworked)).toMatchObject({ unit: 'anshun', status: 'assigned' })
    const helps = await test.desk.db.prisma.help.findMany({ select: { unit: true } })
    expect(helps).toEqual([{ unit: 'housing' }])
    for (const chat of [STAFF.secretary, STAFF.head])
      expect(await bodies(chat), String(chat)).toContain('New cable')
    // What was prepared is no act of its own.
    const history = await test.desk.db.prisma.history.findMany({
      where: {
        ...{ appeal: { number: reworked }, act: 'paper' },
        data: { path: ['kind'], equals: 'item' },
      },
      orderBy: { id: 'asc' },
    })
    expect(history.map(({ data }) => (data as { act: string }).act)).toEqual(['open', 'decide'])
  })

  it('ends with minutes as a document, without a word of a resident', async () => {
    await test.clearOutbox()
    await does(STAFF.leader, { act: 'end', kind: 'review', paper: session })
    expect(await itemAbout(byHand)).toMatchObject({ state: 'postponed' })
    const sent = (await test.parcels()).filter(({ method }) => method === 'sendDocument')
    expect(new Set(sent.map(({ chat }) => chat))).toEqual(
      new Set([STAFF.leader, STAFF.dispatcher, STAFF.secretary, STAFF.head]),
    )
    const files = await test.desk.db.prisma.madeFile.findMany()
    const texts = files.map(({ bytes }) => Buffer.from(bytes ?? []).toString('utf8'))
    expect(texts).toHaveLength(1)
    expect(files[0]?.name).toMatch(/\.txt$/)
    expect(texts[0]).toContain('New cable')
    expect(texts[0]).toContain(byHand)
    expect(texts[0]).not.toContain('power is off')
  })

  it('hears what was done, and once that it was not', async () => {
    const { id } = await itemAbout(reworked)
    test.at(at('2026-12-01T08:30'))
    await test.due()
    test.at(at('2026-12-02T10:00'))
    await test.clearOutbox()
    await test.due()
    await test.due()
    for (const chat of [STAFF.leader, STAFF.secretary]) {
      const told = (await test.parcels(chat)).filter(({ method }) => method === 'sendMessage')
      expect(told.filter(({ body }) => body.includes(`paper.show:${id}"`))).toHaveLength(1)
    }
  })

  it('begins with what the last one left over, and with what was not done', async () => {
    test.at(at('2026-12-03T14:00'))
    await test.due()
    const [next] = await papers({ kind: 'review', state: 'planned' })
    const items = await papers({ kind: 'item', parentId: next!.id })
    expect(items.map(({ appeal, data }) => [appeal, data['reasons']])).toEqual([
      // It has been red for five working days meanwhile.
      [byHand, ['postponed', 'red']],
      [reworked, ['not_done']],
    ])
    const before = await itemAbout(reworked)
    session = next!.id
    await does(STAFF.leader, { act: 'begin', kind: 'review', paper: session })
    const { id } = await itemAbout(reworked)
    await does(STAFF.leader, { act: 'decide', paper: id, words: 'Really now' })
    expect(await papers({ id: before.id })).toMatchObject([{ state: 'replaced' }])
    const report = await does(STAFF.secretary, { act: 'report', paper: id, words: 'Done' })
    expect(report).toMatchObject({ ok: true, paper: { state: 'reported' } })
    expect(await does(STAFF.leader, { act: 'accept', paper: id })).toMatchObject({
      ok: true,
      paper: { state: 'done' },
    })
  })

  it('lets go of an appeal that is over', async () => {
    const { id } = await itemAbout(byHand)
    await test.act(902, byHand, { act: 'withdraw' })
    expect(await papers({ id })).toMatchObject([{ state: 'moot' }])
  })

  it('is not planned where there is nothing to talk about', async () => {
    await test.act(901, reworked, { act: 'withdraw' })
    await does(STAFF.leader, { act: 'end', kind: 'review', paper: session })
    const count = (await papers({ kind: 'review' })).length
    test.at(at('2026-12-10T14:00'))
    await test.due()
    expect(await papers({ kind: 'review' })).toHaveLength(count)
  })
})
