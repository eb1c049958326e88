import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { QueueSnapshot } from '../updates/update-queue.ts'
import type { WebhookSettings } from '../updates/webhook.ts'
import type { ChatsSnapshot } from './chats.ts'
import type { FilesSnapshot } from './files.ts'
import type { ProfileSnapshot } from './profile.ts'

export interface WorldSnapshot {
  chats: ChatsSnapshot
  files: FilesSnapshot
  profile: ProfileSnapshot
  queue: QueueSnapshot
  webhook?: WebhookSettings
  /** Written by close(). Otherwise the process was killed, and numbers were given out after this. */
  isWhole?: true
}

/** A small world is written almost at once; a large one no more than a twentieth of the time. */
const SHORTEST_PAUSE_MS = 50
const PAUSE_PER_WRITE = 20

/** Keeps the world on disk: whole, under another name first, a moment after the last change. */
export class SnapshotKeeper {
  readonly #file: string | undefined
  readonly #take: () => WorldSnapshot
  #timer: NodeJS.Timeout | undefined
  #lastWriteMs = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(file: string | undefined, take: () => WorldSnapshot) {
    this.#file = file
    this.#take = take
  }

  read(): WorldSnapshot | undefined {
    if (this.#file === undefined || !existsSync(this.#file)) return undefined
    return JSON.parse(readFileSync(this.#file, 'utf8')) as WorldSnapshot
  }

  changed(): void {
    if (this.#file === undefined || this.#timer) return
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined
        this.#writing = this.#writing.then(() => this.#write())
      },
      Math.max(SHORTEST_PAUSE_MS, this.#lastWriteMs * PAUSE_PER_WRITE),
    )
  }

  async #write(): Promise<void> {
    const file = this.#file ?? ''
    const begun = performance.now()
    mkdirSync(dirname(file), { recursive: true })
    await writeFile(`${file}.new`, JSON.stringify(this.#take()))
    await rename(`${file}.new`, file)
    this.#lastWriteMs = performance.now() - begun
  }

  /** Writes what there is now and stops. */
  async close(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#writing
    if (this.#file === undefined) return
    mkdirSync(dirname(this.#file), { recursive: true })
    const whole: WorldSnapshot = { ...this.#take(), isWhole: true }
    writeFileSync(`${this.#file}.new`, JSON.stringify(whole))
    renameSync(`${this.#file}.new`, this.#file)
  }
}
