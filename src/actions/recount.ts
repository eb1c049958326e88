import { bytesOfCounts } from '../classify/rarity-bytes.ts'
import { countRarity } from '../classify/vectors.ts'
import { nextNight } from '../domain/nights.ts'
import { latestWords, openAfter } from '../queries/words.ts'
import { countedAt, saveCounts } from '../store/postings.ts'
import { setTimer, type DueTimer } from '../store/timers.ts'
import { inTransaction, type Desk, type Work } from './desk.ts'
import { indexAppeals } from './index-appeal.ts'

/** Enough to know which pieces are common, and few enough to be counted beside the chat. */
const COUNTED = 3000
/** Half past three in the night, by the organisation's clock. */
const NIGHT = { hour: 3, minute: 30 } as const
/** So many appeals are indexed at a time, in a transaction of their own: nobody waits long for it. */
const AT_A_TIME = 100

/** A desk that has never counted counts now; from then on it does every night. */
export function beginCounting(desk: Desk): Promise<void> {
  return inTransaction(desk, async ({ tx, now }) => {
    if (!(await countedAt(tx))) await setTimer(tx, 'recount', 'desk', now)
  })
}

/** Counts how rare pieces are in the latest appeals, and sets the index to be built anew by it. */
export async function recount({ tx, desk, now }: Work): Promise<void> {
  const rarity = countRarity(await latestWords(tx, COUNTED))
  await saveCounts(tx, { documents: rarity.documents, counts: bytesOfCounts(rarity), at: now })
  await setTimer(tx, 'reindex', '0', now)
  await setTimer(tx, 'recount', 'desk', nextNight(now, desk.rules.calendar.timezone, NIGHT))
}

/** Indexes the next open appeals after the one that the timer names, and goes on as long as there are more. */
export async function reindex(
  work: Work,
  { subject }: Pick<DueTimer, 'subject'>,
  atATime = AT_A_TIME,
): Promise<void> {
  const ids = await openAfter(work.tx, Number(subject), atATime)
  const last = ids.at(-1)
  if (last === undefined) return
  await indexAppeals(work, ids)
  await setTimer(work.tx, 'reindex', String(last), work.now)
}
