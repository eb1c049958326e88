import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Ended {
  code: number
  out: string
  err: string
}

/** Runs one of the commands of scripts/ with this input until it ends. Nothing of the tests' own environment counts. */
export async function runScript(
  words: readonly string[],
  given: { input?: string | Uint8Array; env?: Record<string, string> } = {},
): Promise<Ended> {
  const [script, ...args] = words
  const child = spawn(process.execPath, [`scripts/${script ?? ''}.ts`, ...args], {
    env: { PATH: process.env['PATH'], ...given.env },
  })
  const [out, err] = [textOf(child.stdout), textOf(child.stderr)]
  // A command that refuses its arguments ends before it has read anything.
  child.stdin.on('error', () => undefined)
  child.stdin.end(given.input ?? '')
  const [code] = (await once(child, 'close')) as [number]
  return { code, out: await out, err: await err }
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
