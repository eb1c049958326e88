import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { figuresOf } from '../../src/queries/figures.ts'
import type { Minutes, UnitFigures } from '../../src/figures/unit-figures.ts'
import { findAppeal } from '../../src/store/appeals.ts'
import { appendEntry } from '../../src/store/history.ts'
import { at, NOW, ORG } from '../support/builders.ts'
import { countedAgain, type Counted } from '../support/counted.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'
import { playMonth } from '../support/month.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
  await playMonth(desk, 14)
}, 60_000)
afterAll(() => desk.close())

const figures = (from: Temporal.Instant, to: Temporal.Instant) =>
  desk.work(({ tx }) => figuresOf(tx, ORG, { from, to }))

/** Figures in the shape of the second count. */
function plain(of: UnitFigures): Omit<Counted, 'minutes'> {
  const rate = ({ k, n }: { k: number; n: number }): [number, number] => [k, n]
  return {
    ...{ asked: of.asked, answered: of.answered, partly: of.partly },
    response: rate(of.response),
    solution: rate(of.solution),
    satisfaction: rate(of.satisfaction),
    reworks: rate(of.reworks),
    confirmed: rate(of.confirmed),
    accept: rate(of.onTime.accept),
    reply: rate(of.onTime.reply),
    ...{ returns: of.returns, extensions: of.extensions },
    ...{ relapses: of.relapses, explained: of.explained },
  }
}

/** As PostgreSQL counts percentiles: between the two nearest. */
function minutesOf(given: readonly number[]): Minutes | null {
  if (given.length === 0) return null
  const sorted = [...given].sort((a, b) => a - b)
  const percentile = (p: number) => {
    const place = p * (sorted.length - 1)
    const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
    return low + (high - low) * (place - Math.floor(place))
  }
  const mean = sorted.reduce((sum, one) => sum + one, 0) / sorted.length
  return { n: sorted.length, median: percentile(0.5), p90: percentile(0.9), mean }
}

function expectMinutes(found: Minutes | null, expected: Minutes | null) {
  expect(found === null).toBe(expected === null)
  if (!found || !expected) return
  expect(found.n).toBe(expected.n)
  for (const name of ['median', 'p90', 'mean'] as const)
    expect(found[name]).toBeCloseTo(expected[name], 6)
}

const FAR = NOW.add({ hours: 24 * 400 })

describe('The figures of a period', () => {
  it.each([
    ['everything', NOW, FAR],
    ['a week', at('2026-11-25T00:00'), at('2026-12-02T00:00')],
    ['a single day', at('2026-11-30T00:00'), at('2026-12-01T00:00')],
  ])('are what a walk through the histories counts: %s', async (_remark, from, to) => {
    const again = await countedAgain(desk, from, to)
    const { units, whole } = await figures(from, to)
    expect(units.map(({ unit }) => unit)).toEqual(ORG.units.map(({ code }) => code))
    const minutes: number[] = []
    for (const of of units) {
      const { minutes: own, ...rest } = again.get(of.unit) ?? { minutes: [] }
      if ('asked' in rest) expect([of.unit, plain(of)]).toEqual([of.unit, rest])
      else expect(of.asked + of.answered + of.returns + of.onTime.reply.n).toBe(0)
      expectMinutes(of.minutes, minutesOf(own))
      minutes.push(...own)
    }
    expectMinutes(whole.minutes, minutesOf(minutes))
    expect(whole.asked).toBe(units.reduce((sum, { asked }) => sum + asked, 0))
  })

  it('have something to say of every kind in this world, or the comparison would prove nothing', async () => {
    const { whole } = await figures(NOW, FAR)
    const { onTime } = whole
    for (const { k, n } of [
      ...[whole.response, whole.solution, whole.satisfaction, whole.reworks, whole.confirmed],
      ...[onTime.accept, onTime.reply],
    ]) {
      expect([k > 0, k < n]).toEqual([true, true])
    }
    const { asked, answered, partly, returns, extensions, relapses, explained, minutes } = whole
    expect(asked).toBeGreaterThan(answered)
    const counts = { partly, returns, extensions, relapses, explained, minutes: minutes?.n ?? 0 }
    const idle = Object.entries(counts).filter(([, count]) => count === 0)
    expect(idle).toEqual([])
  })

  it('begin with their first moment and end before their last', async () => {
    const { whole } = await figures(FAR, FAR.add({ hours: 1 }))
    expect([whole.asked, whole.onTime.reply.n, whole.minutes]).toEqual([0, 0, null])
    const [end] = await desk.desk.db.prisma.history.findMany({
      where: { act: 'close', appeal: { outcome: 'solved_confirmed' } },
      orderBy: { at: 'desc' },
      take: 1,
    })
    const last = Temporal.Instant.fromEpochMilliseconds(end!.at.getTime())
    const closedIn = async (from: Temporal.Instant, to: Temporal.Instant) =>
      (await figures(from, to)).whole.confirmed.n
    expect(await closedIn(last, last.add({ milliseconds: 1 }))).toBeGreaterThan(0)
    expect(await closedIn(last.subtract({ milliseconds: 1 }), last)).toBe(0)
  })
})

describe('One return visit', () => {
  /** What changes in the figures of the housing department by this. */
  async function by(does: () => Promise<unknown>) {
    const housing = async () =>
      plain((await figures(NOW, FAR)).units.find(({ unit }) => unit === 'housing')!)
    const before = await housing()
    await does()
    const after = await housing()
    return Object.fromEntries(
      Object.entries(after).flatMap(([name, now]) => {
        const then = before[name as keyof typeof before]
        const change = [now].flat().map((value, place) => value - [then].flat()[place]!)
        return change.some((one) => one !== 0) ? [[name, change]] : []
      }),
    )
  }

  async function answered(resident: number, answers: readonly string[]) {
    const number = await desk.submit(resident, 'power')
    await desk.act(STAFF.handler, number, { act: 'accept' })
    await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'repaired' })
    for (const [place, act] of (['contacted', 'solved', 'satisfied'] as const).entries()) {
      const answer = answers[place]
      if (answer) await desk.act(resident, number, { act, answer })
    }
    return number
  }

  async function enter(
    number: string,
    act: string,
    data: Record<string, string>,
    to: 'accepted' | 'closed',
  ) {
    const appeal = await findAppeal(desk.desk.db.prisma, number)
    const resident = appeal!.resident
    await desk.work(({ tx, now }) =>
      appendEntry(tx, appeal!, {
        ...{ at: now, act, actorId: resident, role: 'resident', from: 'closed', to },
        ...{ unit: appeal!.unit, data, words: '', files: [] },
      }),
    )
  }

  it('counts each answer once', async () => {
    expect(await by(() => answered(801, ['yes', 'yes', '4']))).toEqual({
      ...{ asked: [1], answered: [1], response: [1, 1], solution: [1, 1], satisfaction: [1, 1] },
      ...{ reworks: [0, 1], confirmed: [1, 1], accept: [1, 1], reply: [1, 1] },
    })
  })

  it('counts a half answer for what it says, and silence for nothing', async () => {
    const half = await by(async () => {
      await answered(802, ['no'])
      desk.later(80)
      await desk.due()
    })
    expect(half).toEqual({
      ...{
        asked: [1],
        response: [0, 1],
        reworks: [0, 1],
        confirmed: [0, 1],
        accept: [1, 1],
        reply: [1, 1],
      },
    })
  })

  it('takes a changed answer for the one before, and does not end twice when that brings it back', async () => {
    const number = await answered(803, ['yes', 'yes', '5'])
    const changed = await by(async () => {
      await enter(number, 'change', { answer: 'no', rating: '1' }, 'closed')
      await enter(number, 'rework', {}, 'accepted')
    })
    expect(changed).toEqual({ solution: [-1, 0], satisfaction: [-1, 0], relapses: [1] })
  })

  it('leaves the rates with the appeal that ends as explained, which is counted apart', async () => {
    const number = await answered(804, ['yes', 'partly', '3'])
    const change = await by(() =>
      desk.desk.db.prisma.appeal.update({ where: { number }, data: { outcome: 'explained' } }),
    )
    expect(change).toEqual({
      ...{
        asked: [-1],
        answered: [-1],
        response: [-1, -1],
        solution: [0, -1],
        satisfaction: [-1, -1],
      },
      ...{ partly: [-1], reworks: [0, -1], confirmed: [0, -1], explained: [1] },
    })
  })

  it('finds a reply in time that a question to the resident had held up', async () => {
    const number = await desk.submit(805, 'power')
    await desk.act(STAFF.handler, number, { act: 'accept' })
    await desk.act(STAFF.handler, number, { act: 'ask' }, { words: 'which house?' })
    desk.later(24 * 30)
    const change = await by(() =>
      desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'all of them' }),
    )
    expect(change).toEqual({ reply: [1, 1] })
  })
})
