import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const COMPILED = join(import.meta.dirname, '../../node_modules/.cache/compile')

export interface Ended {
  code: number
  out: string
  err: string
}

/** Runs one of the commands of scripts/ with this input until it ends. Nothing of the tests' own environment counts. */
export async function runScript(
  words: readonly string[],
  given: {
    input?: string | Uint8Array
    env?: Record<string, string>
    /** As `head` does: the output is closed after its first piece. */
    reads?: 'a little'
  } = {},
): Promise<Ended> {
  const [script, ...args] = words
  const child = spawn(process.execPath, [`scripts/${script ?? ''}.ts`, ...args], {
    // Compiled code is kept, as the desk keeps it: these commands are started many times.
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: COMPILED, ...given.env },
  })
  const [out, err] = [textOf(child.stdout, given.reads), textOf(child.stderr)]
  // A command that refuses its arguments ends before it has read anything.
  child.stdin.on('error', () => undefined)
  child.stdin.end(given.input ?? '')
  const [code] = (await once(child, 'close')) as [number]
  return { code, out: await out, err: await err }
}

async function textOf(stream: NodeJS.ReadableStream, reads?: 'a little'): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) {
    parts.push(part as Buffer)
    if (reads) break
  }
  return Buffer.concat(parts).toString()
}
