import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boardOf, lateUnits, statsOf, unitRows } from '../../src/queries/board.ts'
import { keptAppeals, type Looking } from '../../src/queries/lists.ts'
import { findAppeal } from '../../src/store/appeals.ts'
import { appendEntry } from '../../src/store/history.ts'
import { at, NOW, ORG } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

/** Everything of this file happens on the last day of November. */
const THEN = at('2026-11-30T10:00')

let desk: TestDesk
let looking: Looking
/** Numbers by what became of them. */
const of: Record<string, string> = {}

beforeAll(async () => {
  desk = await openTestDesk()
  looking = { person: await desk.person(STAFF.leader), org: ORG, now: THEN, page: 0 }
  const begun = async (name: string, category: string, who: number) => {
    const number = (of[name] = await desk.submit(900 + Object.keys(of).length, category))
    await desk.act(who, number, { act: 'accept' })
    return number
  }
  // Due on Thursday, and still there on Monday.
  await begun('late', 'power', STAFF.handler)
  await begun('late too', 'power', STAFF.handler)
  await begun('late elsewhere', 'noise', STAFF.secretary)
  const paused = await begun('paused', 'power', STAFF.handler)
  await desk.act(STAFF.handler, paused, { act: 'ask' }, { words: 'where?' })
  const closed = await begun('closed', 'power', STAFF.handler)
  await desk.act(STAFF.handler, closed, { act: 'resolve' }, { words: 'done' })
  for (const [act, answer] of [
    ['contacted', 'yes'],
    ['solved', 'yes'],
    ['satisfied', '5'],
  ] as const)
    await desk.act(904, closed, { act, answer })
  desk.at(THEN)
  of['waiting'] = await desk.submit(920, 'power')
  of['queued'] = await desk.submit(921, 'what is this')
  const again = await begun('again', 'power', STAFF.handler)
  await desk.act(908, again, { act: 'join' })
  await desk.act(STAFF.handler, again, { act: 'resolve' }, { words: 'done' })
  for (const [act, answer] of [
    ['contacted', 'yes'],
    ['solved', 'no'],
    ['satisfied', '1'],
  ] as const)
    await desk.act(907, again, { act, answer })
  for (const act of ['red', 'serious']) await card(of['late']!, act, THEN)
  // A card for a date that an extension has moved says nothing any more.
  await card(of['late too']!, 'red', at('2026-11-24T09:00'))
})
afterAll(() => desk.close())

/** A card as the sweep writes it. */
async function card(number: string, act: string, moment: Temporal.Instant) {
  const appeal = await findAppeal(desk.desk.db.prisma, number)
  await desk.work(({ tx }) =>
    appendEntry(tx, appeal!, {
      ...{ at: moment, act, actorId: null, role: 'desk', from: appeal!.status, to: appeal!.status },
      ...{ unit: appeal!.unit, data: {}, words: '', files: [] },
    }),
  )
}

describe('The board', () => {
  it('shows what is open, what is late, and which cards are out', async () => {
    const { now } = await desk.work(({ tx }) => boardOf(tx, ORG, THEN))
    expect(now).toEqual({
      status: { registered: 1, assigned: 1, accepted: 5, shelved: 0, resolved: 0 },
      ...{ households: 8, late: 3, red: 1, serious: 1 },
    })
  })

  it('shows the day, the months and the kinds of units', async () => {
    const view = await desk.work(({ tx }) => boardOf(tx, ORG, THEN))
    expect(view.today).toEqual({ added: 3, closed: 0 })
    const months = view.months.map(({ begins, ...counts }) => [
      begins.toZonedDateTimeISO(ORG.timezone).month,
      Object.values(counts).join(' '),
    ])
    expect(months.slice(-2)).toEqual([
      [10, '0 0 0'],
      [11, '8 1 1'],
    ])
    expect(months).toHaveLength(6)
    const kinds = Object.fromEntries(view.kinds.map(({ kind, ...counts }) => [kind, counts]))
    expect(kinds).toEqual({
      county: { open: 0, late: 0 },
      department: { open: 5, late: 2 },
      township: { open: 0, late: 0 },
      community: { open: 1, late: 1 },
    })
    expect([view.month.confirmed, view.before.confirmed.n]).toEqual([{ k: 1, n: 1 }, 0])
  })

  it('counts a day where the desk is: what came before midnight was yesterday', async () => {
    const midnight = at('2026-12-01T00:00')
    const { today } = await desk.work(({ tx }) => boardOf(tx, ORG, midnight))
    expect(today).toEqual({ added: 0, closed: 0 })
    const before = midnight.subtract({ milliseconds: 1 })
    expect((await desk.work(({ tx }) => boardOf(tx, ORG, before))).today.added).toBe(3)
  })
})

describe('Drilling down', () => {
  it('finds the units that are late, most first, and their appeals', async () => {
    expect(await desk.work(({ tx }) => lateUnits(tx, THEN))).toEqual([
      { unit: 'housing', late: 2 },
      { unit: 'anshun', late: 1 },
    ])
    const late = await desk.work(({ tx }) => keptAppeals(tx, ['housing'], 'late', looking))
    expect(late.items.map(({ number }) => number)).toEqual([of['late'], of['late too']])
  })

  it('finds nobody late before the hour', async () => {
    expect(await desk.work(({ tx }) => lateUnits(tx, NOW))).toEqual([])
  })

  it('lists peers, those with most late ones first', async () => {
    const rows = await desk.work(({ tx }) => unitRows(tx, ORG, ['empty', 'housing'], THEN))
    expect(
      rows.map(({ unit, open, late, figures }) => [unit, open, late, figures.answered]),
    ).toEqual([
      ['housing', 5, 2, 2],
      ['empty', 0, 0, 0],
    ])
  })

  it.each([
    ['late', ['late', 'late too', 'late elsewhere'], ['late elsewhere']],
    ['waiting', ['waiting', 'queued'], []],
    ['rework', ['again'], []],
  ] as const)('keeps %s ones apart, of the desk and of a unit', async (kept, all, anshuns) => {
    const numbers = async (units: string[] | null) => {
      const { items } = await desk.work(({ tx }) => keptAppeals(tx, units, kept, looking))
      return items.map(({ number }) => number).sort()
    }
    expect(await numbers(null)).toEqual(all.map((name) => of[name]).sort())
    expect(await numbers(['anshun'])).toEqual(anshuns.map((name) => of[name]))
  })
})

describe('The figures of a member of staff', () => {
  it.each([
    [null, 'desk', 7],
    [['anshun'], { unit: 'anshun' }, 1],
    [['anshun', 'housing'], 'units', 6],
  ] as const)('are those of %o', async (units, shown, open) => {
    const view = await desk.work(({ tx }) => statsOf(tx, ORG, units, THEN))
    expect(view.of).toEqual(shown)
    expect(Object.values(view.now.status).reduce((sum, one) => sum + one)).toBe(open)
  })
})
