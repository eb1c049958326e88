import { ModelFault } from '../src/classify/learning/model-bytes.ts'
import { DatabaseFault } from '../src/store/fault.ts'

/** What whoever called can mend, a line for each thing. */
export class Refused extends Error {}

/**
 * Runs a command with the words of the command line. What whoever called can mend is said on standard error in one
 * line, with exit code 2.
 */
export async function runCommand(run: (words: string[]) => Promise<number>): Promise<void> {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => {
      if (!isClosed(error)) throw error
    })
  try {
    process.exitCode = await run(process.argv.slice(2))
  } catch (error) {
    if (isClosed(error)) return
    if (!isForTheCaller(error)) throw error
    process.exitCode = say(process.stderr, `${error.message}\n`, 2)
  }
}

/** Whoever reads has read enough, as `head` does: that is no fault. */
function isClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}

/** Says it and gives the exit code. */
export function say(stream: NodeJS.WriteStream, text: string, code: number): number {
  stream.write(text)
  return code
}

/** Too few letters, a model, a database or a file that cannot be used. */
function isForTheCaller(error: unknown): error is Error {
  if (FAULT_CLASSES.some((fault) => error instanceof fault)) return true
  if (!(error instanceof Error && 'code' in error)) return false
  return FAULTS.has(String(error.code))
}

const FAULT_CLASSES = [Refused, ModelFault, DatabaseFault, RangeError]
const FAULTS = new Set(['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR'])
