import type { Transaction } from './transaction.ts'

/** Answers many at once, in the order of what was asked. */
type Run = (tx: Transaction, asked: readonly unknown[]) => Promise<readonly unknown[]>

interface Call {
  asked: unknown
  resolve: (answer: unknown) => void
  reject: (error: unknown) => void
}

/** What is asked of a transaction until it is free to answer. */
interface Batch {
  calls: Map<Run, Call[]>
  isUnderWay: boolean
}

const batches = new WeakMap<Transaction, Batch>()

/**
 * A statement that answers many as easily as one: what several pieces of work ask of one transaction
 * at the same time is asked in one go. Those that do the same thing side by side stay in step, since
 * all answers of a batch are given together.
 */
export function together<Asked, Answer>(
  run: (tx: Transaction, asked: readonly Asked[]) => Promise<readonly Answer[]>,
): (tx: Transaction, asked: Asked) => Promise<Answer> {
  const runAny = run as unknown as Run
  return (tx, asked) =>
    new Promise<Answer>((resolve, reject) => {
      const batch: Batch = batches.get(tx) ?? { calls: new Map(), isUnderWay: false }
      batches.set(tx, batch)
      const calls = batch.calls.get(runAny)
      const call: Call = { asked, resolve: resolve as Call['resolve'], reject }
      if (calls) calls.push(call)
      else batch.calls.set(runAny, [call])
      start(tx, batch)
    })
}

/** After everything that can go on without an answer has gone on. */
function start(tx: Transaction, batch: Batch): void {
  if (batch.isUnderWay || batch.calls.size === 0) return
  batch.isUnderWay = true
  process.nextTick(() => void answer(tx, batch))
}

async function answer(tx: Transaction, batch: Batch): Promise<void> {
  const { calls } = batch
  batch.calls = new Map()
  const settled = await Promise.all([...calls].map(([run, asked]) => settle(tx, run, asked)))
  batch.isUnderWay = false
  for (const give of settled) give()
  start(tx, batch)
}

/** What there is to give once the whole batch is over. */
async function settle(tx: Transaction, run: Run, calls: readonly Call[]): Promise<() => void> {
  try {
    const answers = await run(
      tx,
      calls.map(({ asked }) => asked),
    )
    return () => calls.forEach(({ resolve }, place) => resolve(answers[place]))
  } catch (error) {
    return () => calls.forEach(({ reject }) => reject(error))
  }
}
