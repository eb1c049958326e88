import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const localesFolder = join(import.meta.dirname, '../../locales')
const sandboxTexts = z.record(z.string(), z.record(z.string(), z.string()))

export type SandboxTexts = z.infer<typeof sandboxTexts>

/** The page's own words in every language that has them. */
export async function readTexts(): Promise<Map<string, SandboxTexts>> {
  const texts = new Map<string, SandboxTexts>()
  const folders = await readdir(localesFolder, { withFileTypes: true })
  for (const { name } of folders.filter((entry) => entry.isDirectory())) {
    const words = await readFile(join(localesFolder, name, 'sandbox.json'), 'utf8')
    texts.set(name, sandboxTexts.parse(JSON.parse(words)))
  }
  return texts
}
