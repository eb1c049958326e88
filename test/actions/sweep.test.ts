import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { doWhatIsDue } from '../../src/actions/due.ts'
import { beginSweeping } from '../../src/actions/sweep.ts'
import { isWorkingTime } from '../../src/domain/calendar.ts'
import { verify } from '../../src/queries/verify.ts'
import { rememberReachable } from '../../src/store/people.ts'
import { setTimer } from '../../src/store/timers.ts'
import { at, CALENDAR, NOW } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

const { handler, head, leader, dispatcher } = STAFF
const PEOPLE = { handler, head, leader, dispatcher, secretary: STAFF.secretary }

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  await clear()
  desk.at(NOW)
  await beginSweeping(desk.desk)
})
afterEach(() => desk.desk.db.prisma.$executeRaw`UPDATE person SET unreachable = NULL`)

/** Appeals of earlier tests are over: nobody is warned of them. */
async function clear() {
  const { prisma } = desk.desk.db
  await prisma.timer.deleteMany()
  await prisma.warning.updateMany({ data: { done: true } })
  await prisma.appeal.updateMany({
    data: { due: null, yellowAt: null, seriousAt: null, acceptDue: null, respondDue: null },
  })
  await desk.clearOutbox()
}

let residents = 800
const submit = (words = 'power at my house') => desk.submit((residents += 1), words)

async function accepted(words?: string): Promise<string> {
  const number = await submit(words)
  await desk.act(handler, number, { act: 'accept' })
  await desk.act(handler, number, { act: 'note' }, { words: 'we come' })
  return number
}

/** Who was warned since the last look, by their role in these tests; everything else that was said is left out. */
async function warned(): Promise<string[]> {
  const parcels = await desk.parcels()
  await desk.clearOutbox()
  const name = (chat: number) =>
    Object.entries(PEOPLE).find(([, id]) => id === chat)?.[0] ?? String(chat)
  return parcels
    .filter(({ kind, subject }) => kind === 'list' && subject === 'warnings')
    .map(({ chat }) => name(chat))
    .sort()
}

async function warnedAt(local: string): Promise<string[]> {
  desk.at(at(local))
  await desk.due()
  return warned()
}

async function actsOf(number: string): Promise<string[]> {
  const where = { appeal: { number } }
  const rows = await desk.desk.db.prisma.history.findMany({ where, orderBy: { seq: 'asc' } })
  // Orders and claims that follow stand in tests of their own.
  return rows.map(({ act }) => act).filter((act) => act !== 'paper')
}

describe('the line of an appeal that nobody replies to', () => {
  it('is told step by step, each step once: who signs, who speaks, the cards, those above', async () => {
    const number = await submit()
    expect(await warnedAt('2026-11-23T10:59')).toEqual([])
    expect(await warnedAt('2026-11-23T14:00'), 'not signed for').toEqual(['handler', 'head'])
    await desk.act(handler, number, { act: 'accept' })
    expect(await warnedAt('2026-11-24T08:30')).toEqual([])
    expect(await warnedAt('2026-11-24T14:00'), 'no first word').toEqual(['handler', 'head'])
    await desk.act(handler, number, { act: 'note' }, { words: 'we come' })
    expect(await warnedAt('2026-11-25T08:30')).toEqual([])
    expect(await warnedAt('2026-11-25T14:00'), 'yellow').toEqual(['handler'])
    expect(await warnedAt('2026-11-26T08:30')).toEqual([])
    expect(await warnedAt('2026-11-26T14:00'), 'red').toEqual(['handler'])
    expect(await warnedAt('2026-11-27T08:30')).toEqual(['head'])
    expect(await warnedAt('2026-11-27T14:00')).toEqual(['leader'])
    expect(await warnedAt('2026-11-30T08:30')).toEqual([])
    expect(await warnedAt('2026-12-04T14:00'), 'serious').toEqual(['head', 'leader'])
    expect(await warnedAt('2026-12-07T08:30')).toEqual([])
    expect((await actsOf(number)).slice(-4)).toEqual(['note', 'yellow', 'red', 'serious'])
    expect((await verify(desk.desk.db)).faults).toBe(0)
  })

  it('begins with the red card if nobody looked before', async () => {
    const number = await accepted()
    expect(await warnedAt('2026-11-27T09:00')).toEqual(['handler'])
    expect((await actsOf(number)).at(-1)).toBe('red')
  })

  it('ends with the reply', async () => {
    const number = await accepted()
    await warnedAt('2026-11-26T14:00')
    await desk.act(handler, number, { act: 'resolve' }, { words: 'repaired' })
    expect(await warnedAt('2026-11-27T08:30')).toEqual([])
    expect(await desk.desk.db.prisma.warning.count({ where: { done: false } })).toBe(0)
  })

  it('waits while the clock does, and goes on where it was', async () => {
    const number = await accepted()
    await warnedAt('2026-11-26T14:00')
    await desk.act(handler, number, { act: 'ask' }, { words: 'which door?' })
    expect(await warnedAt('2026-11-27T08:30')).toEqual([])
    await desk.act(residents, number, { act: 'answer' }, { words: 'the red one' })
    expect(await warnedAt('2026-11-27T14:00')).toEqual(['head'])
  })

  it('begins anew with more time, and again with a new round', async () => {
    const number = await accepted()
    await warnedAt('2026-11-25T14:00')
    await desk.act(handler, number, { act: 'ask_extension', days: 3 }, { words: 'parts' })
    await desk.act(dispatcher, number, {
      act: 'approve_extension',
      request: await desk.request(number),
    })
    expect(await warnedAt('2026-11-30T08:30')).toEqual([])
    expect(await warnedAt('2026-11-30T14:00'), 'yellow again').toEqual(['handler'])
    await desk.act(handler, number, { act: 'resolve' }, { words: 'repaired' })
    await desk.act(residents, number, { act: 'contacted', answer: 'yes' })
    await desk.act(residents, number, { act: 'solved', answer: 'no' })
    await desk.act('desk', number, { act: 'rework' })
    expect(await warnedAt('2026-12-02T14:00'), 'red in the second round').toEqual(['handler'])
    const cards = (await actsOf(number)).filter((act) => act === 'yellow' || act === 'red')
    expect(cards).toEqual(['yellow', 'yellow', 'red'])
  })

  it('goes to the dispatchers and the leader of the county once it is back in the queue', async () => {
    const number = await submit()
    await desk.act(handler, number, { act: 'ask_return' }, { words: 'not ours' })
    await desk.act(dispatcher, number, {
      act: 'approve_return',
      request: await desk.request(number),
    })
    expect(await warnedAt('2026-11-26T14:00')).toEqual(['dispatcher'])
    expect(await warnedAt('2026-11-27T08:30')).toEqual([])
    expect(await warnedAt('2026-11-27T14:00')).toEqual(['leader'])
  })
})

describe('a reminder', () => {
  it('is one message about all, the first six with a button, the others counted', async () => {
    for (let count = 0; count < 8; count += 1) await accepted()
    desk.at(at('2026-11-26T14:00'))
    await desk.due()
    const told = (await desk.parcels(handler)).filter(({ subject }) => subject === 'warnings')
    expect(told).toHaveLength(1)
    expect(told[0]!.delivery).toBe('must')
    expect(told[0]!.body.match(/task\.show:/g)).toHaveLength(6)
    expect(told[0]!.body).toContain('"tasks:0"')
    expect(told[0]!.body).toContain('还有 2 件超期')
  })

  it.each([
    ['at night', '2026-11-26T22:00'],
    ['in the break', '2026-11-26T12:30'],
    ['on Saturday', '2026-11-28T10:00'],
  ])('that was missed waits for people to be at work: %s', async (_remark, local) => {
    await accepted()
    expect(await warnedAt(local)).toEqual([])
    const { dueAt } = await desk.desk.db.prisma.timer.findFirstOrThrow({ where: { kind: 'sweep' } })
    const next = Temporal.Instant.fromEpochMilliseconds(dueAt.getTime())
    expect(isWorkingTime(CALENDAR, next)).toBe(true)
    desk.at(next)
    await desk.due()
    expect(await warned()).toEqual(['handler'])
  })

  it('that was missed is told at once if people work', async () => {
    await accepted()
    expect(await warnedAt('2026-11-26T15:17')).toEqual(['handler'])
  })

  it('never goes to whoever stands behind the appeal', async () => {
    const number = await accepted()
    await desk.act(head, number, { act: 'join' })
    await warnedAt('2026-11-26T14:00')
    expect(await warnedAt('2026-11-27T08:30'), 'the head has joined').toEqual([])
    expect(await warnedAt('2026-11-27T14:00')).toEqual(['leader'])
  })

  it('goes to the whole unit when the handler is no longer of it, and to nobody unreachable', async () => {
    const number = await accepted()
    const { id } = await desk.appeal(number)
    const stranger = await desk.person(899)
    await desk.desk.db.prisma.appeal.update({ where: { id }, data: { handlerId: stranger.id } })
    await desk.work(({ tx }) => rememberReachable(tx, handler, at('2026-11-24T09:00')))
    expect(await warnedAt('2026-11-26T14:00')).toEqual(['head'])
  })
})

describe('of two desks, or of one that dies', () => {
  it('only one tells, and each card is one act', async () => {
    const number = await accepted()
    desk.at(at('2026-11-26T14:00'))
    const twice = [1, 2].map(async () => {
      while ((await doWhatIsDue(desk.desk)) > 0);
    })
    await Promise.all(twice)
    expect(await warned()).toEqual(['handler'])
    expect((await actsOf(number)).filter((act) => act === 'red')).toHaveLength(1)
  })

  it('two sweeps at the same moment without a timer between them warn once', async () => {
    const number = await accepted()
    desk.at(at('2026-11-26T14:00'))
    const now = at('2026-11-26T14:00')
    await desk.work(({ tx }) => setTimer(tx, 'sweep', 'another', now))
    const twice = [1, 2].map(async () => {
      while ((await doWhatIsDue(desk.desk)) > 0);
    })
    await Promise.all(twice)
    expect((await actsOf(number)).filter((act) => act === 'red')).toHaveLength(1)
    expect(await warned()).toEqual(['handler'])
  })

  it.each(['warning', 'history', 'appeal', 'outbox'])(
    'one that ends before its %s is written has told nobody, and the next one tells all once',
    async (table) => {
      const { pool } = desk.desk.db
      const number = await accepted()
      desk.at(at('2026-11-26T14:00'))
      await pool.query(
        `CREATE OR REPLACE FUNCTION ends() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the desk ends'; END $$`,
      )
      await pool.query(
        `CREATE TRIGGER ends BEFORE INSERT OR UPDATE ON "${table}" EXECUTE FUNCTION ends()`,
      )
      try {
        await expect(doWhatIsDue(desk.desk)).rejects.toThrow('the desk ends')
      } finally {
        await pool.query(`DROP TRIGGER ends ON "${table}"`)
      }
      expect(await warned()).toEqual([])
      expect(await actsOf(number)).not.toContain('red')
      desk.later(0.1)
      await desk.due()
      expect(await warned()).toEqual(['handler'])
      expect((await actsOf(number)).filter((act) => act === 'red')).toHaveLength(1)
    },
  )

  it('an appeal at which somebody is at work this moment waits for the next sweep', async () => {
    const number = await accepted()
    desk.at(at('2026-11-26T14:00'))
    await desk.work(async ({ tx }) => {
      await tx.$queryRaw`SELECT id FROM appeal WHERE number = ${number} FOR UPDATE`
      await doWhatIsDue(desk.desk)
    })
    expect(await warned()).toEqual([])
    expect(await warnedAt('2026-11-27T08:30')).toEqual(['handler'])
  })
})

describe('an urgent appeal', () => {
  const urgent = async () => {
    desk.at(at('2026-11-27T18:00'))
    return submit('power line, it is on fire')
  }

  it('rings at any hour, and all above hear of a red card at once', async () => {
    const number = await urgent()
    expect((await desk.appeal(number)).urgency).toBe('urgent')
    await desk.clearOutbox()
    expect(await warnedAt('2026-11-27T18:59')).toEqual([])
    expect(await warnedAt('2026-11-27T19:00'), 'not signed for').toEqual(['handler', 'head'])
    expect(await warnedAt('2026-11-27T20:00'), 'no first word').toEqual(['handler', 'head'])
    expect(await warnedAt('2026-11-28T12:00'), 'yellow').toEqual(['handler', 'head'])
    expect(await warnedAt('2026-11-28T18:00'), 'red').toEqual(['handler', 'head', 'leader'])
    expect(await warnedAt('2026-11-30T08:30')).toEqual([])
    expect(await warnedAt('2026-11-30T18:00'), 'serious').toEqual(['head', 'leader'])
    expect((await actsOf(number)).slice(-3)).toEqual(['yellow', 'red', 'serious'])
  })

  it('that becomes so after the handler has heard is told to those above at once', async () => {
    const number = await accepted()
    expect(await warnedAt('2026-11-26T14:00')).toEqual(['handler'])
    desk.at(at('2026-11-26T23:00'))
    await desk.act('desk', number, { act: 'raise' })
    await desk.clearOutbox()
    await desk.due()
    expect(await warned()).toEqual(['head', 'leader'])
  })

  it('that becomes so when it is late already rings at once', async () => {
    const number = await accepted()
    desk.at(at('2026-11-28T03:00'))
    await desk.act('desk', number, { act: 'raise' })
    await desk.clearOutbox()
    await desk.due()
    expect(await warned()).toEqual(['handler', 'head', 'leader'])
  })
})

describe('a question that the resident does not answer', () => {
  const questions = async () =>
    (await desk.parcels(residents)).filter(({ kind }) => kind === 'question')

  it('is put once more after two days, and lapses after five', async () => {
    const number = await accepted()
    await desk.act(handler, number, { act: 'ask' }, { words: 'which door?' })
    await desk.clearOutbox()
    desk.at(at('2026-11-25T08:59'))
    await desk.due()
    expect(await questions()).toEqual([])
    desk.at(at('2026-11-25T09:00'))
    await desk.due()
    expect((await questions()).map(({ body }) => body)).toEqual([
      expect.stringContaining('which door?'),
    ])
    desk.at(at('2026-11-27T09:00'))
    await desk.due()
    expect(await questions()).toHaveLength(1)
    desk.at(at('2026-11-30T09:00'))
    await desk.due()
    expect((await actsOf(number)).at(-1)).toBe('lapse')
    const { paused, due } = await desk.appeal(number)
    expect(paused).toBeNull()
    expect(due).toEqual(at('2026-12-03T09:00'))
    const told = (await desk.parcels(handler)).filter(({ kind }) => kind === 'words')
    expect(told.at(-1)?.body).toContain('时限接着走')
    expect(
      await desk.act(residents, number, { act: 'add' }, { words: 'the red one' }),
    ).toMatchObject({ ok: true })
  })

  it('is not put again once it is answered', async () => {
    const number = await accepted()
    await desk.act(handler, number, { act: 'ask' }, { words: 'which door?' })
    await desk.act(residents, number, { act: 'answer' }, { words: 'the red one' })
    await desk.clearOutbox()
    desk.at(at('2026-11-30T10:00'))
    await desk.due()
    expect(await questions()).toEqual([])
    expect(await actsOf(number)).not.toContain('lapse')
  })

  it('waits for people to be at work when its time was missed', async () => {
    const number = await accepted()
    await desk.act(handler, number, { act: 'ask' }, { words: 'which door?' })
    await desk.clearOutbox()
    desk.at(at('2026-11-29T03:00'))
    await desk.due()
    expect(await questions()).toEqual([])
    desk.at(at('2026-11-30T08:30'))
    await desk.due()
    expect(await questions()).toHaveLength(1)
    expect(await actsOf(number)).not.toContain('lapse')
  })
})

it('each unit is charged for the minutes for which it held an appeal', async () => {
  const number = await accepted()
  desk.at(at('2026-11-23T15:00'))
  await desk.act(dispatcher, number, { act: 'reassign', unit: 'anshun' })
  desk.at(at('2026-11-24T09:00'))
  await desk.act(STAFF.secretary, number, { act: 'accept' })
  await desk.act(STAFF.secretary, number, { act: 'resolve' }, { words: 'done' })
  const charges = await desk.desk.db.prisma.charge.findMany({
    where: { appeal: { number } },
    orderBy: { id: 'asc' },
  })
  expect(charges.map(({ unit, minutes, round }) => [unit, minutes, round])).toEqual([
    ['housing', 270, 0],
    ['anshun', 180, 0],
  ])
})
