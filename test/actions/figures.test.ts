import { afterAll, beforeAll, expect, it } from 'vitest'
import { show } from '../../src/actions/show.ts'
import type { Shown } from '../../src/flows/effect.ts'
import { liveCards } from '../../src/store/cards.ts'
import { at } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
let number: string
beforeAll(async () => {
  desk = await openTestDesk()
  number = await desk.submit(700, 'power')
  desk.at(at('2026-11-30T10:00'))
})
afterAll(() => desk.close())

/** What a person is shown; a press edits the card that is there. */
async function shows(who: number, what: Shown) {
  await desk.clearOutbox()
  const person = { ...(await desk.person(who)), locale: 'en' } as const
  await desk.work(async (work) => {
    const [card] = await liveCards(work.tx, ['board'], 'figures')
    await show(work, person, what, card ?? null)
  })
  const parcels = await desk.parcels(who)
  return parcels.map(({ method, kind, body }) => {
    const { text = '', caption = '', reply_markup: keys, photo } = JSON.parse(body) as Sent
    const buttons = keys?.inline_keyboard.flat().map((one) => one.callback_data) ?? []
    return { method, kind, words: text || caption, buttons, photo }
  })
}

interface Sent {
  text?: string
  caption?: string
  photo?: { made: number }
  reply_markup?: { inline_keyboard: { callback_data: string }[][] }
}

it('A leader gets the board with its picture, and goes down to one late appeal and back', async () => {
  const [board, picture] = await shows(STAFF.leader, { what: 'board', edit: false })
  expect([picture?.method, picture?.kind, board?.kind]).toEqual(['sendPhoto', null, 'board'])
  expect(board?.words).toContain('1 late')
  expect(board?.buttons).toContain('board.group:department:0')
  const made = await desk.desk.db.prisma.madeFile.findUniqueOrThrow({
    where: { id: picture!.photo!.made },
  })
  expect(made.chart).toMatchObject({
    chart: 'board',
    late: { bars: [{ label: 'housing', value: 1 }] },
  })

  const group = { what: 'board_group', kind: 'department', page: 0, edit: true } as const
  const [departments] = await shows(STAFF.leader, group)
  expect(departments?.method).toBe('editMessageText')
  expect(departments?.buttons).toEqual(['board.unit:housing:0', 'board.unit:empty:0', 'board'])

  const [unit] = await shows(STAFF.leader, {
    what: 'board_unit',
    unit: 'housing',
    page: 0,
    edit: true,
  })
  expect(unit?.buttons).toEqual([
    `task.show:${number}`,
    'paper.for:housing:directive',
    'board.group:department:0',
  ])

  const back = await shows(STAFF.leader, { what: 'board', edit: true })
  expect(back.map(({ method }) => method)).toEqual(['editMessageText'])
})

it('The county has no peers: the way back from it is the board', async () => {
  const [county] = await shows(STAFF.leader, {
    what: 'board_unit',
    unit: 'county',
    page: 0,
    edit: true,
  })
  expect(county?.buttons).toEqual(['board'])
})

it('/overdue leads to the units that are late, and to their appeals', async () => {
  const [units] = await shows(STAFF.leader, { what: 'overdue', page: 0, edit: true })
  expect(units?.buttons).toEqual(['overdue.unit:housing:0'])
  const what = { what: 'overdue_unit', unit: 'housing', page: 0, edit: true } as const
  const [appeals] = await shows(STAFF.leader, what)
  expect(appeals?.buttons).toEqual([`task.show:${number}`, 'overdue:0'])
})

it('/stats is of one\u2019s own unit, and of the desk for whoever oversees it', async () => {
  const first = async (who: number, what: Shown) => (await shows(who, what))[0]
  const stats = { what: 'stats', edit: false } as const
  expect((await first(STAFF.handler, stats))?.words).toMatch(/^How it stands: housing\n1 open/)
  expect((await first(STAFF.secretary, stats))?.words).toMatch(
    /^How it stands: anshun\nNothing is open/,
  )
  for (const who of [STAFF.dispatcher, STAFF.leader])
    expect((await first(who, stats))?.words).toMatch(/^How the desk stands\n1 open/)
  expect((await first(STAFF.handler, stats))?.buttons).toEqual([
    'stats.list:late:0',
    'stats.list:waiting:0',
  ])
  const kept = { what: 'stats_list', kept: 'late', page: 0, edit: false } as const
  expect((await first(STAFF.handler, kept))?.buttons).toEqual([`task.show:${number}`, 'stats'])
  expect((await first(STAFF.secretary, kept))?.buttons).toEqual(['stats'])
})
