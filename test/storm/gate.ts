import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * A door with an address that stays, before servers that come and go: a balancer before the replicas, and
 * before the database the one thing that keeps its port over a restart.
 */
export interface Gate {
  port: number
  /** Where connections lead, each to the next one in turn. None: they are refused. */
  leadTo(ports: readonly number[]): void
  /** Lets nothing through, either way, until `open`; connections stay. */
  shut(): void
  open(): void
  /** Breaks every connection off. */
  cut(): void
  close(): Promise<void>
}

export async function openGate(): Promise<Gate> {
  const pairs = new Set<readonly [Socket, Socket]>()
  let targets: readonly number[] = []
  let turn = 0
  let isShut = false

  const server = createServer({ pauseOnConnect: true }, (from) => {
    const target = targets[(turn += 1) % targets.length]
    if (target === undefined) {
      from.resetAndDestroy()
      return
    }
    const pair = [from, connect(target, '127.0.0.1')] as const
    pairs.add(pair)
    join(...pair)
    join(pair[1], pair[0])
    from.once('close', () => pairs.delete(pair))
    if (!isShut) resume(pair)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    port: (server.address() as AddressInfo).port,
    leadTo: (ports) => {
      targets = ports
    },
    shut: () => {
      isShut = true
      for (const pair of pairs) for (const side of pair) side.pause()
    },
    open: () => {
      isShut = false
      for (const pair of pairs) resume(pair)
    },
    cut: () => {
      for (const pair of pairs) for (const side of pair) side.resetAndDestroy()
    },
    async close() {
      for (const pair of pairs) for (const side of pair) side.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function resume(pair: readonly [Socket, Socket]): void {
  for (const side of pair) side.resume()
}

/** What comes in here goes out there, the end included: a broken connection breaks the other. */
function join(from: Socket, to: Socket): void {
  from.setNoDelay(true)
  from.on('data', (chunk) => to.write(chunk))
  from.on('end', () => to.end())
  // The other side learns of it by its own end.
  from.on('error', () => to.destroy())
  from.on('close', () => to.destroy())
}
