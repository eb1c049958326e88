import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { doWhatIsDue } from '../../src/actions/due.ts'
import { myAppeals } from '../../src/queries/lists.ts'
import { clearTimers, postponeTimer, setTimer } from '../../src/store/timers.ts'
import { findWithRequest } from '../../src/store/requests.ts'
import { at, NOW, ORG } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.at(NOW)
  await desk.desk.db.prisma.timer.deleteMany()
  await desk.clearOutbox()
})

async function resolved(resident: number): Promise<string> {
  const number = await desk.submit(resident, 'power')
  await desk.act(STAFF.handler, number, { act: 'accept' })
  await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'repaired' })
  await desk.clearOutbox()
  return number
}

async function surveys(resident: number) {
  return (await desk.parcels(resident)).filter(({ kind }) => kind === 'survey')
}

async function answer(resident: number, number: string, answers: readonly string[]) {
  for (const [place, act] of (['contacted', 'solved', 'satisfied'] as const).entries()) {
    const given = answers[place]
    if (given) await desk.act(resident, number, { act, answer: given })
  }
}

describe('the return visit', () => {
  it('asks nothing before its hour', async () => {
    await resolved(701)
    desk.later(0.99)
    expect(await desk.due()).toBe(0)
  })

  it('asks once although two workers look at the same moment', async () => {
    const number = await resolved(702)
    desk.later(1)
    const done = await Promise.all([doWhatIsDue(desk.desk), doWhatIsDue(desk.desk)])
    expect(done.sort()).toEqual([0, 1])
    const asked = await surveys(702)
    expect(asked.map(({ subject, delivery }) => [subject, delivery])).toEqual([[number, 'once']])
  })

  it('reminds once who has not finished, of the question where they stopped', async () => {
    const number = await resolved(703)
    desk.later(1)
    await desk.due()
    await answer(703, number, ['yes'])
    desk.later(23)
    await desk.due()
    const [first, reminder, ...more] = await surveys(703)
    expect(more).toEqual([])
    expect(first?.body).toContain(`survey.contacted:${number}:yes`)
    expect(reminder?.body).toContain(`survey.resolved:${number}:yes`)
    const where = { kind: 'survey', subject: number, live: true }
    expect(await desk.desk.db.prisma.card.count({ where })).toBe(1)
  })

  it('does not remind who has finished', async () => {
    const number = await resolved(704)
    desk.later(1)
    await desk.due()
    await answer(704, number, ['yes', 'yes', '5'])
    expect(await desk.appeal(number)).toMatchObject({
      ...{ status: 'closed', outcome: 'solved_confirmed' },
    })
    desk.later(100)
    expect(await desk.due()).toBe(0)
    expect(await surveys(704)).toHaveLength(1)
  })

  it('ends after three days of silence, not confirmed', async () => {
    const number = await resolved(705)
    desk.later(72)
    expect(await desk.due()).toBe(3)
    expect(await desk.appeal(number)).toMatchObject({
      ...{ status: 'closed', outcome: 'solved_unconfirmed' },
    })
  })

  it('ends with work again after a no that was never rated', async () => {
    const number = await resolved(706)
    desk.later(1)
    await desk.due()
    await answer(706, number, ['yes', 'no'])
    expect(await desk.appeal(number)).toMatchObject({ status: 'resolved' })
    desk.later(71)
    await desk.due()
    expect(await desk.appeal(number)).toMatchObject({ status: 'accepted', rounds: 1 })
  })

  it('begins anew with the next reply, and the timers of the round before are gone', async () => {
    const number = await resolved(707)
    desk.later(1)
    await desk.due()
    await answer(707, number, ['yes', 'yes', '1'])
    expect(await desk.appeal(number)).toMatchObject({ status: 'accepted', rounds: 1 })
    const where = { subject: number, kind: { notIn: ['refresh', 'key'] } }
    expect(await desk.desk.db.prisma.timer.count({ where })).toBe(0)
    await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'now really' })
    desk.later(1)
    await desk.due()
    expect(await surveys(707)).toHaveLength(2)
    expect(await desk.act(707, number, { act: 'contacted', answer: 'yes' })).toMatchObject({
      ok: true,
    })
  })

  it('does not ask about what was withdrawn', async () => {
    const number = await resolved(708)
    await desk.act(708, number, { act: 'withdraw' })
    desk.later(100)
    expect(await desk.due()).toBe(0)
    expect(await surveys(708)).toEqual([])
  })

  it('waits for no date any more once the reply is there, nor does the list of its resident', async () => {
    const number = await desk.submit(709, 'power')
    const person = await desk.person(709)
    const due = async () => {
      const looking = { person, org: ORG, now: NOW, page: 0 }
      const { items } = await desk.work(({ tx }) => myAppeals(tx, looking))
      return items.map((item) => item.due)
    }
    expect(await due()).toEqual([(await desk.appeal(number)).due])
    await desk.act(STAFF.handler, number, { act: 'accept' })
    await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'repaired' })
    expect(await due()).toEqual([null])
    await desk.act(709, number, { act: 'withdraw' })
    expect(await due()).toEqual([null])
  })
})

describe('what happens by itself', () => {
  it('takes an appeal from the shelf on the day of its review', async () => {
    const number = await desk.submit(711, 'power')
    await desk.act(STAFF.handler, number, { act: 'accept' })
    await desk.act(STAFF.handler, number, { act: 'ask_suspension', days: 10 }, { words: 'plan' })
    const request = await desk.request(number)
    await desk.act(STAFF.leader, number, { act: 'approve_suspension', request })
    expect(await desk.appeal(number)).toMatchObject({ status: 'shelved' })
    desk.at(at('2026-12-03T09:00'))
    await desk.due()
    expect(await desk.appeal(number)).toMatchObject({ status: 'accepted', paused: null })
  })

  it('drops a draft whose time is over, says so, and takes its buttons', async () => {
    const draft = await desk.write(712, 'a broken lamp')
    const person = await desk.person(712)
    await desk.work(({ tx, now }) => setTimer(tx, 'draft_expire', String(draft.id), now))
    expect(await desk.due()).toBe(1)
    expect(await desk.desk.db.prisma.draft.count({ where: { personId: person.id } })).toBe(0)
    expect((await desk.parcels(712)).map(({ delivery }) => delivery)).toEqual(['once'])
  })

  it('erases the words of a closed appeal when they need not be kept any more', async () => {
    const number = await resolved(713)
    desk.later(72)
    await desk.due()
    desk.later(730 * 24)
    // Whether it is still solved was asked long before.
    expect(await desk.due()).toBe(2)
    const words = { where: { history: { appeal: { number } } } }
    expect(await desk.desk.db.prisma.words.count(words)).toBe(0)
    expect(await desk.desk.db.prisma.history.count({ where: { appeal: { number } } })).toBe(5)
  })

  it('lets the others go on when one fails, and tries that one again later', async () => {
    const broken = { ...desk.desk, renderer: { ...desk.desk.renderer, render: fail } }
    const number = await resolved(714)
    desk.later(1)
    await expect(doWhatIsDue(broken)).rejects.toThrow('no words')
    expect(await desk.due()).toBe(0)
    expect(await surveys(714)).toEqual([])
    desk.later(0.1)
    expect(await desk.due()).toBe(1)
    expect((await surveys(714)).map(({ subject }) => subject)).toEqual([number])
  })

  it('neither waits for an appeal that somebody changes just now, nor forgets it', async () => {
    const number = await resolved(716)
    desk.later(72)
    await desk.work(async ({ tx }) => {
      await findWithRequest(tx, number, true)
      // To wait here would be for ever: what the other is to wait for comes below.
      expect(await desk.due()).toBe(3)
      await clearTimers(tx, ['survey_remind'], number)
    })
    expect(await desk.appeal(number)).toMatchObject({ status: 'resolved' })
    desk.later(0.1)
    await desk.due()
    expect(await desk.appeal(number)).toMatchObject({ status: 'closed' })
  })

  it('stays done when a worker that had failed at it wants to postpone it', async () => {
    await resolved(715)
    desk.later(1)
    await desk.due()
    await desk.work(({ tx, now }) =>
      postponeTimer(tx, { kind: 'survey', subject: 'done by another' }, now),
    )
    expect(await desk.due()).toBe(0)
  })
})

function fail(): never {
  throw new Error('no words')
}
