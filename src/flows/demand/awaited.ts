import { demandActs } from '../../domain/demand.ts'
import { refuse, trouble, type Effect } from '../effect.ts'
import type { Facts } from '../facts.ts'
import type { AwaitingDemand, DemandWords } from '../words/awaiting.ts'
import type { Said } from '../words/content.ts'
import { showDemandBelow } from './demand-press.ts'

/** A name must fit a line; measures and improvements a card that has several of them. */
const MOST_CHARACTERS: Record<DemandWords, number> = { rename: 60, measure: 300, improve: 300 }

/**
 * The name, the measure or the improvement that was asked for. Only words count: a picture says nothing in a list.
 * Who may no longer do it, or came too late, is told so, and the words go nowhere.
 */
export function receiveForDemand(said: Said, awaiting: AwaitingDemand, facts: Facts): Effect[] {
  const { demand } = facts
  const { what, kind } = awaiting
  const ends: Effect = { do: 'await', awaiting: null }
  if (!demand?.mayRule) return [ends, refuse('not_allowed')]
  if (!demandActs(demand.state).includes(what)) return [ends, refuse('not_now')]
  const words = what === 'rename' ? said.words.replaceAll(/\s+/gu, ' ').trim() : said.words.trim()
  if (words === '') return wordsNeeded(said, facts)
  if (words.length > MOST_CHARACTERS[what]) return [trouble('too_long')]
  const args = { act: what, demand: demand.id, words, ...(kind === null ? {} : { kind }) }
  return [{ do: 'demand', arguments: args }, ends, ...restOf(said), showDemandBelow(demand)]
}

/** Said once an album, not once a picture. */
function wordsNeeded({ album }: Said, facts: Facts): Effect[] {
  if (album === null) return [refuse('words_needed')]
  if (facts.album?.album === album) return []
  return [{ do: 'album', album: { album, to: 'awaiting' } }, refuse('words_needed')]
}

/** Later pictures of the album are for nothing else. */
function restOf({ album }: Said): Effect[] {
  return album === null ? [] : [{ do: 'album', album: { album, to: 'full' } }]
}
