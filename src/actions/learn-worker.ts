import { parentPort, workerData } from 'node:worker_threads'
import type { Classifier, Described } from '../classify/from-words.ts'
import { createLearned } from '../classify/learning/learned.ts'
import { learnMeasured, type Labelled } from '../classify/learning/learn.ts'
import { bestOf, type Figures } from '../classify/learning/measure.ts'
import { ModelFault, packModel, unpackModel } from '../classify/learning/model-bytes.ts'
import { readOrgAlone, type OrgAlone } from '../classify/org-alone.ts'

/** What is to be learned, and what it has to be compared with. */
export interface LearnOrder {
  letters: readonly Labelled[]
  /** For each letter: its label is newer than the model in use. */
  isNew: readonly boolean[]
  inUse: Uint8Array | null
  categories: readonly Described[]
  families: readonly (readonly string[])[]
}

export interface LearnResult {
  body: Uint8Array<ArrayBuffer>
  letters: number
  figures: Figures
  /** Over the same letters, none of which either has learned from, it is right at least as often. */
  isNoWorse: boolean
}

/** Learns in a thread of its own, so that the chat never waits for it. */
function learnThere({ letters, isNew, inUse, categories, families }: LearnOrder): LearnResult {
  const alone = readOrgAlone(categories, families)
  const { model, trials } = learnMeasured(letters, alone.beforehand)
  const isRight = trials.map(({ truth, probabilities }) => bestOf(probabilities) === truth)
  const rightIn = (which: (at: number) => boolean) =>
    isRight.filter((right, at) => right && which(at)).length
  const rightBy = (classify: Classifier, which: (at: number) => boolean) =>
    letters.filter((one, at) => which(at) && classify(one).ranked[0]?.code === one.label).length
  const all = () => true
  const fresh = (at: number) => isNew[at] ?? true
  const rival = inUse && readable(inUse, alone)
  return {
    body: packModel(model),
    letters: model.letters,
    figures: model.figures,
    isNoWorse:
      rightIn(all) >= rightBy(alone.classify, all) &&
      (!rival || rightIn(fresh) >= rightBy(rival, fresh)),
  }
}

/** A model in use that cannot be read is no rival: the desk works without it already. */
function readable(body: Uint8Array, alone: OrgAlone): Classifier | null {
  try {
    return createLearned(unpackModel(body), alone)
  } catch (error) {
    if (error instanceof ModelFault) return null
    throw error
  }
}

parentPort?.postMessage(learnThere(workerData as LearnOrder))
