import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { InputFile } from 'grammy'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createClient, type TelegramClient } from '../../src/telegram/client.ts'
import { TOKEN } from '../sandbox/sandbox.ts'

let telegram: Server
let elsewhere: Server
let asked: string[] = []
let status: number
let client: TelegramClient

beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    request.resume()
    response.end('{"ok":true,"result":{}}')
  })
  const other = await addressOf(elsewhere)
  telegram = createServer((request, response) => {
    request.resume()
    response.writeHead(status, { location: `${other}/caught` }).end()
  })
  client = createClient({ token: TOKEN, apiRoot: await addressOf(telegram) })
})
beforeEach(() => (asked = []))
afterAll(() => [telegram, elsewhere].map((server) => server.close()))

const document = () => new InputFile(Buffer.from('a file'), 'file.txt')

test.for([
  [302, 'a call', () => client.call('sendMessage', { chat_id: 1, text: 'x' })],
  [307, 'a call', () => client.call('sendMessage', { chat_id: 1, text: 'x' })],
  [303, 'a file that is sent', () => client.call('sendDocument', { document: document() })],
  [307, 'a file that is sent', () => client.call('sendDocument', { document: document() })],
  [302, 'a file that is fetched', () => client.fetchFile('documents/file_1.txt')],
] as const)('is not led elsewhere by a %i: %s', async ([code, , ask]) => {
  status = code
  expect(await ask()).not.toMatchObject({ kind: 'sent' })
  expect(asked).toEqual([])
})

async function addressOf(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
