import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Deliverer } from '../../src/telegram/deliver.ts'
import { CANARY, film, jpeg } from '../files/made.ts'
import { openLine, settled, text, type Line } from './line.ts'

let line: Line
let running: Deliverer
beforeAll(async () => {
  line = await openLine()
})
afterEach(async () => {
  await running.stop()
  await line.database.pool.query('truncate outbox, card cascade')
  line.sandbox.calls.clear()
})
afterAll(() => line.close())

/** What somebody sends, as Telegram calls it. */
function sent(who: number, kind: 'document' | 'video', fileName: string, bytes: Buffer): string {
  line.sandbox.world.send(who, { files: [{ kind, bytes, fileName }] })
  const fileId = line.sandbox.world.chat(who).at(-1)?.media?.fileId
  if (fileId === undefined) throw new Error('no file')
  return fileId
}
/** In the chat of somebody who sent none themselves. */
const mediaIn = (chat: number) =>
  line.sandbox.world.chat(chat).flatMap(({ media }) => (media ? [media] : []))
const holdsCanary = (bytes: Uint8Array) => Buffer.from(bytes).includes(CANARY)
const document = (chat: number, fileId: string) =>
  text(chat, '', { method: 'sendDocument', body: { document: fileId, caption: '26-0000001-0' } })

test('A picture that somebody sent as a document arrives without its place and its name', async () => {
  const [resident, handler, head] = line.people(3) as [number, number, number]
  const fileId = sent(resident, 'document', `IMG ${CANARY}.jpg`, jpeg())
  await line.enqueue(document(handler, fileId), document(head, fileId))
  running = line.deliverer()
  expect((await settled(line)).map(({ state }) => state)).toEqual(['sent', 'sent'])
  const [one, other] = [...mediaIn(handler), ...mediaIn(head)]
  expect(one).toMatchObject({ kind: 'document', fileName: 'file.jpg' })
  expect(line.sandbox.world.file(one!.fileId)!.bytes).not.toSatisfy(holdsCanary)
  expect([one?.fileId === fileId, other?.fileId === one?.fileId]).toEqual([false, true])
  expect(line.sandbox.calls.of('getFile')).toHaveLength(1)
})

test('A film in an album arrives clean, the photos beside it as they are', async () => {
  const [resident, handler] = line.people(2) as [number, number]
  const filmId = sent(resident, 'video', `${CANARY}.mp4`, film())
  line.sandbox.world.send(resident, { files: [{ kind: 'photo', bytes: jpeg({ orientation: 1 }) }] })
  const photoId = line.sandbox.world.chat(resident).at(-1)!.media!.fileId
  const media = [
    { type: 'photo', media: photoId, caption: '26-0000001-0' },
    { type: 'video', media: filmId },
  ]
  await line.enqueue(text(handler, '', { method: 'sendMediaGroup', body: { media } }))
  running = line.deliverer()
  expect(await settled(line)).toMatchObject([{ state: 'sent' }])
  const [photo, clean] = mediaIn(handler)
  expect([photo?.kind, clean?.kind, clean?.fileId === filmId]).toEqual(['photo', 'video', false])
  expect(line.sandbox.world.file(clean!.fileId)!.bytes).not.toSatisfy(holdsCanary)
})

test('What cannot be made clean stays where it is, and what follows goes on', async () => {
  const [resident, handler] = line.people(2) as [number, number]
  const fileId = sent(resident, 'document', 'holiday.jpg', Buffer.from('MZ a programme'))
  await line.enqueue(document(handler, fileId), text(handler, 'after it'))
  running = line.deliverer()
  expect(await settled(line)).toMatchObject([{ state: 'failed' }, { state: 'sent' }])
  expect(mediaIn(handler)).toEqual([])
  expect(line.logged.map((one) => one.text)).toContain('a file is not passed on')
})

test('Whoever was to get files that are given up is told how many, in the transaction that gives them up', async () => {
  const [resident, handler] = line.people(2) as [number, number]
  const media = ['MZ a programme', 'MZ another'].map((bytes) => ({
    type: 'document',
    media: sent(resident, 'document', 'holiday.jpg', Buffer.from(bytes)),
  }))
  await line.enqueue(text(handler, '', { method: 'sendMediaGroup', body: { media } }))
  const told: unknown[] = []
  running = line.deliverer({
    lost: async (tx, ...letter) => {
      const { state } = await tx.outbox.findFirstOrThrow()
      told.push([state, ...letter])
    },
  })
  const [row] = await settled(line)
  await expect.poll(() => told).toEqual([['failed', handler, row?.id, 2]])
})

test('Whoever was told that files do not come is not told again because the answer to the commit was lost', async () => {
  const [resident, handler] = line.people(2) as [number, number]
  await line.enqueue(document(handler, sent(resident, 'document', 'a.jpg', Buffer.from('MZ'))))
  let [told, commits] = [0, 0]
  const { pool, transaction } = line.database
  running = line.deliverer({
    database: {
      pool,
      async transaction(run) {
        const done = await transaction(run)
        if ((commits += 1) === 1) throw new Error('Connection terminated unexpectedly')
        return done
      },
    },
    lost: () => {
      told += 1
      return Promise.resolve()
    },
  })
  await expect.poll(() => commits, { timeout: 10_000 }).toBe(2)
  expect([await settled(line), told]).toMatchObject([[{ state: 'failed' }], 1])
})

test('A file that cannot be fetched just now arrives later', async () => {
  const [resident, handler] = line.people(2) as [number, number]
  const fileId = sent(resident, 'document', 'a.jpg', jpeg())
  line.sandbox.faults.next('getFile', { kind: 'error', code: 500 })
  await line.enqueue(document(handler, fileId))
  running = line.deliverer()
  expect(await settled(line)).toMatchObject([{ state: 'sent' }])
  expect(mediaIn(handler)).toHaveLength(1)
})
