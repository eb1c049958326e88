import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { inject } from 'vitest'

export interface FreshDatabase {
  readonly url: string
  readonly drop: () => Promise<void>
}

/** A migrated database that nobody else uses. One for each test file is enough. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await ask(`CREATE DATABASE ${name} TEMPLATE template_huiying`)
  return { url: databaseUrl(name), drop: () => dropDatabase(name) }
}

/** A database without a single table. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await ask(`CREATE DATABASE ${name}`)
  return { url: databaseUrl(name), drop: () => dropDatabase(name) }
}

/** Connections that are just being ended are let go: cut off now they would have nobody to tell it to. */
async function dropDatabase(name: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseServer') })
  await client.connect()
  try {
    const left = 'SELECT FROM pg_stat_activity WHERE datname = $1'
    for (let look = 0; look < LOOKS && (await client.query(left, [name])).rowCount; look += 1)
      await pause(LOOK_MS)
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`)
  } finally {
    await client.end()
  }
}

const LOOKS = 50
const LOOK_MS = 20

function databaseUrl(name: string): string {
  const url = new URL(inject('databaseServer'))
  url.pathname = `/${name}`
  return url.href
}

async function ask(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseServer') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
