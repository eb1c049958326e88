import type { Database, Transaction } from '../store/database.ts'
import type { Paces } from './chats.ts'
import type { TelegramClient } from './client.ts'
import type { Log } from './log.ts'
import type { Rate } from './rate.ts'
import type { RealTime } from './real-time.ts'

/** What sending needs, and who hears of what it finds. */
export interface DispatchOptions {
  database: Pick<Database, 'pool' | 'transaction'>
  client: TelegramClient
  log: Log
  time: RealTime
  /** Over all chats, whoever of this process sent last. */
  rate: Rate
  paces?: Paces
  /** Whether somebody who was refused within so many milliseconds has come since: then the letter goes once more. */
  isBack?: (tx: Transaction, chat: number, withinMs: number) => Promise<boolean>
  /**
   * Nothing reaches this chat any more. Runs in the transaction that has given up these letters, which were to go there,
   * so it is neither forgotten nor done without it; it may run again.
   */
  unreachable: (tx: Transaction, chat: number, givenUp: readonly number[]) => Promise<void>
  /** A letter with so many files is given up. Runs in the transaction that gives it up. */
  lost?: (tx: Transaction, chat: number, letter: number, files: number) => Promise<void>
  /** A group has a new id. */
  moved?: (tx: Transaction, from: number, to: number) => Promise<void>
}
