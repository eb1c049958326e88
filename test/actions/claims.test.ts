import { actorOf } from '../../src/domain/actor.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actOnPaper } from '../../src/actions/papers/act.ts'
import type { PaperCommand } from '../../src/actions/papers/command.ts'
import { merge } from '../../src/actions/merge.ts'
import { broughtAgain } from '../../src/queries/claims.ts'
import { at, ORG, RULES } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'
import { LEADERS, moreLeaders } from '../support/second-leader.ts'

let test: TestDesk

beforeAll(async () => {
  test = await openTestDesk()
  await moreLeaders(test)
  const claims = { ...ORG.policy.claims, rota: [LEADERS.third, LEADERS.second, STAFF.leader] }
  test.desk.rules = { ...RULES, org: { ...ORG, policy: { ...ORG.policy, claims } } }
})
afterAll(() => test.close())

async function does(who: number, command: Partial<PaperCommand> & { act: string }) {
  const person = await test.person(who)
  const rest = { kind: 'claim', paper: null, about: null, unit: null, choice: null } as const
  return test.work((work) =>
    actOnPaper(work, actorOf(person), { ...rest, words: '', days: null, ...command }),
  )
}

const claimsOf = (number: string) =>
  test.desk.db.prisma.paper.findMany({
    where: { kind: 'claim', appeal: { number } },
    orderBy: { id: 'asc' },
  })
const bodies = async (chat: number) => (await test.parcels(chat)).map(({ body }) => body).join('\n')

async function key(resident: number): Promise<{ number: string; id: number }> {
  const number = await test.submit(resident, 'power is off in our street')
  await test.act(STAFF.handler, number, { act: 'accept' })
  const opened = await does(STAFF.leader, { act: 'open', about: number })
  if (!opened.ok) throw new Error(opened.refusal)
  return { number, id: opened.paper.id }
}

const take = (who: number, paper: number) =>
  does(who, { act: 'claim', paper, choice: '5', words: 'Look at it\nMend it' })

describe('a key appeal', () => {
  it('stands on the board once, when people work, although it became one at night', async () => {
    const number = await test.submit(901, 'power is off again')
    await test.act(STAFF.handler, number, { act: 'accept' })
    test.at(at('2026-11-23T22:00'))
    await test.desk.db.prisma.appeal.update({ where: { number }, data: { rounds: 1 } })
    for (let time = 0; time < 2; time++)
      await test.act(901, number, { act: 'add', again: true }, { words: 'still off' })
    await test.due()
    expect(await claimsOf(number)).toEqual([])
    await test.clearOutbox()
    test.at(at('2026-11-24T08:30'))
    await test.due()
    await test.act(901, number, { act: 'add', again: true }, { words: 'and again' })
    await test.due()
    expect(await claimsOf(number)).toMatchObject([
      { state: 'waiting', data: { reasons: ['repeats'], rounds: 1 } },
    ])
    for (const chat of [STAFF.leader, LEADERS.second, LEADERS.third])
      expect((await bodies(chat)).match(/paper\.do:\d+:claim"/g), String(chat)).toHaveLength(1)
    expect(await bodies(STAFF.dispatcher)).not.toContain('包案')
  })

  it('is none for words that were only added', async () => {
    const number = await test.submit(902, 'power is off here too')
    for (let time = 0; time < 4; time++)
      await test.act(902, number, { act: 'add' }, { words: 'a picture' })
    await test.due()
    expect(await claimsOf(number)).toEqual([])
  })

  it('counts an appeal of one’s own that was merged into it, not a neighbour’s', async () => {
    const main = await test.submit(904, 'power is off in the hall')
    const dispatcher = await test.person(STAFF.dispatcher)
    const again = async () => {
      const appeal = await test.appeal(main)
      return test.work(({ tx }) => broughtAgain(tx, appeal))
    }
    for (const [resident, count] of [
      [905, 0],
      [904, 1],
      [905, 1],
      [904, 2],
    ] as const) {
      const other = await test.submit(resident, 'power is off in the hall again')
      expect(await test.work((work) => merge(work, dispatcher, other, main))).toBeNull()
      expect(await again(), `${resident}`).toBe(count)
    }
  })

  it('becomes one by itself at the moment at which it is seriously late', async () => {
    const number = await test.submit(903, 'power is off in the school')
    // Three times three days are over at closing time: it is looked at when people work again.
    const where = { kind: 'key', subject: number }
    const timer = await test.desk.db.prisma.timer.findFirstOrThrow({ where })
    expect(timer.dueAt.getTime()).toBe(at('2026-12-07T08:30').epochMilliseconds)
    test.at(at('2026-12-07T08:30'))
    await test.due()
    expect(await claimsOf(number)).toMatchObject([{ data: { reasons: ['serious'] } }])
    test.at(at('2026-11-24T08:30'))
  })
})

describe('a leader', () => {
  it('takes one on: the household hears by title, the unit and the other leaders hear', async () => {
    const { number, id } = await key(911)
    await test.clearOutbox()
    expect(await take(STAFF.handler, id)).toEqual({ ok: false, refusal: 'not_allowed' })
    expect(await take(STAFF.leader, id)).toMatchObject({ ok: true, paper: { state: 'claimed' } })
    expect(await take(LEADERS.second, id)).toEqual({ ok: false, refusal: 'already_done' })
    const household = await bodies(911)
    expect(household).toContain('leader')
    expect(household).toContain(number)
    expect(household).not.toContain(`P${STAFF.leader}`)
    for (const chat of [STAFF.handler, LEADERS.second])
      expect(await bodies(chat)).toContain('Mend it')
  })

  it('is told once that the promise is overdue, as all leaders are', async () => {
    const { id } = await key(912)
    await take(STAFF.leader, id)
    test.at(at('2026-11-30T08:30'))
    await test.due()
    test.at(at('2026-12-02T10:00'))
    await test.clearOutbox()
    await test.due()
    await test.due()
    for (const chat of [STAFF.leader, LEADERS.second])
      expect((await bodies(chat)).match(new RegExp(`paper\\.show:${id}"`, 'g'))).toHaveLength(1)
  })

  it('is named by the rota after a working day: whoever has the fewest', async () => {
    test.at(at('2026-12-02T10:00'))
    // What stands on the board from the tests before counts for nobody.
    await test.desk.db.prisma.paper.updateMany({ data: { closedAt: new Date() } })
    const first = await key(913)
    const second = await key(914)
    test.at(at('2026-12-03T10:00'))
    await test.due()
    const leaders = []
    for (const { number } of [first, second]) leaders.push(...(await claimsOf(number)))
    expect(leaders.map(({ state }) => state)).toEqual(['claimed', 'claimed'])
    expect(new Set(leaders.map(({ leaderId }) => leaderId)).size).toBe(2)
  })

  it('hands it to another leader, to nobody else', async () => {
    const { id } = await key(915)
    await take(STAFF.leader, id)
    const head = await test.person(STAFF.head)
    const second = await test.person(LEADERS.second)
    const hand = (choice: number) =>
      does(STAFF.leader, {
        act: 'hand',
        paper: id,
        choice: String(choice),
        words: 'He is hard to please',
      })
    expect(await hand(head.id)).toEqual({ ok: false, refusal: 'staff_unknown' })
    await test.clearOutbox()
    expect(await hand(second.id)).toMatchObject({ ok: true, paper: { leader: second.id } })
    expect(await bodies(LEADERS.second)).toContain(`paper.do:${id}:step`)
    expect(await bodies(915)).toContain('second leader')
    expect(await bodies(915)).not.toContain('hard to please')
  })
})

describe('a claim', () => {
  it('ends with the resident’s confirmation', async () => {
    const { number, id } = await key(921)
    await take(STAFF.leader, id)
    await test.act(STAFF.handler, number, { act: 'resolve' }, { words: 'Mended' })
    for (const [act, answer] of [
      ['contacted', 'yes'],
      ['solved', 'yes'],
      ['satisfied', '5'],
    ] as const)
      await test.act(921, number, { act, answer })
    expect(await claimsOf(number)).toMatchObject([{ state: 'confirmed' }])
  })

  it('goes on when the resident does not answer, and confirms it later', async () => {
    const { number, id } = await key(922)
    await take(STAFF.leader, id)
    await test.act(STAFF.handler, number, { act: 'resolve' }, { words: 'Mended' })
    await test.act('desk', number, { act: 'close' })
    expect((await test.appeal(number)).outcome).toBe('solved_unconfirmed')
    expect(await claimsOf(number)).toMatchObject([{ state: 'claimed' }])
    await test.act(922, number, { act: 'change', answer: 'yes', rating: '5' })
    expect(await claimsOf(number)).toMatchObject([{ state: 'confirmed' }])
  })

  it('ends as explained by two leaders after three contacts, and the appeal with it', async () => {
    const { number, id } = await key(923)
    await take(STAFF.leader, id)
    const ask = () => does(STAFF.leader, { act: 'ask_end', paper: id, words: 'Not lawful' })
    for (const words of ['Called', 'Visited']) {
      await does(STAFF.leader, { act: 'contact', paper: id, words })
      expect(await ask()).toEqual({ ok: false, refusal: 'contacts_missing' })
    }
    // A contact of the unit counts like the leader's.
    await test.act(STAFF.handler, number, { act: 'contact' }, { words: 'Called too' })
    expect(await ask()).toMatchObject({ ok: true, paper: { state: 'asked' } })
    const confirm = (who: number) => does(who, { act: 'confirm_end', paper: id })
    expect(await confirm(STAFF.leader)).toEqual({ ok: false, refusal: 'own_request' })
    expect(await confirm(LEADERS.second)).toMatchObject({ ok: true, paper: { state: 'explained' } })
    expect(await test.appeal(number)).toMatchObject({ status: 'closed', outcome: 'explained' })
    expect(await bodies(923)).toContain('Not lawful')
  })

  it('goes on when the other leader does not agree', async () => {
    const { number, id } = await key(924)
    await take(STAFF.leader, id)
    for (const words of ['a', 'b', 'c'])
      await does(STAFF.leader, { act: 'contact', paper: id, words })
    await does(STAFF.leader, { act: 'ask_end', paper: id, words: 'Not lawful' })
    await does(LEADERS.second, { act: 'deny_end', paper: id, words: 'Try again' })
    expect(await claimsOf(number)).toMatchObject([{ state: 'claimed' }])
    expect((await test.appeal(number)).status).toBe('accepted')
  })

  it('is over with an appeal that is withdrawn, and not made again for it', async () => {
    const { number, id } = await key(925)
    await take(STAFF.leader, id)
    await test.act(925, number, { act: 'withdraw' })
    await test.due()
    expect(await claimsOf(number)).toMatchObject([{ state: 'moot' }])
  })
})
