import { refuse, trouble, type Effect } from '../effect.ts'
import type { Facts } from '../facts.ts'
import type { AwaitingPaper } from '../words/awaiting.ts'
import type { Said } from '../words/content.ts'
import { daysInWords } from '../words/days.ts'

/** A card with several of them must still be a card. */
const MOST_CHARACTERS = 1000
/** Five working days are a week, 22 a month. */
const WORKING = { week: 5, month: 22 }

/**
 * The words that an act on a paper asked for. Only words count. What the act is about is asked again when it is done:
 * who came too late is told so, and the words go nowhere.
 */
export function receiveForPaper(said: Said, awaiting: AwaitingPaper, facts: Facts): Effect[] {
  const { act, kind, paper, about, unit, choice } = awaiting
  const words = said.words.trim()
  if (words === '') return wordsNeeded(said, facts)
  if (words.length > MOST_CHARACTERS) return [trouble('too_long')]
  const days = daysInWords(words, WORKING)
  return [
    { do: 'await', awaiting: null },
    {
      do: 'paper',
      arguments: {
        act,
        kind,
        paper,
        about,
        unit,
        choice,
        words,
        days: days !== null && days > 0 ? days : null,
      },
    },
    ...(said.album === null
      ? []
      : [{ do: 'album', album: { album: said.album, to: 'full' } } as const]),
  ]
}

/** Said once an album, not once a picture. */
function wordsNeeded({ album }: Said, facts: Facts): Effect[] {
  if (album === null) return [refuse('words_needed')]
  if (facts.album?.album === album) return []
  return [{ do: 'album', album: { album, to: 'awaiting' } }, refuse('words_needed')]
}
