import type { Moment } from '../domain/appeal.ts'
import type { Rules } from '../domain/rules.ts'
import type { Guess } from '../flows/facts.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Renderer } from '../text/render.ts'

/** What the actions work with. Made once in app.ts. */
export interface Desk {
  db: Database
  rules: Rules
  renderer: Renderer
  classify: (text: string) => Guess
  /** Desk time. */
  now: () => Moment
}

/** One transaction and the moment it happens at: everything an action does, it does with this. */
export interface Work {
  tx: Transaction
  desk: Desk
  now: Moment
}

/** Runs the work in one transaction: all of it or nothing. */
export function inTransaction<Result>(
  desk: Desk,
  work: (given: Work) => Promise<Result>,
): Promise<Result> {
  return desk.db.prisma.$transaction((tx) => work({ tx, desk, now: desk.now() }), {
    maxWait: 10_000,
    timeout: 20_000,
  })
}
