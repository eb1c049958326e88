import { randomBytes } from 'node:crypto'
import { hashOf } from '../../src/actions/invite.ts'
import { PAPER_KINDS } from '../../src/domain/papers/paper.ts'
import { addInvitation } from '../../src/store/invitations.ts'
import { NOW } from '../support/builders.ts'
import { STAFF, type TestDesk } from '../support/desk.ts'
import { statesOf } from '../support/papers.ts'

/** Stands in everything that somebody wrote, in every name, and in nothing that is for everybody. */
export const CANARY = 'CANARY'

/** Whoever attacks: with an account, with a former post, with a post elsewhere, of the unit that is complained about. */
export const ATTACKERS = { stranger: 801, former: 803, elsewhere: 804, complainedOf: 805 }
const VICTIMS = [701, 702, 703]

/** Everything there is to be named in a press. */
export interface Town {
  numbers: string[]
  requests: number[]
  papers: number[]
  demand: number
  drafts: number[]
  code: string
  /** Messages of ours in somebody's chat that have buttons. */
  cards: { chat: number; messageId: number }[]
}

/** A town with an appeal in every state, what else can be acted on, and attackers whose chats hold live cards of it all. */
export async function foundTown(test: TestDesk): Promise<Town> {
  await people(test)
  const numbers = await appeals(test)
  const code = randomBytes(24).toString('base64url')
  const { id: head } = await test.person(STAFF.head)
  const until = NOW.add({ hours: 72 })
  await test.work(({ tx }) =>
    addInvitation(tx, { hash: hashOf(code), unit: 'housing', by: head, until }),
  )
  const town = {
    ...{ numbers, code, requests: [await test.request(numbers[2]!)] },
    ...{ papers: await papers(test), demand: await demand(test) },
    drafts: [(await test.write(701, `${CANARY} a draft`)).id, (await test.write(702, CANARY)).id],
  }
  await test.desk.db.pool.query(`update outbox set state = 'sent'`)
  return { ...town, cards: await cards(test, town) }
}

async function people(test: TestDesk): Promise<void> {
  for (const [index, id] of VICTIMS.entries()) await test.person(id, `${CANARY} Wang ${index}`)
  const posts: [number, string, Date | null][] = [
    [ATTACKERS.former, 'housing', new Date()],
    [ATTACKERS.elsewhere, 'town', null],
    [ATTACKERS.complainedOf, 'anshun', null],
  ]
  await test.person(ATTACKERS.stranger)
  for (const [account, unit, retiredAt] of posts) {
    const { id } = await test.person(account)
    const data = { personId: id, unit, role: 'handler' as const, name: 'Attacker', retiredAt }
    await test.desk.db.prisma.staff.create({ data })
  }
}

/** Power cuts go to the housing department: it holds the complaint about the community, too. */
async function appeals(test: TestDesk): Promise<string[]> {
  const say = (who: number, what: string, anonymous = false) =>
    test.submit(who, `${CANARY} ${what}`, { anonymous, pin: { longitude: 119.2, latitude: 35.75 } })
  const power = [
    await say(701, 'power 1'),
    await say(702, 'power 2', true),
    await say(701, 'power 3'),
  ]
  const [, accepted = '', asked = ''] = power
  const queued = await say(702, 'something else')
  const resolved = await say(703, 'power 4')
  const about = await say(703, 'power 5, and how they spoke to me')
  for (const number of [accepted, asked, resolved, about])
    await test.act(STAFF.handler, number, { act: 'accept' })
  await test.act(STAFF.handler, accepted, { act: 'note' }, { words: `${CANARY} a note` })
  await test.act(STAFF.handler, asked, { act: 'ask_return' }, { words: `${CANARY} not ours` })
  await test.act(STAFF.handler, resolved, { act: 'resolve' }, { words: `${CANARY} repaired` })
  await test.desk.db.prisma.appeal.update({ where: { number: about }, data: { about: 'anshun' } })
  return [...power, queued, resolved, about]
}

/** Kinds that are about an appeal. */
const OF_APPEALS: readonly string[] = ['directive', 'order', 'claim', 'item', 'meeting', 'urge']

/** One of each kind, addressed to the department. */
async function papers(test: TestDesk): Promise<number[]> {
  const { prisma } = test.desk.db
  const { id: leaderId } = await test.person(STAFF.leader)
  const appeal = await prisma.appeal.findFirstOrThrow({
    where: { status: 'accepted', about: null },
  })
  const ids: number[] = []
  for (const kind of PAPER_KINDS) {
    const state = statesOf(kind)[0] ?? 'open'
    const data = { kind, state, unit: 'housing', byId: leaderId, leaderId, openedAt: new Date() }
    const about = OF_APPEALS.includes(kind) ? { appealId: appeal.id } : {}
    const paper = await prisma.paper.create({ data: { ...data, ...about } })
    ids.push(paper.id)
  }
  return ids
}

async function demand(test: TestDesk): Promise<number> {
  const moments = { firstSeen: new Date(), lastSeen: new Date(), countedAt: new Date() }
  const figures = { letters: 9, households: 9, monthLetters: 9, monthHouseholds: 9 }
  const data = {
    ...moments,
    ...figures,
    label: CANARY,
    unit: 'housing',
    state: 'confirmed' as const,
  }
  return (await test.desk.db.prisma.demand.create({ data })).id
}

/** In the chat of every attacker a live card of every kind about everything, as if they had been shown it once. */
async function cards(test: TestDesk, town: Omit<Town, 'cards'>): Promise<Town['cards']> {
  const { numbers, requests, papers: ids, drafts, demand: demandId } = town
  const ofAppeals = ['promise', 'task', 'queue', 'question', 'survey', 'step', 'words', 'prompt']
  const lists = [
    'my',
    'tasks',
    'unit',
    'queue',
    'find',
    'demands',
    'warnings',
    'papers:mine',
    CANARY,
  ]
  const about: Record<string, readonly (string | number)[]> = {
    ...Object.fromEntries(ofAppeals.map((kind) => [kind, numbers])),
    ...{ draft: drafts, request: requests, demand: [demandId], paper: ids, list: lists },
    ...{ choice: [...requests, 'forget', 'invite', 'paper', 'post:1'], board: ['figures'] },
  }
  let messageId = 100
  const rows = Object.values(ATTACKERS).flatMap((chat) =>
    Object.entries(about).flatMap(([kind, subjects]) =>
      subjects.map((subject) => {
        messageId += 1
        return { chat: BigInt(chat), kind, subject: String(subject), messageId, live: true }
      }),
    ),
  )
  await test.desk.db.prisma.card.createMany({ data: rows })
  return rows.map(({ chat, messageId: at }) => ({ chat: Number(chat), messageId: at }))
}
