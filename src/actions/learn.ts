import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { isWorthLearning } from '../classify/learning/worth.ts'
import { leavesOf } from '../domain/organisation.ts'
import { readFamilies } from '../org/families.ts'
import { givenLabels } from '../queries/labels.ts'
import { listModels, readModel, saveModel, useModel } from '../store/models.ts'
import { beginTimer } from '../store/timers.ts'
import { inTransaction, type Desk } from './desk.ts'
import type { LearnOrder, LearnResult } from './learn-worker.ts'

/** What came of learning, for the log. */
export interface Learned {
  version: number
  letters: number
  accuracy: number
  isUsed: boolean
}

/** A new desk looks at once whether there is something to learn from; from then on it does every day. */
export function beginLearning({ db, now }: Desk): Promise<void> {
  return beginTimer(db.prisma, { kind: 'learn', subject: 'desk' }, now())
}

/**
 * Learns from all labels that people have given, if enough of them are new since the last time. The model goes into use
 * only if it is no worse than the one in use and than the org file alone; otherwise it is kept beside. Null: there was
 * too little to learn from, or it was broken off.
 */
export async function learnFromWork(desk: Desk, stop: AbortSignal): Promise<Learned | null> {
  const { prisma } = desk.db
  const now = desk.now()
  const { categories } = desk.rules.org
  const codes = new Set(leavesOf(categories).map(({ code }) => code))
  const labels = (await givenLabels(prisma)).filter(({ label }) => codes.has(label))
  const models = await listModels(prisma)
  const isAfter = (moment: Temporal.Instant | undefined) =>
    labels.map(({ at }) => !moment || Temporal.Instant.compare(at, moment) > 0)
  const last = models[0]?.trainedAt
  const used = models.find(({ inUse }) => inUse)
  if (!isWorthLearning(labels, isAfter(last).filter(Boolean).length)) return null
  const result = await learnApart(
    {
      letters: labels.map(({ title, text, label }) => ({ title, text, label })),
      isNew: isAfter(used?.trainedAt),
      inUse: used ? ((await readModel(desk.db, used.version))?.body ?? null) : null,
      categories,
      families: readFamilies(),
    },
    stop,
  )
  if (!result) return null
  const { body, letters, figures, isNoWorse } = result
  return inTransaction(desk, async ({ tx }) => {
    const row = { trainedAt: now, letters, figures: { ...figures }, body }
    const version = await saveModel(tx, row)
    if (isNoWorse) await useModel(tx, version)
    return { version, letters, accuracy: figures.accuracy, isUsed: isNoWorse }
  })
}

/** Null: broken off. */
async function learnApart(order: LearnOrder, stop: AbortSignal): Promise<LearnResult | null> {
  const worker = new Worker(new URL('./learn-worker.ts', import.meta.url), { workerData: order })
  try {
    const [result] = (await once(worker, 'message', { signal: stop })) as [LearnResult]
    return result
  } catch (error) {
    if (stop.aborted) return null
    throw error
  } finally {
    await worker.terminate()
  }
}
