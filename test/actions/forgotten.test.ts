import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attach } from '../../src/actions/attach.ts'
import { forget } from '../../src/actions/forget.ts'
import { join as joinUnit, hashOf } from '../../src/actions/invite.ts'
import { prune } from '../../src/actions/prune.ts'
import { monthOf } from '../../src/figures/period.ts'
import { figuresOf } from '../../src/queries/figures.ts'
import { verify } from '../../src/queries/verify.ts'
import { addAnchor } from '../../src/store/anchors.ts'
import { receive } from '../../src/store/inbox.ts'
import { addInvitation } from '../../src/store/invitations.ts'
import { Prisma } from '../../src/store/generated/client.ts'
import { ORG } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

/** Nothing else says anything like these; each is about one person. */
const CANARY = {
  account: '80000901',
  name: 'Qanarya',
  words: 'qanarywords',
  file: 'QanaryFile',
  longitude: '119.206173',
  latitude: '35.751829',
}
const ACCOUNT = Number(CANARY.account)
const PIN = { longitude: Number(CANARY.longitude), latitude: Number(CANARY.latitude) }
const photo = (name: string) =>
  ({ kind: 'photo', fileId: `${CANARY.file}-${name}`, size: null }) as const
const said = (what: string) => ({ words: `${CANARY.words} ${what}`, files: [photo(what)] })

/** Which rows of which tables still hold one of these, in any column: also in tables that nobody has made yet. */
async function whereIs(desk: TestDesk, canaries: readonly string[]): Promise<string[]> {
  const { pool } = desk.desk.db
  const tables = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1`,
  )
  // Bytes are shown as hex.
  const shapes = canaries.flatMap((canary) => [canary, Buffer.from(canary).toString('hex')])
  const found: string[] = []
  for (const { name } of tables.rows) {
    const { rows } = await pool.query<{ row: string }>(
      `SELECT t::text AS row FROM "${name}" AS t WHERE t::text ~* $1`,
      [shapes.map((shape) => shape.replaceAll('.', '\\.')).join('|')],
    )
    found.push(...rows.map(({ row }) => `${name} ${row.slice(0, 300)}`))
  }
  return found
}

/** Everything that the product offers a person, in this person's own words. */
async function liveFully(desk: TestDesk): Promise<{ open: string; others: string }> {
  const { handler, head, dispatcher } = STAFF
  await desk.person(ACCOUNT, CANARY.name)
  const from = { from: { id: ACCOUNT, first_name: CANARY.name } }
  const { pool, prisma } = desk.desk.db
  await receive(pool, [
    { update_id: 901, message: { ...from, text: `${CANARY.words} that could not be handled` } },
    { update_id: 902, message: { ...from, text: `${CANARY.words} that were handled` } },
  ] as never)
  await prisma.inbox.update({ where: { updateId: 901 }, data: { state: 'failed' } })
  await prisma.inbox.update({
    where: { updateId: 902 },
    data: { state: 'done', body: Prisma.DbNull },
  })

  const closed = await desk.submit(ACCOUNT, `power ${CANARY.words}`, {
    ...{ files: [photo('first')], pin: PIN },
  })
  await desk.act(handler, closed, { act: 'accept' })
  await desk.act(handler, closed, { act: 'ask' }, { words: 'which door?' })
  await desk.act(ACCOUNT, closed, { act: 'answer' }, said('answer'))
  await desk.act(ACCOUNT, closed, { act: 'add' }, said('addition'))
  const person = await desk.person(ACCOUNT)
  await desk.work((work) => attach(work, person, closed, 'add', photo('album')))
  await desk.act(ACCOUNT, closed, { act: 'urge' })
  await desk.act(handler, closed, { act: 'ask_extension' }, { words: 'parts' })
  await desk.act(head, closed, { act: 'approve_extension', request: await desk.request(closed) })
  await desk.act(handler, closed, { act: 'resolve' }, { words: 'repaired' })
  desk.later(1)
  await desk.due()
  await desk.act(ACCOUNT, closed, { act: 'contacted', answer: 'yes' })
  await desk.act(ACCOUNT, closed, { act: 'solved', answer: 'yes' })
  await desk.act(ACCOUNT, closed, { act: 'satisfied', answer: '5' })
  await desk.act(ACCOUNT, closed, { act: 'comment' }, said('comment'))
  await desk.act(ACCOUNT, closed, { act: 'pressed' })

  const open = await desk.submit(ACCOUNT, `odd ${CANARY.words}`, {
    ...{ anonymous: true, files: [photo('second')], pin: PIN },
  })
  await desk.act(dispatcher, open, { act: 'assign', unit: 'housing' })
  const others = await desk.submit(905, 'power of the neighbours')
  await desk.act(ACCOUNT, others, { act: 'join' })
  await desk.act(ACCOUNT, others, { act: 'add' }, said('as a joiner'))

  await desk.write(ACCOUNT, `a draft, ${CANARY.words}`, { files: [photo('draft')], pin: PIN })
  await desk.desk.db.prisma.person.update({
    where: { id: person.id },
    data: { awaiting: { words: CANARY.words }, album: { id: CANARY.words }, home: 'anshun' },
  })
  await desk.work(async (work) => {
    const { id: by } = await desk.person(head)
    const until = work.now.add({ hours: 1 })
    await addInvitation(work.tx, { hash: hashOf('code'), unit: 'housing', by, until })
    const invitation = await work.tx.invitation.findFirstOrThrow()
    await joinUnit(work, await desk.person(ACCOUNT), { id: invitation.id, unit: 'housing', by })
  })
  return { open, others }
}

/** What the month says of everybody. */
function figures(desk: TestDesk, month = desk.desk.now()) {
  return desk.work(({ tx }) => figuresOf(tx, ORG, monthOf(month, ORG.timezone, 0)))
}

/** As if everything had left. */
async function sendAll(desk: TestDesk): Promise<void> {
  await desk.desk.db.pool.query(
    `UPDATE outbox SET state = 'sent', body = NULL, sent_at = now() WHERE state = 'waiting'`,
  )
}

describe('who is forgotten', () => {
  let desk: TestDesk
  let before: Awaited<ReturnType<typeof figures>>
  beforeAll(async () => {
    desk = await openTestDesk()
    await liveFully(desk)
    await desk.work(({ tx, now }) => addAnchor(tx, now))
    before = await figures(desk)
  })
  afterAll(() => desk.close())

  it('was everywhere before', async () => {
    for (const [what, canary] of Object.entries(CANARY))
      expect((await whereIs(desk, [canary])).length, what).toBeGreaterThan(1)
  })

  it('is nowhere any more: in no column of any table, and in nothing that waits to be sent', async () => {
    const person = await desk.person(ACCOUNT)
    await desk.work((work) => forget(work, person))
    const { account, ...rest } = CANARY
    expect(await whereIs(desk, Object.values(rest))).toEqual([])
    const left = await whereIs(desk, [account])
    expect(left.filter((row) => !row.startsWith('outbox'))).toEqual([])
    await sendAll(desk)
    await prune(desk.desk)
    expect(await whereIs(desk, [account])).toEqual([])
  })

  it('leaves the figures and the chain as they were', async () => {
    expect(await figures(desk)).toEqual(before)
    expect((await verify(desk.desk.db)).first).toBeNull()
  })
})

describe('when the time is over for which words are kept', () => {
  it('they are nowhere any more, nor files and places, whoever said them', async () => {
    const desk = await openTestDesk()
    const { open, others } = await liveFully(desk)
    await desk.act(STAFF.handler, open, { act: 'accept' })
    await desk.act(ACCOUNT, open, { act: 'withdraw' })
    await desk.act(ACCOUNT, others, { act: 'leave' })
    await desk.act(905, others, { act: 'withdraw' })
    await desk.work(({ tx, now }) => addAnchor(tx, now))
    const month = desk.desk.now()
    const before = await figures(desk, month)
    desk.later(24 * 1000)
    await desk.due()
    // These have shorter times of their own: drafts, what could not be handled, what a next message is awaited for.
    const { prisma } = desk.desk.db
    await prisma.draft.deleteMany()
    await prisma.inbox.deleteMany({ where: { state: 'failed' } })
    await prisma.person.updateMany({ data: { awaiting: Prisma.DbNull, album: Prisma.DbNull } })
    const { words, file, longitude, latitude } = CANARY
    expect(await whereIs(desk, [words, file, longitude, latitude])).toEqual([])
    expect(await figures(desk, month)).toEqual(before)
    expect((await verify(desk.desk.db)).first).toBeNull()
    await desk.close()
  })
})
