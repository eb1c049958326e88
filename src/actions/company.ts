import type { Work } from './desk.ts'

/** Who of those who share a transaction has laid a hand on what: the locks of the database do not part them. */
export type Company = Map<string, Work>

/** Thrown to undo a shared transaction: two of those in it want to change the same. Each then gets one of its own. */
export class Crowded extends Error {}

/** Whether this work may change something; once it may, nobody else of its company does. */
export function claim(work: Work, what: string): boolean {
  const { company } = work
  const holder = company?.get(what)
  if (!holder) company?.set(what, work)
  return holder === undefined || holder === work
}

/** The same where it is too late to step back. */
export function mustClaim(work: Work, what: string): void {
  if (!claim(work, what)) throw new Crowded(`two at once want ${what}`)
}

/** Waits for all of them even if one fails: nothing may go on in a transaction that has ended. */
export async function allOf<Result>(works: readonly Promise<Result>[]): Promise<Result[]> {
  await Promise.allSettled(works)
  return Promise.all(works)
}
