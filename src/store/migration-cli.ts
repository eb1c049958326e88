import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate } from './migrate.ts'
import { MIGRATIONS_DIR } from './migrations.ts'
import { diffSchema } from './schema-diff.ts'
import { startTemporary } from './temporary.ts'

const HELP = `npm run migration -- NAME    writes a new migration: what prisma/schema asks for and the
                             migrations do not give yet. NAME: a-few-words
npm run migration -- --empty NAME   the same without a difference, for SQL written by hand
npm run migration:check      exits 1 and shows the difference when there is one
`

/** Replays all migrations on a new database and compares the result with the schema. */
async function findDifference(): Promise<string> {
  const database = await startTemporary()
  try {
    await migrate(database.url)
    return await diffSchema(database.url)
  } finally {
    await database.stop()
  }
}

async function writeMigration(words: string, script: string): Promise<string> {
  const stamp = Temporal.Now.instant().toString({ smallestUnit: 'second' }).replace(/\D/g, '')
  const directory = join(MIGRATIONS_DIR, `${stamp}_${words.replaceAll('-', '_')}`)
  await mkdir(directory, { recursive: true })
  await writeFile(join(directory, 'migration.sql'), script)
  return join(directory, 'migration.sql')
}

async function run(words: readonly string[]): Promise<number> {
  const isEmptyWanted = words[0] === '--empty'
  const [name, ...rest] = isEmptyWanted ? words.slice(1) : words
  if (name === '--help') {
    process.stdout.write(HELP)
    return 0
  }
  const isCheck = name === '--check'
  if (
    name === undefined ||
    rest.length > 0 ||
    !(isCheck || /^[a-z0-9]+([-_][a-z0-9]+)*$/.test(name))
  ) {
    process.stderr.write(HELP)
    return 2
  }
  const difference = await findDifference()
  if (isCheck) {
    process.stdout.write(difference === '' ? 'Schema and migrations agree.\n' : difference)
    return difference === '' ? 0 : 1
  }
  if (difference === '' && !isEmptyWanted) {
    process.stdout.write('Schema and migrations agree: nothing to write.\n')
    return 0
  }
  process.stdout.write(`${await writeMigration(name, difference || '-- by hand\n')}\n`)
  return 0
}

process.exitCode = await run(process.argv.slice(2))
