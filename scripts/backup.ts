import { backUp } from '../src/store/backup/back-up.ts'
import { runCommand, say } from './command.ts'
import { withDatabase } from './database.ts'
import { onlyFile, optionsIn } from './options.ts'
import { deskConfig } from './settings.ts'

const HELP = `npm run backup -- FILE    writes everything that the database holds into a file, as it is at one moment

Reads the database of DATABASE_URL, or the embedded one of DATA_DIR, while a desk may be at work on it. The file is
gzip with a checksum, and holds people's words: keep it where nobody else can read it. Exits 0 when it is written whole,
2 when it cannot be.
`

async function run(words: string[]): Promise<number> {
  const { values, positionals } = optionsIn(words, { help: { type: 'boolean' } })
  if (values.help) return say(process.stdout, HELP, 0)
  const file = onlyFile(positionals)
  const rows = await withDatabase(deskConfig(), ({ pool }) =>
    backUp(String(pool.options.connectionString), file),
  )
  return say(process.stdout, `${rows} rows\n`, 0)
}

await runCommand(run)
