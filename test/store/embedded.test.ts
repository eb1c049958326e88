import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startEmbedded } from '../../src/store/embedded.ts'

const EMBEDDED = fileURLToPath(new URL('../../src/store/embedded.ts', import.meta.url))
let directory: string

beforeEach(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'huiying-embedded-'))
  await chmod(parent, 0o711)
  directory = join(parent, 'postgres')
})

afterEach(async () => {
  await rm(join(directory, '..'), { recursive: true, force: true })
})

test('what was committed is there after a stop, a kill and a stale process file', async () => {
  const first = await startEmbedded(directory)
  await ask(first.url, 'CREATE TABLE word (text text)')
  await first.stop()

  await startAndDie(`INSERT INTO word VALUES ('killed')`)
  const second = await startEmbedded(directory)
  expect(await ask(second.url, 'SELECT text FROM word')).toEqual([{ text: 'killed' }])
  await second.stop()

  // After a crash of the machine the file names a process that is somebody else by now.
  const stale = [process.pid, directory, 0, 5432, '', '127.0.0.1', '', 'ready']
  await writeFile(join(directory, 'cluster', 'postmaster.pid'), stale.join('\n'))
  const third = await startEmbedded(directory)
  expect(await ask(third.url, 'SELECT text FROM word')).toEqual([{ text: 'killed' }])
  await third.stop()
})

test('a directory belongs to one living desk, the second is told so in one line', async () => {
  const [first, second] = await Promise.allSettled([
    startEmbedded(directory),
    startEmbedded(directory),
  ])
  const started = [first, second].filter((result) => result.status === 'fulfilled')
  const refused = [first, second].filter((result) => result.status === 'rejected')
  expect(refused.map(({ reason }) => String(reason))).toEqual([
    `DatabaseFault: Another desk is running on ${directory}: stop it, or set DATA_DIR to another directory.`,
  ])
  for (const { value } of started) await value.stop()
})

test('it is durable, speaks UTF-8, and its log keeps no values', async () => {
  const database = await startEmbedded(directory)
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes'])
    expect(await ask(database.url, `SHOW ${name}`)).toEqual([{ [name]: 'on' }])
  expect(await ask(database.url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }])
  await ask(database.url, 'CREATE TABLE word (text text UNIQUE)')
  await ask(database.url, `INSERT INTO word VALUES ('secret words')`)
  await expect(ask(database.url, `INSERT INTO word VALUES ('secret words')`)).rejects.toThrow()
  await database.stop()
  expect(await readFile(join(directory, 'log'), 'utf8')).not.toContain('secret')
  expect((await stat(join(directory, 'password'))).mode & 0o777).toBe(0o600)
})

test('the desk hears when its database goes away', async () => {
  const { promise, resolve } = Promise.withResolvers<Error>()
  const database = await startEmbedded(directory, { onLost: resolve })
  const pid = (await readFile(join(directory, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]
  process.kill(Number(pid), 'SIGINT')
  expect(await promise).toBeInstanceOf(Error)
  await database.stop()
})

/** A desk of its own process that starts the database, says something to it, and is killed. */
async function startAndDie(statement: string): Promise<void> {
  const script = `
    import pg from 'pg'
    import { startEmbedded } from ${JSON.stringify(EMBEDDED)}
    const { url } = await startEmbedded(${JSON.stringify(directory)})
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(${JSON.stringify(statement)})
    process.kill(process.pid, 'SIGKILL')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: join(EMBEDDED, '../../..'),
    stdio: 'inherit',
  })
  await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined) // the server may go away under it
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement)
    return rows
  } finally {
    await client.end()
  }
}
