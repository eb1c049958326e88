import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { receive, takeTurn, type InboxRow } from '../../src/store/inbox.ts'
import { startLanes, type Lanes, type LanesOptions } from '../../src/telegram/lanes.ts'
import { openLine, quick, until, type Line } from './line.ts'

let line: Line
let running: Lanes[] = []
let lastUpdate = 0

beforeAll(async () => {
  line = await openLine()
})
beforeEach(async () => {
  await line.database.pool.query('truncate inbox restart identity')
  line.logged.length = 0
})
afterEach(async () => {
  await Promise.all(running.map((lanes) => lanes.stop()))
  running = []
})
afterAll(() => line.close())

const written = (person: number, text: string): { update_id: number } => {
  const message = { message_id: 1, from: { id: person }, chat: { id: person }, text }
  return Object.assign({ update_id: (lastUpdate += 1) }, { message })
}
const take = (...updates: { update_id: number }[]): Promise<InboxRow[]> =>
  receive(line.database.pool, updates)

type Work = (row: { person: number; text: string }) => Promise<void> | void
/** A handler as the desk has it: its own transaction, the turn first. */
const start = (work: Work, more: Partial<LanesOptions> = {}): Lanes => {
  const lanes = startLanes({
    ...{ pool: line.database.pool, log: line.log },
    handle: (rows) =>
      rows.map(({ id, update }) =>
        line.database.transaction(async (tx) => {
          if (!(await takeTurn(tx, id))) return { retryInMs: 10 }
          await work({ person: update.message!.from.id, text: update.message!.text! })
          return 'done'
        }),
      ),
    ...more,
  })
  running.push(lanes)
  return lanes
}
const states = async (): Promise<string[]> => {
  const { rows } = await line.database.pool.query<{ state: string }>(
    'select state from inbox order by id',
  )
  return rows.map(({ state }) => state)
}
const allHandled = (): Promise<boolean> =>
  until(async () => (await states()).every((state) => state !== 'waiting'))

describe('Lanes', () => {
  test('Two presses of one person are handled in order, of two people at once', async () => {
    const events: string[] = []
    let release = (): void => undefined
    const both = new Promise<void>((resolve) => {
      release = resolve
    })
    const lanes = start(async ({ person, text }) => {
      events.push(`${person} ${text} begins`)
      // The first of each can only end when both have begun.
      if (text === '0' && events.filter((event) => event.includes('0 begins')).length === 2)
        release()
      await both
      events.push(`${person} ${text} ends`)
    })
    lanes.wake(await take(written(1, '0'), written(2, '0'), written(1, '1'), written(2, '1')))
    await allHandled()
    for (const person of [1, 2])
      expect(events.filter((event) => event.startsWith(`${person}`))).toEqual([
        ...[`${person} 0 begins`, `${person} 0 ends`, `${person} 1 begins`, `${person} 1 ends`],
      ])
  })

  test('An update begins to be handled as soon as it is kept', async () => {
    const lanes = start(() => undefined)
    await take()
    const begin = performance.now()
    lanes.wake(await take(written(1, 'hello')))
    await allHandled()
    expect(performance.now() - begin).toBeLessThan(200)
  })

  test('What is handled is no longer kept, and nobody has a turn at it again', async () => {
    const lanes = start(() => undefined)
    const rows = await take(written(1, 'hello'))
    lanes.wake(rows)
    lanes.wake(rows)
    await allHandled()
    const { rows: kept } = await line.database.pool.query('select body from inbox')
    expect(kept).toEqual([{ body: null }])
    expect(await line.database.transaction((tx) => takeTurn(tx, rows[0]!.id))).toBe(false)
  })

  test('A poison update is set aside and the lane goes on', async () => {
    const tries: string[] = []
    const lanes = start(
      ({ text }) => {
        tries.push(text)
        if (text === 'poison') throw new Error('cannot read: poison')
      },
      { time: quick(50) },
    )
    // The pauses between tries stand in the database, which has no quick time: they are cut short.
    lanes.wake(await take(written(1, 'poison'), written(1, 'next'), written(2, 'other')))
    const hurry = setInterval(() => {
      void line.database.pool.query(`update inbox set not_before = now() where not_before > now()`)
    }, 20)
    await until(async () => (await states()).filter((state) => state === 'done').length === 2)
    clearInterval(hurry)
    expect(await states()).toEqual(['failed', 'done', 'done'])
    expect(tries.filter((text) => text === 'poison')).toHaveLength(5)
    expect(tries.at(-1)).toBe('next')
    const { rows } = await line.database.pool.query<{ body: unknown }>(
      `select body from inbox where state = 'failed'`,
    )
    expect(JSON.stringify(rows)).toContain('poison')
    expect(line.logged.filter(({ level }) => level === 'error')).toHaveLength(1)
    expect(JSON.stringify(line.logged)).not.toContain('poison')
  })

  test('While an update waits for its next try, its person waits and others do not', async () => {
    const seen: string[] = []
    let isBroken = true
    const lanes = start(({ person, text }) => {
      if (person === 1 && isBroken) throw new Error('not now')
      seen.push(`${person} ${text}`)
    })
    lanes.wake(await take(written(1, '0'), written(1, '1'), written(2, '0')))
    await until(() => seen.length === 1)
    isBroken = false
    await allHandled()
    expect(seen).toEqual(['2 0', '1 0', '1 1'])
  })

  test('What a dead replica left is found and handled in order', async () => {
    const seen: string[] = []
    await take(written(1, '0'), written(1, '1'), written(2, '0'))
    start(({ person, text }) => void seen.push(`${person} ${text}`))
    await allHandled()
    expect(seen.filter((text) => text.startsWith('1'))).toEqual(['1 0', '1 1'])
    await take(written(1, '2'))
    await allHandled()
    expect(seen.at(-1)).toBe('1 2')
  })

  test('Two replicas that know of the same updates handle each once, in order', async () => {
    const seen: string[] = []
    const work: Work = async ({ person, text }) => {
      await new Promise((resolve) => setTimeout(resolve, 2))
      seen.push(`${person} ${text}`)
    }
    const [one, two] = [start(work), start(work)]
    for (let n = 0; n < 10; n += 1) {
      const rows = await take(written(1, `${n}`), written(2, `${n}`), written(3, `${n}`))
      // Each hears of every second one, and of some that the other has as well.
      ;(n % 2 === 0 ? one : two).wake(rows)
      if (n % 3 === 0) two.wake(rows)
    }
    await allHandled()
    for (const person of [1, 2, 3])
      expect(seen.filter((text) => text.startsWith(`${person} `))).toEqual(
        Array.from({ length: 10 }, (_, n) => `${person} ${n}`),
      )
  })

  test('A backlog larger than what is kept in memory is handled whole and in order', async () => {
    const seen = new Map<number, string[]>()
    // Without the transaction of `start`: 3,000 of them take their time.
    const lanes = start(() => undefined, {
      handle: (rows) =>
        rows.map(async ({ id, update }) => {
          const { id: person } = update.message!.from
          seen.set(person, [...(seen.get(person) ?? []), update.message!.text!])
          await line.database.pool.query(`update inbox set state = 'done' where id = $1`, [id])
          return 'done'
        }),
    })
    const updates = Array.from({ length: 3000 }, (_, n) => written(n % 7, `${n}`))
    lanes.wake(await take(...updates))
    await allHandled()
    for (const [person, texts] of seen)
      expect(texts).toEqual(updates.flatMap((_, n) => (n % 7 === person ? [`${n}`] : [])))
    expect([...seen.values()].flat()).toHaveLength(3000)
  })

  test('A stop ends what is being handled and begins nothing more', async () => {
    let end = (): void => undefined
    const began = new Promise<void>((resolve) => {
      const lanes = start(async () => {
        resolve()
        await new Promise<void>((done) => {
          end = done
        })
      })
      void take(written(1, '0'), written(1, '1')).then((rows) => lanes.wake(rows))
    })
    await began
    const stopped = running[0]!.stop()
    end()
    await stopped
    expect(await states()).toEqual(['done', 'waiting'])
  })
})
