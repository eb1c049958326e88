import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A directory with all above it, one by one: Node's `recursive` tries for ever where the system says that what is there is not, as /proc does. */
export async function makeDirectory(directory: string): Promise<void> {
  if (await isDirectory(directory)) return
  await makeDirectory(dirname(directory))
  try {
    await mkdir(directory)
  } catch (error) {
    // Two at the same moment: the other one was quicker.
    if (!(await isDirectory(directory))) throw error
  }
}

async function isDirectory(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found?.isDirectory() ?? false
}
