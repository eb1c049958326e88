import { LIMITS } from '../domain/limits.ts'
import type { Outcome } from './client.ts'

const TIMEOUT_MS = 60_000

/** Fetches a file, and no more of it than is allowed. The address holds the token: no fault of it is passed on. */
export async function fetchFile(
  url: string,
  signal?: AbortSignal,
): Promise<Buffer | Exclude<Outcome, { kind: 'sent' }>> {
  const end = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])])
  try {
    const answer = await fetch(url, { signal: end, redirect: 'error' })
    if (answer.status === 404) return refused('a file is gone')
    if (!answer.ok || !answer.body) return { kind: 'unreached', reason: `answer ${answer.status}` }
    const parts: Uint8Array[] = []
    let length = 0
    for await (const part of answer.body as AsyncIterable<Uint8Array>) {
      length += part.length
      if (length > LIMITS.fileBytes) return refused('a file is too big')
      parts.push(part)
    }
    return Buffer.concat(parts)
  } catch {
    // Nothing was sent to anybody: whatever it was, it is tried again.
    return { kind: 'unreached', reason: 'file' }
  }
}

function refused(description: string): Exclude<Outcome, { kind: 'sent' }> {
  return { kind: 'refused', code: 400, description }
}
