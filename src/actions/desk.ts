import type { Moment } from '../domain/appeal.ts'
import { dueAfter } from '../domain/deadlines.ts'
import type { ActName } from '../domain/lifecycle.ts'
import type { Rules } from '../domain/rules.ts'
import type { Facts, Guess, Reads } from '../flows/facts.ts'
import type { LoadedCase } from '../queries/facts.ts'
import type { Search } from '../queries/search.ts'
import type { StoredAppeal } from '../store/appeals.ts'
import type { Database, Transaction } from '../store/database.ts'
import { enqueue, type Parcel } from '../store/outbox.ts'
import type { Renderer } from '../text/render.ts'
import type { Company } from './company.ts'
import { followActs } from './papers/follow-acts.ts'

/** What the actions work with. Made once in app.ts. */
export interface Desk {
  db: Database
  rules: Rules
  renderer: Renderer
  classify: (text: string) => Guess
  /** What words say besides the category. */
  reads: Reads
  /** What the search for similar appeals works with. */
  search: Search
  /** Begins to learn from work, beside the chat. */
  learn: () => void
  /** The bot's username, once Telegram has told it. */
  botName: () => string | null
  /** Desk time. */
  now: () => Moment
}

/** One transaction and the moment it happens at: everything an action does, it does with this. */
export interface Work {
  tx: Transaction
  desk: Desk
  now: Moment
  /** What people are told, in order: goes into the outbox in one statement before the commit. */
  outgoing: Parcel[]
  /** Acts on appeals, in order: what follows from them for papers is looked at before the commit. */
  acted: AppealActed[]
  /** A paper was opened: what an act found before does not tell any more whether there are any. */
  hasOpenedPapers: boolean
  /** The appeal that an input is about, locked, as long as nothing has been changed since it was read. */
  held: LoadedCase | null
  /** Others work in the same transaction, side by side with this. Null: nobody. */
  company: Company | null
}

/** One act on an appeal, with the appeal before and after it. */
export interface AppealActed {
  act: ActName
  before: StoredAppeal
  after: StoredAppeal
  /** Papers about it were open when it was done. */
  hadPapers: boolean
}

/** When a reply would be due if an appeal of this category were assigned now. */
export function dueIf({ desk, now }: Work): Facts['dueIf'] {
  return (category, urgency) => dueAfter(desk.rules, { category, urgency }, now, 'resolve')
}

/** Runs the work in one transaction: all of it or nothing. */
export function inTransaction<Result>(
  desk: Desk,
  work: (given: Work) => Promise<Result>,
): Promise<Result> {
  return desk.db.transaction((tx) => withWork(desk, tx, work))
}

/** Runs the work in a transaction that somebody else began. */
export async function withWork<Result>(
  desk: Desk,
  tx: Transaction,
  work: (given: Work) => Promise<Result>,
): Promise<Result> {
  const given = newWork(desk, tx, null)
  const result = await work(given)
  await followActs(given)
  await enqueue(tx, given.outgoing)
  return result
}

export function newWork(desk: Desk, tx: Transaction, company: Company | null): Work {
  return {
    ...{ tx, desk, now: desk.now(), outgoing: [], acted: [], hasOpenedPapers: false },
    ...{ held: null, company },
  }
}
