import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/store/migrate.ts'
import { startTemporary } from '../../src/store/temporary.ts'

/** One PostgreSQL for the whole run, with a migrated database that `freshDatabase` clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTemporary({ max_connections: '200' })
  try {
    await createTemplate(server.url)
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('databaseServer', server.url)
  return server.stop
}

async function createTemplate(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query('CREATE DATABASE template_huiying')
  await client.end()
  const template = new URL(serverUrl)
  template.pathname = '/template_huiying'
  await migrate(template.href)
}

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string
  }
}
