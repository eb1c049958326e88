import type { Denied } from '../flows/denied.ts'
import type { Log } from './log.ts'

const MINUTE_MS = 60_000
/** What is more is counted in one line, whoever it was: thousands who try at once must not fill the log. */
const LINES_A_MINUTE = 200

/**
 * Tells the operator who tried what is not theirs, by ids and codes: at once, then once a minute for each person and
 * act, with how often it was since. What is counted is told when anybody tries something the next time.
 */
export function createDenials(
  log: Log,
  now: () => number = () => performance.now(),
): (person: number, denied: Denied) => void {
  const told = new Map<string, { facts: object; at: number; untold: number }>()
  const tell = (facts: object, count: number): void => {
    log.info({ ...facts, count }, 'somebody tried what is not theirs')
  }

  return (person, { act, refusal }) => {
    tellWhatIsCounted()
    const own = `${person} ${act} ${refusal}`
    const key = told.has(own) || told.size < LINES_A_MINUTE ? own : 'others'
    const known = told.get(key)
    if (known) known.untold += 1
    else {
      const facts = key === own ? { person, act, refusal } : { act: 'others' }
      tell(facts, 1)
      told.set(key, { facts, at: now(), untold: 0 })
    }
  }

  function tellWhatIsCounted(): void {
    for (const [key, one] of told) {
      if (now() - one.at < MINUTE_MS) continue
      if (one.untold === 0) told.delete(key)
      else {
        tell(one.facts, one.untold)
        told.set(key, { ...one, at: now(), untold: 0 })
      }
    }
  }
}
