import { afterAll, beforeAll, expect, it } from 'vitest'
import { publishProfile } from '../../src/actions/publish.ts'
import { openTestDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
  await desk.clearOutbox()
})
afterAll(() => desk.close())

interface Body {
  language_code?: string
  description?: string
  commands?: { description: string }[]
}

const published = async () => {
  const rows = await desk.desk.db.prisma.outbox.findMany({ orderBy: { id: 'asc' } })
  return rows.map(({ method, body }) => ({ method, ...(body as Body) }))
}

it('whoever opens the chat reads what it is for and what can be asked, in their language, before they write', async () => {
  await publishProfile(desk.desk)
  const given = await published()
  const usual = desk.desk.rules.org.locale.slice(0, 2)
  for (const method of ['setMyCommands', 'setMyDescription']) {
    const said = given.filter((one) => one.method === method)
    expect(said.map((one) => one.language_code)).toEqual([undefined, 'zh', 'en'])
    const [toOthers, ...toEach] = said.map((one) => ({
      words: one.description ?? one.commands?.map(({ description }) => description).join(' '),
      language: one.language_code,
    }))
    expect(toEach.find(({ language }) => language === usual)?.words).toBe(toOthers?.words)
    expect(new Set(toEach.map(({ words }) => words)).size).toBe(2)
  }
  // What Telegram takes at the most.
  for (const { description } of given) expect(description?.length ?? 1).toBeLessThanOrEqual(512)
})

it('what stands there already is not published again', async () => {
  await desk.clearOutbox()
  await publishProfile(desk.desk)
  expect(await published()).toEqual([])
})
