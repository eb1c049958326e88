import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../src/actions/forget.ts'
import { importOrganisation } from '../../src/actions/import-organisation.ts'
import { hashOf, invite, join, uninvite } from '../../src/actions/invite.ts'
import { publishCommands } from '../../src/actions/publish.ts'
import { lockAppeals } from '../../src/store/appeals.ts'
import { goodInvitation, invitedPostsOf } from '../../src/store/invitations.ts'
import { NOW, ORG, RULES } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'
import { somebodyWaits } from '../support/somebody-waits.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.at(NOW)
  await importOrganisation(desk.desk.db, RULES, NOW)
  await desk.clearOutbox()
})

/** The head of the housing department invites; gives the code. */
async function invited(): Promise<string> {
  const head = await desk.person(STAFF.head)
  await desk.work((work) => invite(work, head, 'housing', null))
  const said = (await desk.parcels(STAFF.head)).at(-1)?.body ?? ''
  const code = /https:\/\/t\.me\/TestDeskBot\?start=([\w-]{1,64})/.exec(said)?.[1]
  if (code === undefined) throw new Error(`no link in ${said}`)
  return code
}

/** Opens the link; false: it was not good. */
function opens(telegramId: number, code: string): Promise<boolean> {
  return desk.work(async (work) => {
    const person = await desk.person(telegramId)
    const invitation = await goodInvitation(work.tx, hashOf(code), work.now)
    if (!invitation) return false
    await join(work, person, invitation)
    await publishCommands(work, person)
    return true
  })
}

async function colleague(telegramId: number): Promise<void> {
  await desk.person(telegramId, `New ${telegramId}`)
  expect(await opens(telegramId, await invited())).toBe(true)
}

async function postsOf(telegramId: number) {
  return (await desk.person(telegramId)).posts
}

async function takeBack(telegramId: number): Promise<boolean> {
  const { id } = await desk.person(telegramId)
  return desk.work(async (work) => {
    const [post] = await invitedPostsOf(work.tx, id)
    return post ? uninvite(work, post) : false
  })
}

describe('an invitation', () => {
  it('is kept as a hash only, and its code is long enough that nobody guesses it', async () => {
    const code = await invited()
    expect(code.length).toBeGreaterThanOrEqual(16)
    await desk.clearOutbox()
    const kept = JSON.stringify(await desk.desk.db.prisma.invitation.findMany())
    expect(kept).not.toContain(code)
    expect(kept).toContain(hashOf(code))
  })

  it('lets one in, who gets the tasks, and the heads hear of it', async () => {
    await colleague(951)
    expect(await postsOf(951)).toEqual([{ unit: 'housing', role: 'handler' }])
    const [, news] = await desk.parcels(STAFF.head)
    expect(news?.body).toMatch(/New 951.*uninvite:\d+/)
    const number = await desk.submit(952, 'power')
    const task = (await desk.parcels(951)).find(({ kind }) => kind === 'task')
    expect(task?.subject).toBe(number)
    expect(await desk.act(951, number, { act: 'accept' })).toMatchObject({ ok: true })
  })

  it('lets in only one of two who open it at the same moment', async () => {
    const code = await invited()
    for (const id of [953, 954]) await desk.person(id)
    const answers = await Promise.all([opens(953, code), opens(954, code)])
    expect(answers.sort()).toEqual([false, true])
    expect(await opens(955, code)).toBe(false)
  })

  it('is good for 72 hours', async () => {
    const code = await invited()
    desk.later(72)
    expect(await opens(956, code)).toBe(false)
    desk.later(-0.01)
    expect(await opens(956, code)).toBe(true)
  })

  it('is no longer good when its head is head no more, or the unit is gone', async () => {
    const code = await invited()
    const staff = ORG.staff.filter(({ telegram }) => telegram !== STAFF.head)
    await importOrganisation(desk.desk.db, { ...RULES, org: { ...ORG, staff } }, NOW)
    expect(await opens(957, code)).toBe(false)
    await importOrganisation(desk.desk.db, RULES, NOW)
    await importOrganisation(desk.desk.db, withoutHousing(), NOW)
    expect(await opens(957, code)).toBe(false)
  })
})

function withoutHousing(): typeof RULES {
  const units = ORG.units.filter(({ code }) => code !== 'housing')
  return { ...RULES, org: { ...ORG, units } }
}

describe('an invited colleague', () => {
  it('stays when the org file is imported, as long as the unit does', async () => {
    await colleague(961)
    await importOrganisation(desk.desk.db, RULES, NOW)
    expect(await postsOf(961)).toHaveLength(1)
    await importOrganisation(desk.desk.db, withoutHousing(), NOW)
    expect(await postsOf(961)).toEqual([])
  })

  it('belongs to the org file once that names them', async () => {
    await colleague(962)
    const named = { telegram: 962, name: 'clerk', unit: 'housing', role: 'handler' } as const
    const org = { ...ORG, staff: [...ORG.staff, named] }
    await importOrganisation(desk.desk.db, { ...RULES, org }, NOW)
    expect(await takeBack(962)).toBe(false)
    await importOrganisation(desk.desk.db, RULES, NOW)
    expect(await postsOf(962)).toEqual([])
  })

  it('loses tasks and commands when the head takes it back, hears of it, and may come again', async () => {
    await colleague(963)
    const number = await desk.submit(964, 'power')
    await desk.clearOutbox()
    expect(await takeBack(963)).toBe(true)
    expect(await postsOf(963)).toEqual([])
    const parcels = await desk.parcels(963)
    expect(parcels.map(({ method }) => method).sort()).toEqual([
      ...['deleteMyCommands', 'editMessageText', 'sendMessage'],
    ])
    const edit = parcels.find(({ method }) => method === 'editMessageText')
    expect(edit?.subject).toBe(number)
    expect(edit?.body).not.toContain('callback_data')
    const [news] = await desk.parcels(STAFF.head)
    expect(news?.body).not.toContain('uninvite')
    expect(await takeBack(963)).toBe(false)
    expect(await opens(963, await invited())).toBe(true)
    expect(await postsOf(963)).toHaveLength(1)
  })

  it('is taken back after whoever changes one of their tasks, so that the cards of others keep that', async () => {
    await colleague(965)
    const number = await desk.submit(966, 'power')
    const { taken } = await desk.work(async ({ tx }) => {
      await lockAppeals(tx, [number])
      const taken = takeBack(965)
      const waits = somebodyWaits(desk.desk.db.pool).then(() => 'waits')
      expect(await Promise.race([taken, waits])).toBe('waits')
      return { taken }
    })
    expect(await taken).toBe(true)
    expect(await postsOf(965)).toEqual([])
  })

  it('is forgotten like a resident: the org file does not name them', async () => {
    await desk.person(80_000_965, 'Mr Invited')
    expect(await opens(80_000_965, await invited())).toBe(true)
    const person = await desk.person(80_000_965)
    await desk.work((work) => forget(work, person))
    expect(person.posts).toEqual([])
    for (const table of ['person', 'staff', 'card']) {
      const { rows } = await desk.desk.db.pool.query(
        `select * from ${table} where ${table}::text ~ 'Mr Invited|80000965'`,
      )
      expect(rows, table).toEqual([])
    }
    const news = (await desk.parcels(STAFF.head)).at(-1)
    expect(news?.method).toBe('editMessageText')
    expect(news?.body).not.toContain('Mr Invited')
  })
})
