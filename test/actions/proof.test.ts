import { afterAll, beforeAll, expect, it } from 'vitest'
import { ORG, RULES } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

const PHOTO = { kind: 'photo', fileId: 'lamp', size: null } as const

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
  const categories = ORG.categories.map((one) => ({ ...one, proof: one.code === 'power' }))
  desk.desk.rules = { ...RULES, org: { ...ORG, categories } }
})
afterAll(() => desk.close())

async function accepted(resident: number): Promise<string> {
  const number = await desk.submit(resident, 'power', { files: [PHOTO] })
  await desk.act(STAFF.handler, number, { act: 'accept' })
  return number
}

const resolve = (number: string, files: (typeof PHOTO)[] = []) =>
  desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'repaired', files })

it('The resident’s own photo proves nothing, one of a memo neither: one of a note or of the reply does', async () => {
  const number = await accepted(841)
  await desk.act(STAFF.handler, number, { act: 'memo' }, { files: [PHOTO] })
  expect(await resolve(number)).toMatchObject({ refusal: 'photo_needed' })
  await desk.act(STAFF.handler, number, { act: 'note' }, { files: [PHOTO] })
  expect(await resolve(number)).toMatchObject({ ok: true })
  expect(await resolve(await accepted(842), [PHOTO])).toMatchObject({ ok: true })
})

it('A new round of work needs a new photo', async () => {
  const number = await accepted(843)
  await desk.act(STAFF.handler, number, { act: 'note' }, { files: [PHOTO] })
  await resolve(number)
  await desk.act(843, number, { act: 'contacted', answer: 'yes' })
  await desk.act(843, number, { act: 'solved', answer: 'no' })
  await desk.act(843, number, { act: 'satisfied', answer: '1' })
  expect(await resolve(number)).toMatchObject({ refusal: 'photo_needed' })
})
