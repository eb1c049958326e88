import { gramCounts, hashOf, rarityOf, type Rarity } from '../classify/vectors.ts'
import { OPENING, type Letter } from './letter.ts'
import { keyOf, phrasesIn, type Phrase } from './phrases.ts'

/**
 * A demand in the plain words of its letters: the one or two phrases that say most and that most households share,
 * as "place · matter". Each is used by at least three households, by two where three share none, so that one
 * person's own words, or a name that only they wrote, never become a label. Titles come before texts. Empty where
 * nothing is shared.
 */
export function labelOf(members: readonly Letter[], rarity: Rarity): string {
  const nth = Math.ceil(members.length / ENOUGH_LETTERS)
  const some = nth > 1 ? members.filter((_, place) => place % nth === 0) : members
  for (const read of [headingOf, openingOf])
    for (const enough of [3, 2]) {
      const heard = heardIn(some, read)
      const phrases = sharedPhrases(heard, enough, rarity)
      if (phrases.length > 0) return twoOf(phrases, heard)
    }
  return ''
}

/** Of more letters than this, every second, third … says well enough what they are about. */
const ENOUGH_LETTERS = 1_000

/** What was written, once for all who wrote the same. */
interface Heard {
  words: string
  writers: ReadonlySet<string>
  letters: number
}

function heardIn(letters: readonly Letter[], read: (letter: Letter) => string): Heard[] {
  return [...Map.groupBy(letters, read)].map(([words, same]) => ({
    ...{ words, writers: new Set(same.map(writerOf)), letters: same.length },
  }))
}

function twoOf([first, ...others]: readonly Shared[], heard: readonly Heard[]): string {
  if (!first) return ''
  const households = new Set(heard.flatMap(({ writers }) => [...writers])).size
  const second = others.find(
    (phrase) =>
      !overlap(phrase, first) &&
      phrase.writers.size >= households * ADDS &&
      phrase.writers.intersection(first.writers).size > 1,
  )
  if (!second) return first.words
  const pair = standsBefore(second, first, heard) ? [second, first] : [first, second]
  return pair.map(({ words }) => words).join(' · ')
}

/** A second phrase of a smaller share of the households adds nothing. */
const ADDS = 0.2

interface Shared extends Phrase {
  writers: ReadonlySet<string>
  /** How much it says, times how many say it to the power of 1.5: a word of all comes before a sentence of some. */
  worth: number
}

/** The phrases that enough households use and that are whole, most worth first. */
function sharedPhrases(heard: readonly Heard[], enough: number, rarity: Rarity): Shared[] {
  const used = new Map<string, Phrase & { writers: Set<string> }>()
  for (const { writers, words } of heard)
    for (const [key, phrase] of phrasesIn(words)) {
      const known = used.get(key) ?? { ...phrase, writers: new Set() }
      for (const writer of writers) known.writers.add(writer)
      used.set(key, known)
    }
  const often = new Map([...used].filter(([, { writers }]) => writers.size >= enough))
  const cut = partsOfLonger(often)
  return [...often]
    .filter(([key, { tokens }]) => !cut.has(key) && !hasBareEdge(tokens, rarity))
    .map(([, phrase]) => ({
      ...phrase,
      worth: phrase.writers.size ** 1.5 * informationOf(phrase, rarity),
    }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || (a.words < b.words ? -1 : 1))
}

/** Of those who use a phrase so many go on in the same way: then it is a piece of a longer one. */
const GOES_ON = 0.7

function partsOfLonger(
  phrases: ReadonlyMap<string, Phrase & { writers: ReadonlySet<string> }>,
): Set<string> {
  const parts = new Set<string>()
  for (const { tokens, writers } of phrases.values())
    for (const part of [tokens.slice(1), tokens.slice(0, -1)]) {
      const key = keyOf(part)
      const users = phrases.get(key)?.writers.size ?? 0
      if (writers.size >= users * GOES_ON) parts.add(key)
    }
  return parts
}

/** In more than this share of many letters: "of", "in", "city". It neither begins nor ends a phrase. */
const BARE = 0.25
const MANY_LETTERS = 100

function hasBareEdge(tokens: readonly string[], { documents, counts }: Rarity): boolean {
  if (documents < MANY_LETTERS) return false
  return [tokens[0], tokens.at(-1)].some(
    (edge) => edge !== undefined && (counts.get(hashOf(edge)) ?? 0) > documents * BARE,
  )
}

/** The sum over its pieces of how rare each is. */
function informationOf({ words }: Phrase, rarity: Rarity): number {
  return gramCounts(words)
    .keys()
    .reduce((sum, gram) => sum + rarityOf(gram, rarity), 0)
}

function overlap(a: Phrase, b: Phrase): boolean {
  return a.tokens.some((one, at) => {
    const place = b.tokens.indexOf(one)
    return place >= 0 && (a.tokens.length === 1 || a.tokens[at + 1] === b.tokens[place + 1])
  })
}

function standsBefore(a: Phrase, b: Phrase, heard: readonly Heard[]): boolean {
  const lead = heard.reduce((sum, { words, letters }) => {
    const [first, second] = [words.indexOf(a.words), words.indexOf(b.words)]
    return first < 0 || second < 0 ? sum : sum + letters * Math.sign(second - first)
  }, 0)
  return lead > 0
}

function writerOf({ household, id }: Letter): string {
  return household ?? `letter ${id}`
}

/** Characters of a text in which the matter is usually named. */
const BEGINNING = 60

function headingOf({ title, text }: Letter): string {
  return title?.trim() || text.trim().slice(0, BEGINNING)
}

function openingOf({ title, text }: Letter): string {
  return `${title ?? ''}\n${text.trim().slice(0, OPENING)}`
}
