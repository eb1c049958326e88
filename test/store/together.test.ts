import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../src/store/database.ts'
import { setTimer } from '../../src/store/timers.ts'
import { sqlOf } from '../../src/store/sql.ts'
import { together } from '../../src/store/together.ts'
import { NOW } from '../support/builders.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

let fresh: FreshDatabase
let db: Database

beforeAll(async () => {
  fresh = await freshDatabase()
  db = await openDatabase(fresh.url)
})

afterAll(async () => {
  await db.close()
  await fresh.drop()
})

describe('what several ask of one transaction', () => {
  it('at the same moment is asked in one go, and each gets its own answer', async () => {
    const asked: number[][] = []
    const doubled = together(async (tx, numbers: readonly number[]) => {
      asked.push([...numbers])
      const rows = await sqlOf(tx).rows<{ n: number }>(
        'select n * 2 as n from unnest($1::int[]) n',
        [numbers],
      )
      return rows.map(({ n }) => n)
    })
    const twice = await db.transaction((tx) =>
      Promise.all(
        [1, 2, 3].map(async (number) => {
          const once = await doubled(tx, number)
          // Some come a little later than others: they wait for each other all the same.
          for (let step = 0; step < number; step += 1) await Promise.resolve()
          return doubled(tx, once)
        }),
      ),
    )
    expect(twice).toEqual([4, 8, 12])
    expect(asked).toEqual([
      [1, 2, 3],
      [2, 4, 6],
    ])
  })

  it('and that fails is a failure of each of them, and undoes all', async () => {
    const broken = together((tx, numbers: readonly number[]) =>
      sqlOf(tx).rows<number>('select 1 / n from unnest($1::int[]) n', [numbers]),
    )
    const failing = db.transaction(async (tx) => {
      await setTimer(tx, 'survey', 'undone', NOW)
      const answers = await Promise.allSettled([broken(tx, 1), broken(tx, 0)])
      expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      await broken(tx, 1)
    })
    await expect(failing).rejects.toThrow()
    expect(await db.prisma.timer.count({ where: { subject: 'undone' } })).toBe(0)
  })
})

describe('a transaction', () => {
  it('has plain statements and models of Prisma in one: both hold, or neither', async () => {
    const both = (name: string, isBroken: boolean) =>
      db.transaction(async (tx) => {
        await sqlOf(tx).run(`insert into setting (name, value) values ($1, '1')`, [`${name}.plain`])
        await tx.setting.create({ data: { name: `${name}.model`, value: 1 } })
        expect(await tx.setting.count({ where: { name: { startsWith: `${name}.` } } })).toBe(2)
        if (isBroken) throw new Error('broken')
      })
    await both('kept', false)
    await expect(both('undone', true)).rejects.toThrow('broken')
    const names = (await db.prisma.setting.findMany()).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['kept.plain', 'kept.model']))
    expect(names.filter((name) => name.startsWith('undone'))).toEqual([])
  })

  it('that waits for no answer reads what it has written, and fails as a whole with the first that failed', async () => {
    const write = (name: string, isBroken: boolean) =>
      db.transaction(async (tx) => {
        const sql = sqlOf(tx)
        await sql.write(`insert into setting (name, value) values ($1, '1')`, [`${name}.written`])
        const seen = await sql.rows('select from setting where name = $1', [`${name}.written`])
        expect(seen).toHaveLength(1)
        await sql.write('select 1 / $1::int', [isBroken ? 0 : 1])
        await sql.write(`insert into setting (name, value) values ($1, '1')`, [`${name}.last`])
      })
    const namesLike = (name: string) =>
      db.prisma.setting.findMany({ where: { name: { startsWith: name } } })
    await write('unheard', false)
    expect(await namesLike('unheard.')).toHaveLength(2)
    await expect(write('failed', true)).rejects.toThrow('division by zero')
    expect(await namesLike('failed.')).toEqual([])
    // The connection is as good as before.
    await write('after', false)
    expect(await namesLike('after.')).toHaveLength(2)
  })

  it('takes no statement of what still runs after its end', async () => {
    let goOn = (): void => undefined
    const waiting = new Promise<void>((resolve) => (goOn = resolve))
    const late: Promise<unknown>[] = []
    const failing = db.transaction(async (tx) => {
      late.push(waiting.then(() => setTimer(tx, 'survey', 'late', NOW)))
      late.push(waiting.then(() => tx.setting.create({ data: { name: 'late', value: 1 } })))
      await sqlOf(tx).run('select 1', [])
      throw new Error('one of them failed')
    })
    await expect(failing).rejects.toThrow('one of them failed')
    goOn()
    const ended = await Promise.allSettled(late)
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await db.prisma.timer.count({ where: { subject: 'late' } })).toBe(0)
    expect(await db.prisma.setting.count({ where: { name: 'late' } })).toBe(0)
  })

  it('that takes too long is cut off, and nothing of it holds', async () => {
    const slow = db.transaction(
      async (tx) => {
        await setTimer(tx, 'survey', 'slow', NOW)
        await sqlOf(tx).run('select pg_sleep(5)', [])
      },
      { timeoutMs: 100 },
    )
    await expect(slow).rejects.toThrow()
    expect(await db.prisma.timer.count({ where: { subject: 'slow' } })).toBe(0)
  })
})
