import type { BaseLogger } from 'pino'

/** What this layer tells the operator: ids and codes, never what a person wrote. */
export type Log = Pick<BaseLogger, 'info' | 'warn' | 'error'>

/**
 * A fault without its text: the text of a database error holds the values of the statement, and those
 * hold people's words. Where it happened is in the frames.
 */
export function faultOf(error: unknown): { fault: string; code?: string; frames?: string[] } {
  if (!(error instanceof Error)) return { fault: typeof error }
  const { stack = '', message } = error
  const from = stack.indexOf(message)
  // The stack begins with the text; without knowing where that ends, nothing of it is safe.
  const frames =
    from < 0
      ? []
      : stack
          .slice(from + message.length)
          .split('\n')
          .slice(1, 9)
  return {
    fault: error.name,
    ...('code' in error ? { code: String(error.code) } : {}),
    frames: frames.map((line) => line.trim()),
  }
}
