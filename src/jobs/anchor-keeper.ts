import type { Pool } from 'pg'
import { keepAnchors, type LastKept } from '../store/anchor-file.ts'

/** How often the desk looks whether there are anchors that the file does not have: real time. */
const LOOK_MS = 10_000

/** Keeps the anchors in a file outside the database; of several replicas each has one. */
export function startAnchorKeeper(
  pool: Pool,
  file: string,
  failed: (error: unknown) => void,
): { stop(): Promise<void> } {
  let kept: LastKept | null | undefined
  let keeping = Promise.resolve()

  async function keep(): Promise<void> {
    try {
      kept = await keepAnchors(pool, file, kept)
    } catch (error) {
      kept = undefined // the file may end with half a line: look at it again
      failed(error)
    }
  }

  const look = () => (keeping = keeping.then(keep))
  void look()
  const timer = setInterval(() => void look(), LOOK_MS)
  return {
    async stop() {
      clearInterval(timer)
      await look()
    },
  }
}
