import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  forgetMadeFiles,
  keepMadeFile,
  nameMadeFile,
  type MadeFile,
} from '../../src/store/made-files.ts'
import type { ChartSpec } from '../../src/reports/spec.ts'
import type { Deliverer } from '../../src/telegram/deliver.ts'
import { png } from '../sandbox/sandbox.ts'
import { openLine, settled, text, type Line } from './line.ts'

let line: Line
let running: Deliverer
beforeAll(async () => {
  line = await openLine()
})
afterEach(async () => {
  await running.stop()
  await line.database.pool.query('truncate outbox, card, made_file cascade')
  line.sandbox.calls.clear()
})
afterAll(() => line.close())

const PICTURE: MadeFile = { kind: 'photo', name: 'board.png', bytes: png() }
const NOTES: MadeFile = {
  kind: 'document',
  name: '会商纪要.txt',
  bytes: new TextEncoder().encode('决定：先修电梯'),
}
const CHART: ChartSpec = {
  ...{ chart: 'ranking', title: '社区 · 11月', note: 'k/n' },
  rows: [{ label: '安顺社区', share: 80, low: 70, high: 90, base: '32/40', tone: 'best' }],
}
const keep = (file: MadeFile) => line.database.transaction((tx) => keepMadeFile(tx, file))
const photo = (chat: number, made: number) =>
  text(chat, '', { method: 'sendPhoto', body: { photo: { made }, caption: 'The board' } })
const mediaIn = (chat: number) =>
  line.sandbox.world.chat(chat).flatMap(({ media }) => (media ? [media] : []))

test('A picture of ours is uploaded once, and sent by what Telegram calls it from then on', async () => {
  const [first, second] = line.people(2) as [number, number]
  const made = await keep(PICTURE)
  await line.enqueue(photo(first, made))
  running = line.deliverer()
  await settled(line)
  await line.enqueue(photo(second, made))
  running.wake()
  expect(await settled(line)).toMatchObject([{ state: 'sent' }, { state: 'sent' }])
  const [one, other] = [...mediaIn(first), ...mediaIn(second)]
  expect(one?.kind).toBe('photo')
  expect(other?.fileId).toBe(one?.fileId)
  const row = await line.database.prisma.madeFile.findUniqueOrThrow({ where: { id: made } })
  expect(row.fileId).toBe(one?.fileId)
})

test('A chart is drawn when it is sent, once for all who get it', async () => {
  const chats = line.people(3)
  const made = await keep({ kind: 'photo', name: 'ranking.png', chart: CHART })
  await line.enqueue(...chats.map((chat) => photo(chat, made)))
  running = line.deliverer()
  expect((await settled(line)).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent'])
  const fileIds = chats.flatMap(mediaIn).map(({ fileId }) => fileId)
  expect([fileIds.length, new Set(fileIds).size]).toEqual([3, 1])
  const { bytes } = line.sandbox.world.file(fileIds[0]!)!
  const size = new DataView(bytes.buffer, bytes.byteOffset)
  expect([size.getUint32(16), size.getUint32(20) > 200]).toEqual([1280, true])
})

test('A chart that cannot be drawn is given up, and what follows goes on', async () => {
  const [chat] = line.people(1) as [number]
  const broken = { chart: 'ranking', title: 'No rows' } as unknown as typeof CHART
  const made = await keep({ kind: 'photo', name: 'broken.png', chart: broken })
  await line.enqueue(photo(chat, made), text(chat, 'after it'))
  running = line.deliverer()
  expect(await settled(line)).toMatchObject([{ state: 'failed' }, { state: 'sent' }])
  expect(line.logged.map((one) => one.text)).toContain('a picture cannot be drawn')
})

test('A document arrives with its name and every byte', async () => {
  const [chat] = line.people(1) as [number]
  const made = await keep(NOTES)
  await line.enqueue(
    text(chat, '', { method: 'sendDocument', body: { document: { made }, caption: 'Minutes' } }),
  )
  running = line.deliverer()
  await settled(line)
  const [media] = mediaIn(chat)
  expect(media).toMatchObject({ kind: 'document', fileName: NOTES.name })
  const file = line.sandbox.world.file(media!.fileId)
  expect(new TextDecoder().decode(file?.bytes)).toBe('决定：先修电梯')
})

test('A name that Telegram no longer knows costs another upload, not the message', async () => {
  const [chat] = line.people(1) as [number]
  const made = await keep(PICTURE)
  await nameMadeFile(line.database.pool, made, 'of-another-bot')
  await line.enqueue(photo(chat, made))
  running = line.deliverer()
  expect(await settled(line)).toMatchObject([{ state: 'sent' }])
  expect(mediaIn(chat)).toHaveLength(1)
})

test('A file that is gone is given up, and what follows goes on', async () => {
  const [chat] = line.people(1) as [number]
  await line.enqueue(photo(chat, 999_999), text(chat, 'after it'))
  running = line.deliverer()
  expect(await settled(line)).toMatchObject([{ state: 'failed' }, { state: 'sent' }])
})

test('The same file is kept once; what was sent is forgotten in time, what waits is not', async () => {
  running = line.deliverer()
  await running.stop()
  const [chat] = line.people(1) as [number]
  const made = await keep(PICTURE)
  expect(await keep(PICTURE)).toBe(made)
  expect(await keep({ ...PICTURE, kind: 'document' })).not.toBe(made)
  await line.enqueue(photo(chat, made))
  expect(await forgetMadeFiles(line.database.pool, 0)).toBe(1)
  expect(await forgetMadeFiles(line.database.pool, 0)).toBe(0)
  await line.database.pool.query(`update outbox set state = 'sent'`)
  expect(await forgetMadeFiles(line.database.pool, 1)).toBe(0)
  expect(await forgetMadeFiles(line.database.pool, 0)).toBe(1)
})
