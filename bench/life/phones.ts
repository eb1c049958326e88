import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBotApi } from '../../src/sandbox/bot-api.ts'
import { TOKEN, type TestTelegram } from '../../test/support/running-desk.ts'

/** A life leaves a dozen messages in a chat; nobody scrolls back further. */
const KEPT = { calls: 1_000, messagesOfAChat: 100 }

/** The sandbox's Bot API as cheap as it can be: a plain server of Node's, and memory that does not grow. */
export async function openPhones(): Promise<TestTelegram> {
  const directory = await mkdtemp(join(tmpdir(), 'telegram-'))
  const api = createBotApi({
    ...{ token: TOKEN, now: Date.now, kept: KEPT },
    filesDir: join(directory, 'files'),
  })
  const server = createServer(api.listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    ...api,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      await api.close()
      await closed(server)
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function closed(server: Server): Promise<void> {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
}
