import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { beginFinding, findDemands } from '../../src/actions/demands/run.ts'
import type { DemandArguments } from '../../src/flows/effect.ts'
import { findDemand, lockDemands } from '../../src/store/demands.ts'
import { carryOut } from '../../src/demands/order.ts'
import { demandView } from '../../src/queries/demand-view.ts'
import { isDue, postponeTimer } from '../../src/store/timers.ts'
import { at, NOW } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'
import {
  anotherNight,
  emptyDemands,
  findNow,
  writeLetters,
  type Letter,
} from '../support/letters.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(() => emptyDemands(desk))

const never = new AbortController().signal
const stairs = (household: number, daysAgo: number, place = 'anshun'): Letter => ({
  ...{ household, daysAgo, place },
  words: `The lamps in the dark stairs are broken, we stumble every evening, entrance ${household}`,
})
const well = (household: number, daysAgo: number): Letter => ({
  ...{ household, daysAgo },
  words: `The village well smells of petrol since the pump was painted, bucket ${household}`,
})
const many = (
  count: number,
  of: (household: number, daysAgo: number) => Letter,
  first: number,
  daysAgo = 1,
) => Array.from({ length: count }, (_, place) => of(first + place, daysAgo + place / 10))

const demands = () => desk.desk.db.prisma.demand.findMany({ orderBy: { id: 'asc' } })
const membersOf = async (id: number) => {
  const rows = await desk.desk.db.prisma.demandMember.findMany({ where: { demandId: id } })
  return rows.map(({ appealId }) => appealId).sort((a, b) => a - b)
}

describe('the nightly run', () => {
  it('is due at three in the morning of the desk, from the first start on, and sets itself anew', async () => {
    desk.at(at('2026-11-23T09:00'))
    await beginFinding(desk.desk)
    expect(await findNow(desk.desk)).toBe(false)
    desk.at(at('2026-11-24T02:59'))
    await beginFinding(desk.desk)
    expect(await findNow(desk.desk)).toBe(false)
    desk.at(at('2026-11-24T03:00'))
    expect(await findNow(desk.desk)).toBe(true)
    expect(await findNow(desk.desk)).toBe(false)
    desk.at(at('2026-11-25T03:00'))
    expect(await findNow(desk.desk)).toBe(true)
  })

  it('finds what three households ask for, with figures that plain SQL confirms', async () => {
    await writeLetters(desk, [
      ...many(12, stairs, 5000),
      ...many(6, stairs, 5100, 35),
      ...many(2, stairs, 5000, 65),
      ...Array.from({ length: 9 }, (_, place) => stairs(5200, 3 + place / 10, 'town')),
      ...many(2, well, 5300),
    ])
    await anotherNight(desk)
    const [found, ...others] = await demands()
    expect(others).toEqual([])
    const [counted] = await desk.desk.db.prisma.$queryRaw<object[]>`
      SELECT count(*)::int AS letters, count(DISTINCT resident_id)::int AS households,
        (count(*) FILTER (WHERE registered_at > now_at - interval '30 days'))::int AS "monthLetters",
        (count(DISTINCT resident_id) FILTER (WHERE registered_at > now_at - interval '30 days'))::int
          AS "monthHouseholds",
        (count(*) FILTER (WHERE registered_at BETWEEN now_at - interval '60 days' AND now_at - interval '30 days'))::int
          AS "beforeLetters"
      FROM appeal
      JOIN history ON appeal_id = appeal.id AND seq = 1
      JOIN words ON history_id = history.id,
      (SELECT ${found?.countedAt}::timestamptz AS now_at) AS moment
      WHERE text LIKE '%dark stairs%' AND registered_at > now_at - interval '90 days'`
    expect(found).toMatchObject(counted ?? {})
    expect(found).toMatchObject({ letters: 29, households: 19, monthHouseholds: 13 })
    expect(found?.lastYearHouseholds).toBeNull()
  })

  it('counts a neighbour who joined as a household of the demand', async () => {
    const [first] = await writeLetters(desk, many(2, stairs, 5000))
    const neighbour = await desk.person(5100)
    const { id } = await desk.appeal(first!.number)
    const joinedAt = new Date(NOW.epochMilliseconds)
    const joiner = { appealId: id, personId: neighbour.id, joinedAt }
    await desk.desk.db.prisma.joiner.create({ data: joiner })
    await anotherNight(desk)
    expect(await demands()).toMatchObject([{ letters: 2, households: 3 }])
  })

  it('keeps identity, name and letters tomorrow, when the group has grown and its label is another', async () => {
    await writeLetters(desk, many(4, stairs, 5000))
    await anotherNight(desk)
    const [before] = await demands()
    await desk.demand(STAFF.dispatcher, { act: 'confirm', demand: before!.id })
    await desk.demand(STAFF.dispatcher, { act: 'rename', demand: before!.id, words: 'Dark stairs' })
    const first = await membersOf(before!.id)
    await writeLetters(desk, many(9, stairs, 5100, -1))
    await anotherNight(desk)
    const [after, ...others] = await demands()
    expect(others).toEqual([])
    expect(after).toMatchObject({
      id: before!.id,
      state: 'confirmed',
      name: 'Dark stairs',
      households: 13,
    })
    expect(await membersOf(after!.id)).toEqual(expect.arrayContaining(first))
  })

  it('lets rest what nobody writes about, and knows it again when they do', async () => {
    await writeLetters(desk, [...many(4, stairs, 5000), ...many(3, well, 5100)])
    await anotherNight(desk)
    const [one] = await demands()
    desk.later(24 * 95)
    await anotherNight(desk)
    expect((await demands()).map(({ resting }) => resting)).toEqual([true, true])
    await writeLetters(desk, many(3, stairs, 5200, -97))
    desk.later(48)
    await anotherNight(desk)
    const [back, still, ...others] = await demands()
    expect(others).toEqual([])
    expect(back).toMatchObject({ id: one!.id, resting: false, households: 3 })
    expect(still).toMatchObject({ resting: true })
  })

  it('counts last year what was about the same then, whether or not it was a demand', async () => {
    await writeLetters(desk, [
      ...many(5, stairs, 5000),
      ...many(2, stairs, 5100, 370),
      ...many(4, well, 5200, 372),
    ])
    desk.at(NOW)
    await writeLetters(desk, [{ ...well(5300, 500), words: 'The desk was there long before.' }])
    await anotherNight(desk)
    const [found] = await demands()
    expect(found).toMatchObject({ monthHouseholds: 5, lastYearLetters: 2, lastYearHouseholds: 2 })
  })

  it('is done once by two replicas that begin at the same moment', async () => {
    await writeLetters(desk, many(4, stairs, 5000))
    desk.later(24)
    const done = await Promise.all([findDemands(desk.desk, never), findDemands(desk.desk, never)])
    expect(done.sort()).toEqual([false, true])
    expect(await demands()).toHaveLength(1)
  })

  it('writes nothing when another replica has been quicker', async () => {
    await writeLetters(desk, many(4, stairs, 5000))
    desk.later(24)
    const night = { kind: 'demands', subject: 'desk' }
    const done = await findDemands(desk.desk, never, async (order) => {
      await postponeTimer(desk.desk.db.prisma, night, desk.desk.now().add({ hours: 18 }))
      return carryOut(order)
    })
    expect(done).toBe(false)
    expect(await demands()).toEqual([])
  })

  it('leaves everything as it was when it is ended in the middle, and comes again', async () => {
    await writeLetters(desk, many(4, stairs, 5000))
    desk.later(24)
    const stop = new AbortController()
    const running = findDemands(desk.desk, stop.signal)
    stop.abort()
    expect(await running).toBe(false)
    expect(await demands()).toEqual([])
    expect(
      await isDue(desk.desk.db.prisma, { kind: 'demands', subject: 'desk' }, desk.desk.now()),
    ).toBe(true)
    expect(await findNow(desk.desk)).toBe(true)
    expect(await demands()).toHaveLength(1)
  })

  it('waits a while after a failure', async () => {
    desk.later(24)
    const broken = { ...desk.desk, rules: { ...desk.desk.rules, calendar: null as never } }
    await expect(findNow(broken)).rejects.toThrow()
    expect(await findNow(desk.desk)).toBe(false)
    desk.later(0.1)
    expect(await findNow(desk.desk)).toBe(true)
  })
})

describe('a demand that people have decided about', () => {
  async function twoDemands(): Promise<[number, number]> {
    await writeLetters(desk, [...many(4, stairs, 5000), ...many(3, well, 5100)])
    await anotherNight(desk)
    const [one, other] = await demands()
    return [one!.id, other!.id]
  }

  it('stays dismissed tomorrow', async () => {
    const [stairsId, wellId] = await twoDemands()
    await desk.demand(STAFF.leader, { act: 'dismiss', demand: stairsId })
    await anotherNight(desk)
    expect((await demands()).map(({ id, state }) => [id, state])).toEqual([
      [stairsId, 'dismissed'],
      [wellId, 'found'],
    ])
  })

  it('stays part of another one: what is written about either counts for the whole', async () => {
    const [stairsId, wellId] = await twoDemands()
    await desk.demand(STAFF.dispatcher, { act: 'merge', demand: wellId, into: stairsId })
    expect(await findDemand(desk.desk.db.prisma, stairsId)).toMatchObject({
      figures: { whole: { letters: 7, households: 7 } },
    })
    await writeLetters(desk, many(2, well, 5200, -1))
    await anotherNight(desk)
    const [whole, part, ...others] = await demands()
    expect(others).toEqual([])
    expect(whole).toMatchObject({ id: stairsId, letters: 9, households: 9, resting: false })
    expect(part).toMatchObject({ id: wellId, state: 'merged', mergedInto: stairsId })
    const view = await demandView(desk.desk.db.prisma, wellId)
    expect(view).toMatchObject({ id: stairsId })
  })

  it('is decided once by two people at the same moment, and each step is written down once', async () => {
    const [stairsId] = await twoDemands()
    const confirm = { act: 'confirm', demand: stairsId } as const
    // Held until both stand before the same door.
    const both = await desk.work(async ({ tx }) => {
      await lockDemands(tx)
      const acts = [desk.demand(STAFF.dispatcher, confirm), desk.demand(STAFF.leader, confirm)]
      const waiting = () => tx.$queryRaw`SELECT 1 FROM pg_locks
        WHERE locktype = 'advisory' AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
      await expect.poll(waiting).toHaveLength(2)
      return { acts }
    })
    const refusals = await Promise.all(both.acts)
    expect(refusals.toSorted()).toEqual(['already_done', null])
    const entries = await desk.desk.db.prisma.demandEntry.findMany()
    expect(entries.map(({ act }) => act)).toEqual(['confirm'])
  })

  it('is nobody else’s to decide', async () => {
    const [stairsId] = await twoDemands()
    for (const who of [STAFF.handler, STAFF.head, 5000]) {
      expect(await desk.demand(who, { act: 'confirm', demand: stairsId })).toBe('not_allowed')
    }
    expect(await desk.desk.db.prisma.demandEntry.count()).toBe(0)
  })

  it('refuses what is not possible, with the reason', async () => {
    const [stairsId] = await twoDemands()
    const refusals = async (...args: Omit<DemandArguments, 'demand'>[]) => {
      const given = []
      for (const one of args)
        given.push(await desk.demand(STAFF.leader, { ...one, demand: stairsId }))
      return given
    }
    expect(
      await refusals({ act: 'measure', words: 'x' }, { act: 'rename' }, { act: 'confirm' }),
    ).toEqual(['not_now', 'words_needed', null])
    expect(
      await refusals(
        { act: 'merge', into: 0 },
        { act: 'merge', into: stairsId },
        { act: 'lead', unit: 'nowhere' },
        { act: 'lead', unit: 'empty' },
        { act: 'measure' },
        { act: 'improve', kind: 'rule' },
        { act: 'confirm' },
      ),
    ).toEqual([
      ...['not_now', 'not_now', 'unit_unknown', 'unit_without_staff'],
      ...['words_needed', 'words_needed', 'already_done'],
    ])
  })

  it('goes as a topic only into a topic', async () => {
    const [stairsId, wellId] = await twoDemands()
    await desk.demand(STAFF.leader, { act: 'confirm', demand: stairsId })
    const merge = { act: 'merge', demand: stairsId, into: wellId } as const
    expect(await desk.demand(STAFF.leader, merge)).toBe('not_now')
    await desk.demand(STAFF.leader, { act: 'confirm', demand: wellId })
    expect(await desk.demand(STAFF.leader, merge)).toBeNull()
  })

  it('shows the volume before and after an improvement, as plain SQL counts it', async () => {
    await writeLetters(desk, [...many(8, stairs, 5000), ...many(3, stairs, 5000, 12)])
    await anotherNight(desk)
    const [{ id } = { id: 0 }] = await demands()
    await desk.demand(STAFF.leader, { act: 'confirm', demand: id })
    const improved = desk.desk.now()
    const improve = {
      act: 'improve',
      kind: 'rule',
      words: 'Lamps are replaced within a day',
    } as const
    await desk.demand(STAFF.leader, { ...improve, demand: id })
    const early = await demandView(desk.desk.db.prisma, id)
    expect(early?.improvements).toMatchObject([{ kind: 'rule', by: 'leader', volume: null }])
    await writeLetters(desk, [stairs(5100, -4), stairs(5100, -5), stairs(5101, -40)])
    desk.at(improved.add({ hours: 24 * 20 }))
    await anotherNight(desk)
    const view = await demandView(desk.desk.db.prisma, id)
    const [shown] = view?.improvements ?? []
    const days = shown?.volume?.days ?? 0
    const [counted] = await desk.desk.db.prisma.$queryRaw<{ before: number; after: number }[]>`
      SELECT
        (count(DISTINCT resident_id) FILTER (WHERE registered_at <= improved
          AND registered_at > improved - make_interval(days => ${days})))::int AS before,
        (count(DISTINCT resident_id) FILTER (WHERE registered_at > improved
          AND registered_at <= improved + make_interval(days => ${days})))::int AS after
      FROM appeal JOIN demand_member ON appeal_id = appeal.id AND demand_id = ${id},
      (SELECT ${improved.toString()}::timestamptz AS improved) AS moment`
    expect(days).toBeGreaterThanOrEqual(20)
    expect(counted).toEqual({ before: 8, after: 1 })
    expect(shown?.volume).toMatchObject({ before: { households: 8 }, after: { households: 1 } })
  })

  it('has a history that nobody changes', async () => {
    const [stairsId] = await twoDemands()
    await desk.demand(STAFF.leader, { act: 'confirm', demand: stairsId })
    const { prisma } = desk.desk.db
    await expect(prisma.demandEntry.updateMany({ data: { act: 'dismiss' } })).rejects.toThrow(
      /append-only/,
    )
    await expect(prisma.demandEntry.deleteMany()).rejects.toThrow(/append-only/)
  })
})

describe('a unit that leads a topic', () => {
  it('hears of it once through its heads, and again only when it was another’s meanwhile', async () => {
    await writeLetters(desk, many(4, stairs, 5000))
    await anotherNight(desk)
    const [{ id } = { id: 0 }] = await demands()
    await desk.demand(STAFF.leader, { act: 'confirm', demand: id })
    await desk.clearOutbox()
    const lead = (unit: string) => desk.demand(STAFF.leader, { act: 'lead', demand: id, unit })
    expect(await lead('housing')).toBeNull()
    expect(await lead('housing')).toBe('same_unit')
    const [told, ...more] = await desk.parcels(STAFF.head)
    expect(more).toEqual([])
    expect(told?.body).toContain(`demand.show:${id}`)
    expect(await desk.parcels(STAFF.handler)).toEqual([])
    expect(await lead('anshun')).toBeNull()
    expect(await desk.parcels(STAFF.secretary)).toHaveLength(1)
  })
})

describe('the morning after', () => {
  const toldOf = async (chat: number) =>
    (await desk.parcels(chat)).filter(
      ({ subject, delivery }) => subject === 'demands' && delivery === 'once',
    )

  it('tells dispatchers and leaders of new unusual demands, in one message, once for ever', async () => {
    await writeLetters(desk, [
      { ...well(5900, 85), words: 'The desk has been there for a while.' },
      ...many(6, stairs, 5000),
      ...many(7, well, 5100),
    ])
    await desk.clearOutbox()
    desk.at(at('2026-11-27T03:00'))
    await findNow(desk.desk)
    await desk.due()
    expect(await toldOf(STAFF.leader)).toEqual([])
    desk.at(at('2026-11-27T08:30'))
    await desk.due()
    for (const chat of [STAFF.leader, STAFF.dispatcher]) {
      const [told, ...more] = await toldOf(chat)
      expect(more).toEqual([])
      for (const { id } of await demands()) expect(told?.body).toContain(`demand.show:${id}`)
    }
    expect(await toldOf(STAFF.head)).toEqual([])
    desk.at(at('2026-11-28T03:00'))
    await findNow(desk.desk)
    desk.at(at('2026-12-01T09:00'))
    await desk.due()
    expect(await toldOf(STAFF.leader)).toHaveLength(1)
  })

  it('waits for a working day', async () => {
    await writeLetters(desk, [
      { ...well(5900, 85), words: 'Here for a while.' },
      ...many(6, stairs, 5000),
    ])
    await desk.clearOutbox()
    desk.at(at('2026-11-28T03:00')) // a Saturday
    await findNow(desk.desk)
    desk.at(at('2026-11-30T08:29'))
    await desk.due()
    expect(await toldOf(STAFF.leader)).toEqual([])
    desk.at(at('2026-11-30T08:30'))
    await desk.due()
    expect(await toldOf(STAFF.leader)).toHaveLength(1)
  })

  it('says nothing of what was dismissed before, nor of what is usual', async () => {
    await writeLetters(desk, [
      { ...well(5900, 85), words: 'Here for a while.' },
      ...many(6, stairs, 5000),
      ...many(4, well, 5100),
    ])
    await desk.clearOutbox()
    desk.at(at('2026-11-27T03:00'))
    await findNow(desk.desk)
    const [stairsDemand] = await demands()
    await desk.demand(STAFF.dispatcher, { act: 'dismiss', demand: stairsDemand!.id })
    desk.at(at('2026-11-27T08:30'))
    await desk.due()
    expect(await toldOf(STAFF.leader)).toEqual([])
  })
})
