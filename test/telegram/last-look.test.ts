import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { waitingRows } from '../../src/store/sending.ts'
import { createClient } from '../../src/telegram/client.ts'
import { Dispatch } from '../../src/telegram/dispatch.ts'
import { createRate } from '../../src/telegram/rate.ts'
import { realTime } from '../../src/telegram/real-time.ts'
import { TOKEN } from '../sandbox/sandbox.ts'
import { FREE, openLine, text, until, type Line } from './line.ts'

/** A server that notes what reaches it, and answers when it is told to. */
const came: string[] = []
let answer = (): void => undefined
const telegram = createServer((request, response) => {
  came.push(request.url?.split('/').at(-1) ?? '')
  request.resume()
  answer = () => response.end('{"ok":true,"result":1}')
})
let apiRoot: string

beforeAll(async () => {
  await once(telegram.listen(0, '127.0.0.1'), 'listening')
  apiRoot = `http://127.0.0.1:${(telegram.address() as AddressInfo).port}`
})
beforeEach(() => void came.splice(0))
afterAll(() => {
  telegram.closeAllConnections()
  telegram.close()
})

const calledOff = { kind: 'unreached', reason: 'called off' }

test('a call that may not leave any more when its connection is there leaves nothing', async () => {
  const client = createClient({ token: TOKEN, apiRoot })
  let mayLeave = true
  const outcome = client.call('sendMessage', { text: 'x' }, undefined, () => mayLeave)
  // The connection comes with a later turn of the event loop.
  mayLeave = false
  expect([await outcome, came]).toEqual([calledOff, []])
})

test.for([
  ['before it is called', true],
  ['before its connection is there', false],
] as const)('a call that is broken off %s surely had no effect', async ([, isBefore]) => {
  const client = createClient({ token: TOKEN, apiRoot })
  const stop = new AbortController()
  if (isBefore) stop.abort()
  const outcome = client.call('sendMessage', { text: 'x' }, stop.signal)
  stop.abort()
  expect(await outcome).toEqual(calledOff)
  // Whatever was to leave has left before the next call on the same wire comes back.
  const next = client.call('getMe')
  await until(() => came.length > 0)
  answer()
  await next
  expect(came).toEqual(['getMe'])
})

test('a call that is broken off when it has left may have had its effect', async () => {
  const client = createClient({ token: TOKEN, apiRoot })
  const stop = new AbortController()
  const outcome = client.call('sendMessage', { text: 'x' }, stop.signal)
  await until(() => came.length > 0)
  stop.abort()
  expect(await outcome).toMatchObject({ kind: 'unknown' })
})

test('what a sender was about to send when its lease went is left to the next one as it is', async () => {
  const line = await openLine()
  try {
    const [chat = 0] = line.people(1)
    await line.enqueue(text(chat, 'hello'))
    let isSure = true
    let outcome: unknown
    const dispatch = dispatchOf(line, {
      isSure: () => isSure,
      // As if the process had been stopped between its look at the lease and the wire.
      onCall: () => (isSure = false),
      onOutcome: (known) => (outcome = known),
    })
    dispatch.add((await waitingRows(line.database.pool)).rows)
    await until(() => outcome !== undefined)
    await dispatch.stop(1_000)
    expect(outcome).toEqual(calledOff)
    expect(line.sandbox.calls.of('sendMessage')).toEqual([])
    // Whoever has the lease takes it for one of which nobody knows whether it arrived.
    expect(await line.outbox()).toMatchObject([{ state: 'sending', attempts: 1 }])
  } finally {
    await line.close()
  }
})

interface Watched {
  isSure: () => boolean
  onCall: () => void
  onOutcome: (outcome: unknown) => void
}

function dispatchOf(line: Line, { isSure, onCall, onOutcome }: Watched): Dispatch {
  const call: Line['client']['call'] = async (...given) => {
    onCall()
    const outcome = await line.client.call(...given)
    onOutcome(outcome)
    return outcome
  }
  const { database, log, client } = line
  return new Dispatch(
    {
      ...{ database, log, client: { ...client, call }, time: realTime },
      ...{ rate: createRate(1_000, 1_000), paces: FREE },
      unreachable: () => Promise.resolve(),
    },
    { isSure },
  )
}
