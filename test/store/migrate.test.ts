import { createHash } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { migrate } from '../../src/store/migrate.ts'
import { readMigrations, type Migration } from '../../src/store/migrations.ts'
import { diffSchema } from '../../src/store/schema-diff.ts'
import { emptyDatabase, freshDatabase } from '../support/database.ts'

const one = migration(
  '1_one',
  `CREATE TABLE one (id int);
   CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; RETURN 2; END $$;`,
)
const broken = migration('2_broken', 'CREATE TABLE two (id int); CREATE TABLE one (id int);')

test('the migrations lead to exactly what prisma/schema says', async () => {
  const { url, drop } = await freshDatabase()
  expect(await diffSchema(url)).toBe('')
  await drop()
})

test('a migration that adds, drops or changes a column shows as a difference', async () => {
  const { url, drop } = await freshDatabase()
  await ask(url, 'ALTER TABLE setting ADD COLUMN extra integer NOT NULL')
  expect(await diffSchema(url)).toContain('DROP COLUMN "extra"')
  await drop()
})

test('what is applied once is not applied again', async () => {
  const { url, drop } = await freshDatabase()
  expect(await migrate(url)).toEqual([])
  await drop()
})

test('a migration is sent whole, functions with semicolons and all', async () => {
  const { url, drop } = await emptyDatabase()
  expect(await migrate(url, [one])).toEqual(['1_one'])
  expect(await ask(url, 'SELECT two() AS value')).toEqual([{ value: 1 }])
  await drop()
})

test('replicas that start together migrate once', async () => {
  const { url, drop } = await emptyDatabase()
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, [one])))
  expect(applied.flat()).toEqual(['1_one'])
  await drop()
})

test('of a migration that fails nothing stays, and the next start tries it again', async () => {
  const { url, drop } = await emptyDatabase()
  const attempt = () => migrate(url, [one, broken])
  await expect(attempt()).rejects.toThrow(/could not be migrated: .*already exists/)
  expect(await ask(url, `SELECT to_regclass('two') AS found`)).toEqual([{ found: null }])
  await expect(attempt()).rejects.toThrow(/already exists/)
  await ask(url, 'DROP TABLE one')
  expect(await attempt()).toEqual(['2_broken'])
  expect(await attempt()).toEqual([])
  await drop()
})

test('a desk killed while it migrates leaves a database that the next one migrates', async () => {
  const { url, drop } = await emptyDatabase()
  await migrate(url, [one])
  await ask(
    url,
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at)
     VALUES ('x', '${broken.checksum}', '2_broken', now())`,
  )
  await ask(url, 'DROP TABLE one')
  expect(await migrate(url, [one, broken])).toEqual(['2_broken'])
  await drop()
})

test('an edited migration and a database from the future are refused', async () => {
  const { url, drop } = await emptyDatabase()
  await migrate(url, [one])
  await expect(migrate(url, [migration('1_one', 'SELECT 1')])).rejects.toThrow(/1_one was edited/)
  await expect(migrate(url, [])).rejects.toThrow(/start a newer version/)
  await drop()
})

test('the checksums are those that Prisma keeps', async () => {
  const { url, drop } = await freshDatabase()
  const kept = await ask(
    url,
    'SELECT migration_name AS name, checksum FROM _prisma_migrations ORDER BY migration_name',
  )
  const list = await readMigrations()
  expect(kept).toEqual(list.map(({ name, checksum }) => ({ name, checksum })))
  await drop()
})

function migration(name: string, script: string): Migration {
  return { name, script, checksum: createHash('sha256').update(script).digest('hex') }
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement)
    return rows
  } finally {
    await client.end()
  }
}
