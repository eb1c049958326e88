import { afterAll, beforeAll, expect, it } from 'vitest'
import { NOW } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())

const RESIDENT = 871

it('what is shelved says until when: to the deciders, in the notice, on the card and in the timeline', async () => {
  desk.at(NOW)
  const number = await desk.submit(RESIDENT, 'power')
  await desk.act(STAFF.handler, number, { act: 'accept' })
  await desk.clearOutbox()
  const ask = { act: 'ask_suspension', days: 30 } as const
  await desk.act(STAFF.handler, number, ask, { words: 'no cables yet' })
  const DAY = /23 Dec|12月23日/u
  const [request] = (await desk.parcels(STAFF.head)).filter(({ kind }) => kind === 'request')
  expect(request?.body).toMatch(DAY)

  await desk.clearOutbox()
  const approve = { act: 'approve_suspension', request: await desk.request(number) } as const
  await desk.act(STAFF.head, number, approve)
  const [notice, card] = await desk.parcels(RESIDENT)
  expect(notice).toMatchObject({ kind: 'step', body: expect.stringMatching(DAY) as string })
  expect(card).toMatchObject({ kind: 'promise', body: expect.stringMatching(DAY) as string })
  expect((await desk.parcels(STAFF.handler)).at(-1)?.body).toMatch(DAY)
})
