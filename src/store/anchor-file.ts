import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Pool } from 'pg'
import { anchorsFrom, type Anchor } from './anchors.ts'
import { makeDirectory } from './make-directory.ts'

/** The file goes on with other anchors than the database: one of them was put back to an older state, or was edited. */
export class AnchorsApart extends Error {}

/** The last anchor that a file has. */
export type LastKept = Pick<Anchor, 'number' | 'hash'>

/**
 * Appends to the file the anchors of the database that it does not have yet, each on disk when this resolves. Gives the
 * last one, which spares the next call reading the file. The file is never rewritten; only the rest of a line whose
 * writing was cut off goes.
 */
export async function keepAnchors(
  pool: Pool,
  file: string,
  kept?: LastKept | null,
): Promise<LastKept | null> {
  const { anchors, whole } = kept === undefined ? await readLines(file) : WRITTEN_BY_US
  let last = kept ?? anchors.at(-1)
  for (let cut = whole; ; cut = null) {
    // From the last one on: the database must still say the same of it.
    const found = await anchorsFrom(pool, last?.number ?? 0)
    if (last && found[0]?.hash !== last.hash)
      throw new AnchorsApart(`Anchor ${last.number} of ${file} is not that of the database.`)
    const next = last ? found.slice(1) : found
    if (next.length === 0) return last ?? null
    await append(file, cut, next)
    last = next.at(-1)
  }
}

const WRITTEN_BY_US = { anchors: [], whole: null }

/** The anchors of a file, the first one first. A file that is not there has none. Throws for what is no anchor. */
export async function readAnchors(file: string): Promise<Anchor[]> {
  return (await readLines(file)).anchors
}

/** Begins a new file: the old one is kept beside it under the name that is given back. Null: there was none. */
export async function setAnchorsAside(file: string, now: Date): Promise<string | null> {
  const aside = `${file}.until-${now.toISOString().replaceAll(/[:.]/g, '-')}`
  try {
    await rename(file, aside)
    return aside
  } catch (error) {
    if (!isMissing(error)) throw error
    return null
  }
}

/** `whole`: bytes up to the end of the last whole line. */
async function readLines(file: string): Promise<{ anchors: Anchor[]; whole: number }> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (!isMissing(error)) throw error
    return ''
  })
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const anchors = whole.split('\n').filter(Boolean).map(readLine)
  return { anchors, whole: Buffer.byteLength(whole) }
}

function readLine(line: string, index: number): Anchor {
  const anchor = parse(line)
  if (typeof anchor === 'object' && anchor !== null && 'hash' in anchor && 'tables' in anchor)
    return anchor as Anchor
  throw new RangeError(`Line ${index + 1} of the anchors is no anchor.`)
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return null
  }
}

async function append(
  file: string,
  whole: number | null,
  anchors: readonly Anchor[],
): Promise<void> {
  await makeDirectory(dirname(file))
  const handle = await open(file, 'a', 0o600)
  try {
    if (whole !== null) await handle.truncate(whole)
    await handle.appendFile(anchors.map((anchor) => `${JSON.stringify(anchor)}\n`).join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
