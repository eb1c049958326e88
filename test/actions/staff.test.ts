import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importOrganisation } from '../../src/actions/import-organisation.ts'
import { tasksOf } from '../../src/queries/lists.ts'
import { NOW, ORG, RULES } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())

async function tasks(telegramId: number): Promise<string[]> {
  const person = await desk.person(telegramId)
  const { items } = await desk.work(({ tx, now }) =>
    tasksOf(tx, { person, org: ORG, now, page: 0 }),
  )
  return items.map(({ number }) => number)
}

describe('a handler who leaves', () => {
  let number = ''
  beforeAll(async () => {
    number = await desk.submit(651, 'power')
    await desk.act(STAFF.handler, number, { act: 'accept' })
  })

  it('has the task alone until then', async () => {
    expect(await tasks(STAFF.handler)).toEqual([number])
    expect(await tasks(STAFF.head)).toEqual([])
  })

  it('leaves it to the colleagues, and hears nothing more of the resident', async () => {
    const staff = ORG.staff.filter(({ telegram }) => telegram !== STAFF.handler)
    await importOrganisation(desk.desk.db, { ...RULES, org: { ...ORG, staff } }, NOW)
    await desk.clearOutbox()
    await desk.act(651, number, { act: 'add' }, { words: 'it is dark again' })
    expect(await tasks(STAFF.handler)).toEqual([])
    expect(await tasks(STAFF.head)).toEqual([number])
    const heard = (await desk.parcels()).filter(({ body }) => body.includes('it is dark again'))
    expect([...new Set(heard.map(({ chat }) => chat))]).toEqual([STAFF.head])
  })

  it('can do nothing with it any more', async () => {
    const refused = await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'done' })
    expect(refused).toEqual({ ok: false, refusal: 'not_allowed' })
  })
})
