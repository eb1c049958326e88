import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { attach } from '../../src/actions/attach.ts'
import { changeReachable } from '../../src/actions/reachable.ts'
import type { FileRef } from '../../src/flows/input.ts'
import { receive } from '../../src/store/inbox.ts'
import { NOW } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

const PHOTO: FileRef = { kind: 'photo', fileId: 'photo-1', size: null }

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.at(NOW)
  await desk.clearOutbox()
})

async function accepted(resident: number): Promise<string> {
  const number = await desk.submit(resident, 'power')
  await desk.act(STAFF.handler, number, { act: 'accept' })
  return number
}

describe('what comes along with an act', () => {
  it('is never the reason of a request that goes on waiting', async () => {
    const number = await accepted(801)
    const reason = { words: 'our own budget is empty' }
    await desk.act(STAFF.handler, number, { act: 'ask_extension' }, reason)
    await desk.clearOutbox()
    await desk.act(STAFF.handler, number, { act: 'note' }, { files: [PHOTO] })
    await desk.act(801, number, { act: 'add' }, { files: [PHOTO] })
    const toResident = (await desk.parcels(801)).map(({ body }) => body).join()
    expect(toResident).toContain('photo-1')
    expect(toResident).not.toContain('budget')
    const added = (await desk.parcels(STAFF.handler)).filter(({ kind }) => kind === 'words')
    expect(added.map(({ body }) => body).join()).not.toContain('budget')
  })

  it('is a picture of the album too that comes after the appeal was submitted', async () => {
    const number = await desk.submit(802, 'power')
    await desk.clearOutbox()
    const resident = await desk.person(802)
    await desk.work((work) => attach(work, resident, number, 'add', PHOTO))
    await desk.work((work) =>
      attach(work, resident, number, 'add', { ...PHOTO, fileId: 'photo-2' }),
    )
    const { prisma } = desk.desk.db
    const where = { appeal: { number }, act: 'add' }
    expect(await prisma.history.count({ where })).toBe(1)
    expect(await prisma.attachment.count({ where: { history: where } })).toBe(2)
    const sent = (await desk.parcels(STAFF.handler)).map(({ body }) => body).join()
    expect(sent).toContain('photo-1')
    expect(sent).toContain('photo-2')
  })
})

describe('somebody who lets the bot in again', () => {
  const member = async (telegramId: number, update_id: number, isReachable: boolean) => {
    const [row] = await receive(desk.desk.db.pool, [{ update_id }])
    await changeReachable(desk.desk, row!.id, telegramId, isReachable)
  }

  it('is shown the promise again, once', async () => {
    const number = await accepted(803)
    await member(803, 1, false)
    await desk.clearOutbox()
    await member(803, 2, true)
    await member(803, 3, true)
    const promises = (await desk.parcels(803)).filter(({ kind }) => kind === 'promise')
    expect(promises.map(({ subject }) => subject)).toEqual([number])
  })
})

describe('pressure for a good rating', () => {
  it('is heard by the dispatchers and by nobody of the unit', async () => {
    const number = await accepted(804)
    await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'mended' })
    await desk.clearOutbox()
    await desk.act(804, number, { act: 'pressed' })
    const told = (await desk.parcels()).filter(({ kind }) => kind === 'words')
    expect(told.map(({ chat }) => chat)).toEqual([STAFF.dispatcher])
  })
})
