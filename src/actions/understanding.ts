import type { Classification, Classifier } from '../classify/from-words.ts'
import { createLearned } from '../classify/learning/learned.ts'
import { ModelFault, unpackModel } from '../classify/learning/model-bytes.ts'
import type { OrgAlone } from '../classify/org-alone.ts'
import type { Database } from '../store/database.ts'
import { readModel, versionInUse } from '../store/models.ts'

/** How the desk reads letters now: by the model in use, by the org file alone where there is none. */
export interface Understanding {
  read: Classifier
  /** Takes up the version that is in use, if it is another one. */
  refresh: () => Promise<void>
}

/**
 * A model that cannot be read, or that fails over a letter, is told once and left aside until another one is in use:
 * the desk goes on with the org file alone.
 */
export function openUnderstanding(
  db: Database,
  alone: OrgAlone,
  failed: (error: unknown, version: number | null) => void,
): Understanding {
  let taken: number | null = null
  let learned: Classifier | null = null

  function giveUp(error: unknown): void {
    learned = null
    failed(error, taken)
  }

  async function refresh(): Promise<void> {
    const version = await versionInUse(db)
    if (version === taken) return
    taken = version
    const row = version === null ? null : await readModel(db, version)
    try {
      learned = row && createLearned(unpackModel(row.body), alone)
    } catch (error) {
      if (!(error instanceof ModelFault)) throw error
      giveUp(error)
    }
  }

  function read(letter: Parameters<Classifier>[0]): Classification {
    if (!learned) return alone.classify(letter)
    try {
      const { ranked, sure, because } = learned(letter)
      return { ranked, sure, because }
    } catch (error) {
      giveUp(error)
      return alone.classify(letter)
    }
  }

  return { read, refresh }
}
