import { papersAbout, type StoredPaper } from '../../store/papers.ts'
import type { ActName } from '../../domain/lifecycle.ts'
import type { Work } from '../desk.ts'
import { papersFollow } from './after-act.ts'
import { followClaim, watchForKey } from './key.ts'
import { actOnPaper } from './act.ts'
import { actByDesk } from './items.ts'

/**
 * What follows for papers from the acts on appeals in this transaction, once all of them are done: an appeal may be a
 * key one now, what became of it ends a claim, and a matter that is over leaves the joint review.
 */
export async function followActs(work: Work): Promise<void> {
  const done = new Map<number, ActName[]>()
  for (let acted = work.acted.shift(); acted; acted = work.acted.shift()) {
    const { act, before, after, hadPapers } = acted
    const acts = [...(done.get(after.id) ?? []), act]
    done.set(after.id, acts)
    // Most appeals have none, and their lock lets nobody else open one.
    const papers = hadPapers || work.hasOpenedPapers ? await papersAbout(work.tx, after.id) : []
    await watchForKey(work, act, before, after, papers)
    if (papers.some(({ kind }) => kind === 'claim')) await followClaim(work, after.number)
    if (after.closedAt !== null) await endItems(work, papers)
    // Half-way through several acts nobody may hold it.
    const isLast = !work.acted.some((next) => next.after.id === after.id)
    if (isLast) await papersFollow(work, { appeal: after, papers }, acts)
  }
}

async function endItems(work: Work, papers: readonly StoredPaper[]): Promise<void> {
  for (const { id, kind } of papers)
    if (kind === 'item')
      await actByDesk((actor, command) => actOnPaper(work, actor, command), id, 'moot')
}
