import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface EndedDesk {
  code: number | null
  /** What it said on standard error. */
  lines: string[]
  /** What it said on standard output. */
  output: string
}

/** Starts a desk that is expected to end by itself, and waits for that. */
export async function runToItsEnd(env: Record<string, string>): Promise<EndedDesk> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, lines: said.split('\n').filter(Boolean), output }
}
