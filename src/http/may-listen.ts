import { once } from 'node:events'
import { createServer } from 'node:net'

/** Whether a server can listen at this address of the machine, tried at a port that nobody uses: the code of the fault, or null. */
export async function whyNotListening(host: string): Promise<string | null> {
  const server = createServer().listen({ host, port: 0 })
  try {
    await once(server, 'listening')
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  } finally {
    server.close()
  }
}
