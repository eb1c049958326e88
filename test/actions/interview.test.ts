import { actorOf } from '../../src/domain/actor.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actOnPaper, openByRule } from '../../src/actions/papers/act.ts'
import { callIn } from '../../src/actions/papers/interview.ts'
import { noticeOf } from '../../src/figures/notice.ts'
import { noFigures } from '../../src/figures/unit-figures.ts'
import { listOfPapers } from '../../src/queries/paper-lists.ts'
import { paperFor } from '../../src/queries/papers.ts'
import { addNoticeVersion } from '../../src/store/notice-versions.ts'
import { at, NOW, ORG, RULES } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

const RUN = new Date('2026-11-22T19:00:00Z')
const DEMAND = {
  ...{ firstSeen: RUN, lastSeen: RUN, countedAt: RUN },
  ...{ letters: 2, households: 2, monthLetters: 2, monthHouseholds: 2 },
} as const

let test: TestDesk
beforeAll(async () => {
  test = await openTestDesk()
  for (const who of Object.values(STAFF)) await test.person(who)
})
afterAll(() => test.close())

/** A notice as it was published, in which these units were backward. */
async function published(month: string, backward: string[]) {
  const none = noFigures('')
  const content = noticeOf(
    {
      ...{ month, knownAt: NOW.toString(), introduction: '', remark: '', units: [] },
      whole: { now: none, before: none, lastYear: none },
      ...{ orders: new Map(), explained: [], cases: { good: [], bad: [] }, objections: [] },
    },
    ORG,
  )
  const groups = content.groups.map((group) =>
    group.kind === 'department' ? { ...group, backward } : group,
  )
  await test.work(async (work) => {
    const opened = await openByRule(work, 'notice', { about: null, unit: null }, month)
    if (!opened.ok) throw new Error(opened.refusal)
    const version = { at: NOW, published: true, content: { ...content, groups }, signs: [] }
    await addNoticeVersion(work.tx, opened.paper.id, version)
  })
}

const call = (month: string) =>
  test.work((work) => callIn(work, month, (by, command) => actOnPaper(work, by, command)))
const interviews = () =>
  test.desk.db.prisma.paper.findMany({ where: { kind: 'interview' }, orderBy: { id: 'asc' } })
const bodies = async (chat: number) => (await test.parcels(chat)).map(({ body }) => body).join('\n')

describe('An interview', () => {
  it('is called by rule when a unit was backward in two notices in a row, once', async () => {
    await published('2026-08', ['empty', 'housing'])
    await published('2026-10', ['housing'])
    await call('2026-10')
    expect(await interviews(), 'a month lies between').toEqual([])
    await published('2026-11', ['housing', 'empty'])
    await test.clearOutbox()
    await call('2026-11')
    await call('2026-11')
    expect(await interviews()).toMatchObject([{ unit: 'housing', state: 'called', byId: null }])
    const id = (await interviews())[0]!.id
    expect(await bodies(STAFF.leader)).toContain(`paper.do:${id}:take`)
    expect(await bodies(STAFF.head)).not.toBe('')
    for (const chat of [STAFF.handler, STAFF.secretary, STAFF.dispatcher])
      expect(await test.parcels(chat)).toEqual([])
  })

  it.each([
    ['leaders', STAFF.leader, true],
    ['the head of the unit', STAFF.head, true],
    ['its handlers', STAFF.handler, false],
    ['the head of another', STAFF.secretary, false],
    ['dispatchers', STAFF.dispatcher, false],
  ])('is seen by leaders and the heads of that unit: %s %i %s', async (_, who, sees) => {
    const [interview] = await interviews()
    const person = await test.person(who)
    const now = test.desk.now()
    const [found, mine] = await test.work(async ({ tx }) => [
      await paperFor(tx, person, interview!.id, { rules: RULES, now }),
      await listOfPapers(tx, person, 'mine', 0, RULES.org),
    ])
    expect(found !== null).toBe(sees)
    expect(mine?.total ?? 0).toBe(who === STAFF.head ? 1 : 0)
  })

  it('reminds of its date once, and tells once that it is over', async () => {
    await test.clearOutbox()
    test.at(at('2026-11-30T08:31'))
    await test.due()
    await test.due()
    expect((await bodies(STAFF.head)).match(/Today is the day|今天到期/g)).toHaveLength(1)
    test.at(at('2026-12-01T10:00'))
    await test.due()
    await test.due()
    expect((await bodies(STAFF.head)).match(/The date is over|已经到期/g)).toHaveLength(1)
    expect((await bodies(STAFF.leader)).match(/The date is over|已经到期/g)).toHaveLength(1)
    expect(await test.parcels(STAFF.handler)).toEqual([])
  })

  it('can be called by a leader, while the unit has no other', async () => {
    const leader = actorOf(await test.person(STAFF.leader))
    const open = (unit: string) => {
      const command = { act: 'open', kind: 'interview', paper: null, about: null, unit } as const
      return test.work((work) =>
        actOnPaper(work, leader, { ...command, choice: null, words: '', days: null }),
      )
    }
    expect(await open('housing')).toEqual({ ok: false, refusal: 'already_done' })
    expect(await open('anshun')).toMatchObject({ ok: true, paper: { unit: 'anshun' } })
    expect(await bodies(STAFF.secretary)).not.toBe('')
  })
})

describe('A study', () => {
  it('sends what leaders concluded to the heads of the units that lead its demands', async () => {
    test.at(at('2026-12-01T10:00'))
    const { prisma } = test.desk.db
    for (const [at, unit] of [null, 'housing'].entries()) {
      const demand = await prisma.demand.create({
        data: { ...DEMAND, unit, label: `demand ${at}` },
      })
      for (let count = 0; count <= at; count++) {
        const number = await test.submit(800 + 10 * at + count, 'power')
        const { id } = await test.appeal(number)
        await prisma.appeal.update({
          where: { id },
          data: { registeredAt: new Date('2026-11-12T02:00:00Z') },
        })
        await prisma.demandMember.create({ data: { demandId: demand.id, appealId: id } })
      }
    }
    const opened = await test.work((work) =>
      openByRule(work, 'study', { about: null, unit: null }, '2026-11'),
    )
    if (!opened.ok) throw new Error(opened.refusal)
    const card = await bodies(STAFF.leader)
    expect(card.indexOf('demand 1')).toBeLessThan(card.indexOf('demand 0'))
    expect(card).toContain('demand.show')
    const leader = actorOf(await test.person(STAFF.leader))
    const does = (act: string, words = '') => {
      const rest = { kind: 'study', about: null, unit: null, choice: null, days: null } as const
      return test.work((work) =>
        actOnPaper(work, leader, { ...rest, act, words, paper: opened.paper.id }),
      )
    }
    expect(await does('close')).toMatchObject({ refusal: 'conclusion_missing' })
    await does('conclude', 'Renew the transformers')
    await test.clearOutbox()
    expect(await does('close')).toMatchObject({ paper: { state: 'closed' } })
    expect(await bodies(STAFF.head)).toContain('Renew the transformers')
    expect(await bodies(STAFF.head)).toContain('demand 1')
    expect(await bodies(STAFF.head)).not.toContain('demand 0')
    expect(await test.parcels(STAFF.secretary)).toEqual([])
  })
})
