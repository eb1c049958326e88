import { anchorFile, databaseDirectory, type Config } from '../src/config.ts'
import { keepAnchors, setAnchorsAside } from '../src/store/anchor-file.ts'
import { restore } from '../src/store/backup/restore.ts'
import { startEmbedded } from '../src/store/embedded.ts'
import { runCommand, say } from './command.ts'
import { isThere, withDatabase } from './database.ts'
import { onlyFile, optionsIn } from './options.ts'
import { deskConfig } from './settings.ts'

const HELP = `npm run restore -- FILE    makes an empty database what it was when the backup was made

Goes into the database of DATABASE_URL, which must be there and empty, or into a new embedded one in DATA_DIR. The
anchors of before are set aside, and those of the backup take their place. Exits 0 when everything is back, 2 when it is
refused; then nothing was changed.
`

async function run(words: string[]): Promise<number> {
  const { values, positionals } = optionsIn(words, { help: { type: 'boolean' } })
  if (values.help) return say(process.stdout, HELP, 0)
  const file = onlyFile(positionals)
  const config = deskConfig()
  if (!isThere(config)) await (await startEmbedded(databaseDirectory(config))).stop()
  return say(process.stdout, await restored(config, file), 0)
}

async function restored(config: Config, file: string): Promise<string> {
  const anchors = anchorFile(config)
  return withDatabase(config, async ({ pool }) => {
    const rows = await restore(String(pool.options.connectionString), file)
    const aside = await setAnchorsAside(anchors, new Date())
    await keepAnchors(pool, anchors)
    const told = aside === null ? '' : `anchors of before: ${aside}\n`
    return `${rows} rows\n${told}`
  })
}

await runCommand(run)
