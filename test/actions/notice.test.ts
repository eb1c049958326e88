import { actorOf } from '../../src/domain/actor.ts'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { doWhatIsDue } from '../../src/actions/due.ts'
import { beginMonths } from '../../src/actions/month.ts'
import { actOnPaper } from '../../src/actions/papers/act.ts'
import type { PaperCommand } from '../../src/actions/papers/command.ts'
import { noticePageScreen } from '../../src/actions/papers/notice-page.ts'
import type { NoticeContent } from '../../src/figures/notice.ts'
import { listOfPapers } from '../../src/queries/paper-lists.ts'
import { verify, verifyIn } from '../../src/queries/verify.ts'
import { at, ORG, RULES } from '../support/builders.ts'
import { addAnchor, type AnchorBody } from '../../src/store/anchors.ts'
import { appendEntry } from '../../src/store/history.ts'
import type { PublishedContent } from '../../src/store/notice-versions.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

/** The notice of November, from its draft to what came after it: each test goes on where the one before ended. */
let test: TestDesk
let id: number
/** Its unit says that it is not theirs. */
let wrong: string
/** Its resident thinks better of it later. */
let changing: string

beforeAll(async () => {
  test = await openTestDesk()
  const { notice } = ORG.policy
  const policy = { ...ORG.policy, notice: { ...notice, minimum: 2 } }
  test.desk.rules = { ...RULES, org: { ...ORG, policy } }
  await beginMonths(test.desk)
  await test.person(STAFF.handler)
  for (const [place, answers] of ANSWERS.entries()) {
    const words = place % 2 === 0 ? 'power' : 'noise'
    const number = await answered(700 + place, words, answers)
    if (place === 2) wrong = number
    if (place === 1) changing = number
  }
  test.at(at('2026-11-28T10:00'))
  await test.due()
})
afterAll(() => test.close())

/** Contacted, solved, satisfied; silence where nothing stands. Even ones are of the housing department. */
const ANSWERS = [
  ['yes', 'yes', '5'],
  ['yes', 'yes', '4'],
  ['no', 'no', '1'],
  ['yes', 'partly', '3'],
  ['yes', 'yes', '3'],
  ['yes', 'yes'],
  [],
]

async function answered(resident: number, words: string, answers: readonly string[]) {
  const who = words === 'power' ? STAFF.handler : STAFF.secretary
  const number = await test.submit(resident, words)
  await test.act(who, number, { act: 'accept' })
  await test.act(who, number, { act: 'resolve' }, { words: 'done' })
  for (const [place, act] of (['contacted', 'solved', 'satisfied'] as const).entries()) {
    const answer = answers[place]
    if (answer) await test.act(resident, number, { act, answer })
  }
  return number
}

async function does(who: number, command: Partial<PaperCommand> & { act: string }) {
  const person = await test.person(who)
  const rest = { kind: 'notice', paper: id, about: null, unit: null, choice: null } as const
  return test.work((work) =>
    actOnPaper(work, actorOf(person), { ...rest, words: '', days: null, ...command }),
  )
}

const papers = (kind: 'notice' | 'study' | 'objection' | 'interview') =>
  test.desk.db.prisma.paper.findMany({ where: { kind }, orderBy: { id: 'asc' } })
const versions = () => test.desk.db.prisma.noticeVersion.findMany({ orderBy: { id: 'asc' } })
const latest = async () => JSON.parse((await versions()).at(-1)!.content) as NoticeContent
const bodies = async (chat: number) => (await test.parcels(chat)).map(({ body }) => body).join('\n')
const unitIn = ({ units }: NoticeContent, code: string) => units.find(({ unit }) => unit === code)!

describe('The month before', () => {
  it('is looked at on the day that the policy names, at the first time of reminders, once', async () => {
    test.at(at('2026-12-01T08:29'))
    await test.due()
    expect(await papers('notice')).toEqual([])
    test.at(at('2026-12-01T08:31'))
    await test.clearOutbox()
    // Two replicas look at the same time.
    await Promise.all([doWhatIsDue(test.desk), doWhatIsDue(test.desk)])
    await test.due()
    const [notice, ...more] = await papers('notice')
    expect(more).toEqual([])
    expect(notice).toMatchObject({ state: 'draft', year: 2026, serial: 11 })
    expect(await papers('study')).toMatchObject([{ state: 'open', year: 2026, serial: 11 }])
    id = notice!.id
    expect(await bodies(STAFF.leader)).toContain(`paper.do:${id}:release`)
    expect(await bodies(STAFF.head)).not.toMatch(new RegExp(`paper\\.\\w+:${id}\\b`))
    const timer = await test.desk.db.prisma.timer.findFirstOrThrow({ where: { kind: 'month' } })
    expect(timer.dueAt.toISOString()).toBe('2027-01-01T00:30:00.000Z')
  })

  it('is listed by /notice for leaders, and for heads once they are heard', async () => {
    const listed = async (who: number) => {
      const person = await test.person(who)
      return test.work(async ({ tx }) => {
        const found = await listOfPapers(tx, person, 'notice', 0, RULES.org)
        return found && found.total
      })
    }
    const all = () => Promise.all([STAFF.leader, STAFF.head, STAFF.handler].map(listed))
    expect(await all()).toEqual([1, 0, null])
    await test.desk.db.prisma.paper.update({ where: { id }, data: { state: 'hearing' } })
    expect(await all()).toEqual([1, 1, null])
    await test.desk.db.prisma.paper.update({ where: { id }, data: { state: 'draft' } })
  })

  it('is not opened a second time by anybody', async () => {
    await test.desk.db.prisma.timer.updateMany({
      where: { kind: 'month' },
      data: { dueAt: new Date('2026-12-01T00:00:00Z') },
    })
    await test.due()
    expect(await papers('notice')).toHaveLength(1)
    expect(await papers('study')).toHaveLength(1)
  })

  it('has the figures that the acts of the month add up to', async () => {
    const content = await latest()
    const given = (unit: 'housing' | 'anshun') =>
      ANSWERS.filter((_, place) => (unit === 'housing') === (place % 2 === 0))
    for (const unit of ['housing', 'anshun'] as const) {
      const of = unitIn(content, unit)
      const said = (place: number) => given(unit).flatMap((answers) => answers[place] ?? [])
      const yes = (place: number, fits: (one: string) => boolean) => ({
        k: said(place).filter(fits).length,
        n: said(place).length,
      })
      expect(of.asked).toBe(given(unit).length)
      expect(of.response).toEqual(yes(0, (one) => one === 'yes'))
      expect(of.solution).toEqual(yes(1, (one) => one === 'yes'))
      expect(of.satisfaction).toEqual(yes(2, (one) => Number(one) > 2))
    }
    expect(content.whole.now.asked).toBe(ANSWERS.length)
    expect(content.cases.bad).toMatchObject([{ number: wrong, unit: 'housing', rounds: 1 }])
    expect(
      content.groups.map(({ kind, ranked }) => [kind, ranked.map(({ unit }) => unit)]),
    ).toEqual([
      ['community', ['anshun']],
      ['township', []],
      ['department', ['housing']],
    ])
  })
})

describe('The hearing', () => {
  it('is begun by a leader alone, and all heads have the draft', async () => {
    await test.clearOutbox()
    expect(await does(STAFF.head, { act: 'release' })).toMatchObject({ refusal: 'not_allowed' })
    expect(await does(STAFF.leader, { act: 'introduce', words: 'A hard month' })).toMatchObject({
      ok: true,
    })
    expect(await does(STAFF.leader, { act: 'publish' })).toMatchObject({ refusal: 'not_now' })
    expect(await does(STAFF.leader, { act: 'release' })).toMatchObject({
      paper: { state: 'hearing' },
    })
    expect((await latest()).introduction).toBe('A hard month')
    for (const chat of [STAFF.head, STAFF.secretary])
      expect(await bodies(chat)).toContain(`paper.do:${id}:object`)
    expect(await bodies(STAFF.handler)).not.toContain('paper.do')
    const [notice] = await papers('notice')
    expect(notice?.due?.toISOString()).toBe('2026-12-03T00:31:00.000Z')
  })

  it('hears a head for their own unit alone', async () => {
    const other = { act: 'object', choice: 'anshun', words: 'No' }
    expect(await does(STAFF.head, other)).toEqual({ ok: false, refusal: 'not_allowed' })
    expect(await does(STAFF.handler, { ...other, choice: 'housing' })).toMatchObject({ ok: false })
    expect(await does(STAFF.leader, { act: 'publish' })).toEqual({
      ok: false,
      refusal: 'reply_open',
    })
  })

  it('leaves an appeal out of the figures when an objection to it is upheld, and logs it', async () => {
    await test.clearOutbox()
    const before = unitIn(await latest(), 'housing')
    const words = `${wrong} was a power cut of the region`
    expect(await does(STAFF.head, { act: 'object', choice: 'housing', words })).toMatchObject({
      ok: true,
    })
    const [objection] = await papers('objection')
    expect(objection).toMatchObject({ parentId: id, unit: 'housing', state: 'open' })
    for (const chat of [STAFF.leader, STAFF.dispatcher])
      expect(await bodies(chat)).toContain(`paper.do:${objection!.id}:leave_out`)
    expect(await does(STAFF.leader, { act: 'publish' })).toMatchObject({
      refusal: 'objections_open',
    })
    const answer = { paper: objection!.id, kind: 'objection', words: 'True, not theirs' } as const
    expect(await does(STAFF.head, { ...answer, act: 'leave_out' })).toMatchObject({
      refusal: 'not_allowed',
    })
    expect(await does(STAFF.dispatcher, { ...answer, act: 'leave_out' })).toMatchObject({
      paper: { state: 'upheld' },
    })
    const content = await latest()
    const after = unitIn(content, 'housing')
    expect([after.asked, after.response]).toEqual([
      before.asked - 1,
      { k: before.response.k, n: before.response.n - 1 },
    ])
    expect(content.cases.bad).toEqual([])
    expect(content.objections).toEqual([
      { unit: 'housing', words, answer: 'leave_out', reason: 'True, not theirs', numbers: [wrong] },
    ])
    expect(await bodies(STAFF.head)).toContain('True, not theirs')
  })

  it('does not leave out what is no appeal of the unit in that month', async () => {
    const object = async (words: string) => {
      await does(STAFF.secretary, { act: 'object', choice: 'anshun', words })
      return (await papers('objection')).at(-1)!.id
    }
    const answer = { kind: 'objection', words: 'Because' } as const
    const nameless = await object('All of it')
    const foreign = await object(`Take out ${wrong}`)
    expect(
      await does(STAFF.leader, { ...answer, paper: nameless, act: 'leave_out' }),
    ).toMatchObject({
      refusal: 'number_needed',
    })
    expect(await does(STAFF.leader, { ...answer, paper: foreign, act: 'leave_out' })).toMatchObject(
      {
        refusal: 'numbers_unknown',
      },
    )
    await does(STAFF.leader, { ...answer, paper: nameless, act: 'remark' })
    await does(STAFF.leader, { ...answer, paper: foreign, act: 'deny' })
    expect((await latest()).objections.map((one) => one.answer)).toEqual([
      'leave_out',
      'remark',
      'deny',
    ])
  })

  it('does not move because a resident answers otherwise meanwhile', async () => {
    const before = unitIn(await latest(), 'anshun')
    test.later(0.5)
    const appeal = await test.appeal(changing)
    const { resident: actorId, unit } = appeal
    await test.work(({ tx, now }) =>
      appendEntry(tx, appeal, {
        ...{ at: now, act: 'change', actorId, role: 'resident', from: 'closed', to: 'closed' },
        ...{ unit, data: { answer: 'no', rating: '1' }, words: '', files: [] },
      }),
    )
    await does(STAFF.secretary, { act: 'object', choice: 'anshun', words: 'Once more' })
    const last = (await papers('objection')).at(-1)!.id
    await does(STAFF.leader, { kind: 'objection', paper: last, act: 'deny', words: 'No' })
    expect(unitIn(await latest(), 'anshun')).toEqual(before)
  })
})

describe('A page', () => {
  const page = async (who: number, name: string, code: string | null = null) => {
    const person = await test.person(who)
    const asked = { what: 'notice_page', paper: id, page: name, code, edit: true } as const
    return test.work((work) => noticePageScreen(work, person, asked as never))
  }

  it.each([
    ['a leader sees every unit', STAFF.leader, 'unit', 'anshun', true],
    ['a head sees their own', STAFF.head, 'unit', 'housing', true],
    ['a head does not see another', STAFF.head, 'month', 'anshun', false],
    ['a head sees the ranking', STAFF.head, 'group', 'community.0', true],
    ['a handler sees nothing', STAFF.handler, 'whole', null, false],
    ['there is no such group', STAFF.leader, 'group', 'village.0', false],
    ['there is no such unit', STAFF.leader, 'unit', 'county', false],
  ])('%s', async (_, who, name, code, there) => {
    expect((await page(who, name, code)) !== null).toBe(there)
  })

  it('with the signs shows a unit its own, and none once the notice is published', async () => {
    expect(await page(STAFF.head, 'radar')).toMatchObject({ screen: { page: { of: 'radar' } } })
    expect(await page(STAFF.leader, 'quarter', 'housing')).toMatchObject({
      screen: { page: { sheet: { months: ['2026-11'], missing: 1 } } },
    })
  })
})

describe('The publication', () => {
  it('is possible before the time is over when all heads have said that they have no objection', async () => {
    expect(await does(STAFF.head, { act: 'agree', choice: 'housing' })).toMatchObject({ ok: true })
    expect(await does(STAFF.head, { act: 'agree', choice: 'housing' })).toMatchObject({
      refusal: 'already_done',
    })
    expect(await does(STAFF.leader, { act: 'publish' })).toMatchObject({ refusal: 'reply_open' })
    expect(await does(STAFF.secretary, { act: 'agree', choice: 'anshun' })).toMatchObject({
      ok: true,
    })
    await test.clearOutbox()
    expect(await does(STAFF.leader, { act: 'publish' })).toMatchObject({
      paper: { state: 'published' },
    })
  })

  it('sends the notice to all heads and leaders as text, picture and document', async () => {
    for (const chat of [STAFF.head, STAFF.secretary, STAFF.leader]) {
      const methods = (await test.parcels(chat)).map(({ method }) => method)
      expect(methods).toEqual(expect.arrayContaining(['sendPhoto', 'sendDocument']))
      expect(methods.filter((one) => one === 'sendDocument')).toHaveLength(1)
    }
    const photos = async (chat: number) =>
      (await test.parcels(chat)).filter(({ method }) => method === 'sendPhoto').length
    expect([await photos(STAFF.leader), await photos(STAFF.head)]).toEqual([2, 1])
    expect(await test.parcels(STAFF.handler)).toEqual([])
  })

  it('freezes figures, ranking and text under a hash that anybody can compute', async () => {
    const last = (await versions()).at(-1)!
    expect(last.published).toBe(true)
    expect(createHash('sha256').update(last.content).digest('hex')).toBe(last.digest)
    const { text } = JSON.parse(last.content) as { text: Record<string, string> }
    expect(text['en']).toContain('A hard month')
    expect(text['en']).toContain(wrong)
    expect(text['en']).not.toContain('done')
    expect(text['zh-CN']).toContain('总体')
    expect(await verify(test.desk.db)).toMatchObject({ faults: 0, counts: { notices: 1 } })
  })

  it('prints the anchor of the history in every language, and is anchored itself right after', async () => {
    const { prisma } = test.desk.db
    const { id: version, content } = (await versions()).at(-1)!
    const { anchor, text } = JSON.parse(content) as PublishedContent
    const made = await prisma.anchor.findUniqueOrThrow({ where: { number: anchor.number } })
    expect(anchor).toMatchObject({ hash: made.hash, entries: await prisma.history.count() })
    for (const words of Object.values(text)) {
      expect(words).toContain(anchor.hash)
      expect(words).toContain(String(anchor.entries))
    }
    await test.due()
    const after = await prisma.anchor.findUniqueOrThrow({ where: { number: anchor.number + 1 } })
    const { tables } = JSON.parse(after.body) as AnchorBody
    expect(tables.notice_version.runs.map(([first]) => first)).toContain(version)
  })

  it('shows by the anchor that it prints when all anchors were made anew', async () => {
    const undo = new Error('undo')
    const forged = test.work(async ({ tx, now }) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`
      await tx.$executeRaw`DELETE FROM anchor`
      await addAnchor(tx, now.add({ hours: 1 }))
      expect((await verifyIn(tx)).first).toMatchObject({
        number: 'anchor 1',
        kind: 'anchor_edited',
      })
      throw undo
    })
    await expect(forged).rejects.toBe(undo)
  })

  it.each([
    ['change a version', `UPDATE notice_version SET digest = 'x'`],
    ['drop a version', `DELETE FROM notice_version`],
    ['change the paper', `UPDATE paper SET due = NULL WHERE kind = 'notice'`],
    [
      'add a version',
      `INSERT INTO notice_version (paper_id, at, published, content, digest, signs)
       SELECT paper_id, at, false, content, digest, signs FROM notice_version LIMIT 1`,
    ],
  ])('lets nobody %s', async (_, sql) => {
    await expect(test.desk.db.prisma.$executeRawUnsafe(sql)).rejects.toThrow()
  })

  it('is corrected beside the notice, which stays as it is', async () => {
    const before = await versions()
    await test.clearOutbox()
    const words = 'Housing had two more'
    expect(await does(STAFF.leader, { act: 'correct', words })).toMatchObject({ ok: true })
    expect(await versions()).toEqual(before)
    expect(await bodies(STAFF.secretary)).toContain(words)
    expect(await does(STAFF.secretary, { act: 'object', choice: 'anshun', words })).toMatchObject({
      ok: false,
    })
  })

  it.each([
    [
      'the content',
      `UPDATE notice_version SET content = replace(content, 'housing', 'anshun') WHERE published`,
    ],
    [
      'content and digest',
      `UPDATE notice_version SET content = '{}', digest = encode(sha256('{}'), 'hex') WHERE published`,
    ],
    ['that it was published', `DELETE FROM notice_version WHERE published`],
  ])('shows in npm run verify when somebody with all rights changes %s', async (_, sql) => {
    const { prisma } = test.desk.db
    const rows = await versions()
    await prisma.$executeRawUnsafe('ALTER TABLE notice_version DISABLE TRIGGER USER')
    await prisma.$executeRawUnsafe(sql)
    expect(await verify(test.desk.db)).toMatchObject({
      first: { number: '2026-11', kind: 'notice_edited' },
    })
    await prisma.noticeVersion.deleteMany()
    await prisma.noticeVersion.createMany({ data: rows as never })
    await prisma.$executeRawUnsafe('ALTER TABLE notice_version ENABLE TRIGGER USER')
  })
})
