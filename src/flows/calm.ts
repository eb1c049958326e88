import { toast, type Effect } from './effect.ts'
import type { Facts } from './facts.ts'

/** How fast somebody writes: as people do; faster than anybody reads, for the first time now; or still so. */
export type Pace = 'usual' | 'rush_begins' | 'rush'

/**
 * What is left of the answer to a message in a rush. Everything that was said still counts: it joins the draft, it is
 * passed on, acts are done and answered. But the card of a draft that is there waits for a calmer minute, and what would
 * only be said is said once. Emergencies are told always.
 */
export function calmed(effects: readonly Effect[], pace: Pace, { draft }: Facts): Effect[] {
  if (pace === 'usual') return [...effects]
  const kept = effects.flatMap((effect): Effect[] => {
    if (effect.do === 'say') return effect.screen.screen === 'emergency' ? [effect] : []
    if (effect.do === 'toast' || effect.do === 'show') return []
    if (effect.do === 'show_draft') return draft ? [] : [effect]
    return [effect]
  })
  return pace === 'rush_begins' ? [...kept, toast('slowly')] : kept
}
