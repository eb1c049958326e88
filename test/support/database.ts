import { randomBytes } from 'node:crypto'
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
  return { url: databaseUrl(name), drop: () => ask(`DROP DATABASE ${name} WITH (FORCE)`) }
}

/** A database without a single table. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await ask(`CREATE DATABASE ${name}`)
  return { url: databaseUrl(name), drop: () => ask(`DROP DATABASE ${name} WITH (FORCE)`) }
}

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
