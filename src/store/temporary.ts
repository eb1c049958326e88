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
    return {
      url: database.url,
      stop: async () => {
        await database.stop()
        await removeDirectory()
      },
    }
  } catch (error) {
    await removeDirectory()
    throw error
  }
}
