import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbedded } from '../../src/store/embedded.ts'
import { visitEmbedded } from '../../src/store/visit.ts'

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'visit-'))
  await chmod(directory, 0o711)
})
afterAll(() => rm(directory, { recursive: true, force: true }))

async function one(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<{ one: number }>('SELECT 1 AS one')).rows[0]?.one
  } finally {
    await client.end()
  }
}

describe('a visit to the embedded database', () => {
  it('makes no database where none is', async () => {
    await expect(visitEmbedded(join(directory, 'nowhere'))).rejects.toThrow('check DATA_DIR')
  })

  it('leaves the server of a desk at work running, and ends the one that it had to start', async () => {
    const home = join(directory, 'postgres')
    const desk = await startEmbedded(home, { settings: { fsync: 'off' } })
    const beside = await visitEmbedded(home)
    expect(await one(beside.url)).toBe(1)
    await beside.stop()
    expect(await one(desk.url)).toBe(1)
    await desk.stop()

    const alone = await visitEmbedded(home)
    expect(await one(alone.url)).toBe(1)
    await alone.stop()
    await expect(one(alone.url)).rejects.toThrow(/ECONNREFUSED|ENOENT/)
  })
})
