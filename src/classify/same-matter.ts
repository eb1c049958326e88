import type { Moment } from '../domain/appeal.ts'
import { isAbove, type Org } from '../domain/organisation.ts'
import { metresBetween, type Pin } from '../domain/place.ts'
import { differenceFrom } from './difference.ts'
import { cosine, vectorOf, type Rarity, type Vector } from './vectors.ts'

/** What is looked at to tell whether two appeals are about one matter. */
export interface Matter {
  text: string
  category: string | null
  place: string | null
  pin: Pin | null
  at: Moment
}

/** From this score on at least eight of ten are one matter; see test/classify/same-matter.test.ts. */
export const ONE_MATTER = 0.45

/**
 * How sure it is that another appeal is about the same matter as this one, from 0 to 1: the likeness of their words,
 * times what place, category, pins, days between and names say for or against it. What is not known says nothing.
 */
export function matcherOf(
  matter: Matter,
  { org, rarity }: { org: Org; rarity: Rarity },
): (other: Matter) => number {
  const vector = vectorOfWords(matter.text, rarity)
  const namesAnother = differenceFrom(matter.text)
  return (other) => {
    const likeness = cosine(vector, vectorOfWords(other.text, rarity))
    const evidence =
      byPlace(matter, other, org) *
      byPins(matter, other) *
      byCategory(matter, other) *
      byTime(matter, other)
    const score = Math.min(1, likeness * evidence)
    return score >= ONE_MATTER && namesAnother(other.text) ? score * NAMES_ANOTHER : score
  }
}

/** Characters of the words that are compared: the matter comes first. It also bounds what a long letter costs. */
const OPENING = 300

/** An appeal's words as a point among texts. */
export function vectorOfWords(text: string, rarity: Rarity): Vector {
  return vectorOf([text.trim().slice(0, OPENING)], rarity)
}

const NAMES_ANOTHER = 0.4

function byPlace({ place: a }: Matter, { place: b }: Matter, org: Org): number {
  if (a === null || b === null || a === b) return 1
  return isAbove(org, a, b) || isAbove(org, b, a) ? 0.9 : 0.4
}

/** Half at this distance, a fifth at twice of it. */
const HALF_METRES = 500

function byPins({ pin: a }: Matter, { pin: b }: Matter): number {
  return a && b ? 1 / (1 + (metresBetween(a, b) / HALF_METRES) ** 2) : 1
}

function byCategory({ category: a }: Matter, { category: b }: Matter): number {
  if (a === null || b === null) return 1
  return a === b ? 1.2 : 0.5
}

const YEAR_HOURS = 365 * 24

/** Half after a year. */
function byTime({ at: a }: Matter, { at: b }: Matter): number {
  return 1 / (1 + Math.abs(a.since(b).total('hours')) / YEAR_HOURS)
}
