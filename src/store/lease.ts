import { setTimeout as pause } from 'node:timers/promises'
import { Client, type Pool } from 'pg'

/** The right to be the only one who does something, over all replicas. */
export interface Lease {
  /** Somebody else had it when we first asked. */
  waited: boolean
  /** Aborted as soon as the lease may be somebody else's. */
  lost: AbortSignal
  /**
   * Whether it is still ours at this very moment; if not, it is lost from now on. A process that was stopped for a while
   * wakes up with everything that it was about to do, before anything can tell it.
   */
  isSure(): boolean
  /** Hears NOTIFY on the connection that holds the lease. */
  listen(channel: string, heard: () => void): Promise<void>
  release(): Promise<void>
}

// A holder that is stopped or cut off keeps its connection open for ever. So PostgreSQL itself ends
// a connection that has been silent for so long, and the holder says something every second; if that
// is not answered well before the end, the holder takes the lease for lost.
const SILENCE_MS = 5_000
const BEAT_MS = 1_000
const UNANSWERED_MS = 4_000
/** How often the others ask: a dead holder is replaced within this time. */
const ASK_MS = 500

/**
 * Waits until this replica holds the lease; null when `stop` comes first. It is an advisory lock on a
 * connection of its own: it ends with the connection, however the process ends.
 */
export async function holdLease(
  pool: Pool,
  name: string,
  stop: AbortSignal,
): Promise<Lease | null> {
  let waited = false
  const refused = (): void => {
    waited = true
  }
  while (!stop.aborted) {
    const client = new Client({ ...pool.options, application_name: `lease ${name}` })
    const lost = new AbortController()
    client.on('error', () => lost.abort())
    client.on('end', () => lost.abort())
    try {
      await client.connect()
      await client.query(`set idle_session_timeout = ${SILENCE_MS}`)
      if (await ask(client, name, stop, refused)) return held(client, lost, waited)
    } catch (error) {
      // The database is away. Whoever needs it says so; here it is only asked again.
      if (!(error instanceof Error)) throw error
    }
    await end(client)
    await rest(ASK_MS, stop)
  }
  return null
}

/** Asks again and again rather than waiting inside one statement, which would hold back vacuum. */
async function ask(
  client: Client,
  name: string,
  stop: AbortSignal,
  refused: () => void,
): Promise<boolean> {
  while (!stop.aborted) {
    const { rows } = await client.query<{ held: boolean }>(
      `select pg_try_advisory_lock(hashtextextended('huiying ' || $1, 0)) as held`,
      [name],
    )
    if (rows[0]?.held === true) return true
    refused()
    await rest(ASK_MS, stop)
  }
  return false
}

function held(client: Client, lost: AbortController, waited: boolean): Lease {
  // It was ours when it was asked: of an answer that is read late nobody knows for how long it has held.
  let heldAt = performance.now()
  const isSure = (): boolean => {
    if (performance.now() - heldAt > UNANSWERED_MS) lost.abort()
    return !lost.signal.aborted
  }
  const beat = setInterval(() => {
    isSure()
    const askedAt = performance.now()
    client.query('select').then(
      () => (heldAt = askedAt),
      () => lost.abort(),
    )
  }, BEAT_MS)
  lost.signal.addEventListener('abort', () => {
    clearInterval(beat)
    void end(client)
  })
  return {
    waited,
    lost: lost.signal,
    isSure,
    async listen(channel, heard) {
      client.on('notification', (notice) => {
        if (notice.channel === channel) heard()
      })
      await client.query(`listen ${client.escapeIdentifier(channel)}`)
    },
    async release() {
      clearInterval(beat)
      await end(client)
      lost.abort()
    },
  }
}

async function end(client: Client): Promise<void> {
  // Ending a connection that is broken already is no fault.
  await Promise.race([
    client.end().catch(() => undefined),
    pause(UNANSWERED_MS, null, { ref: false }),
  ])
}

async function rest(ms: number, stop: AbortSignal): Promise<void> {
  await pause(ms, null, { signal: stop }).catch(() => undefined)
}
