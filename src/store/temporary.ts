import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded, type EmbeddedDatabase } from './embedded.ts'

/** A PostgreSQL of its own that is gone when stopped: for tests, measurements and comparisons. */
export async function startTemporary(
  settings: Readonly<Record<string, string>> = {},
): Promise<EmbeddedDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'huiying-'))
  await chmod(directory, 0o711) // as root, PostgreSQL runs as another user and must get in
  const removeDirectory = () => rm(directory, { recursive: true, force: true })
  try {
    const database = await startEmbedded(join(directory, 'postgres'), {
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', ...settings },
    })
    const forget = stopWhenKilled(directory)
    return {
      url: database.url,
      stop: async () => {
        forget()
        await database.stop()
        await removeDirectory()
      },
    }
  } catch (error) {
    await removeDirectory()
    throw error
  }
}

const WATCH = `while kill -0 "$1" 2>/dev/null; do sleep 1; done
kill -INT "$(head -n 1 "$2/postgres/cluster/postmaster.pid")" && sleep 3
rm -rf "$2"`

/** A test run that is killed has no time to stop its server: a small shell waits for that. */
function stopWhenKilled(directory: string): () => void {
  const words = ['-c', WATCH, 'sh', String(process.pid), directory]
  const watch = spawn('sh', words, { detached: true, stdio: 'ignore' })
  watch.unref()
  return () => void watch.kill('SIGKILL')
}
