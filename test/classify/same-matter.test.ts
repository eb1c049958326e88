import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createClassifier } from '../../src/classify/from-words.ts'
import { guessWith } from '../../src/classify/guess.ts'
import { matcherOf, ONE_MATTER, type Matter } from '../../src/classify/same-matter.ts'
import { countRarity } from '../../src/classify/vectors.ts'
import { parseOrg } from '../../src/org/parse-org.ts'
import { NOW } from '../support/builders.ts'
import { PAIRS, type AppealPair } from './pairs.ts'

const parsed = parseOrg(readFileSync('org/wulian.yaml', 'utf8'), 'wulian.yaml')
if ('faults' in parsed) throw new Error(parsed.faults.join('\n'))
const { org } = parsed
const classify = guessWith(createClassifier(org.categories))
/** As a new desk has it: nothing is known of words but the examples of the org file. */
const rarity = countRarity(org.categories.flatMap(({ examples }) => examples))

const HERE = { longitude: 119.2, latitude: 35.75 }
const METRES_OF_A_DEGREE = 111_195

/** Both as they would stand in the desk: with the category that it guesses. */
function scoreOf({ a, b, apart }: AppealPair): number {
  const { place, metres, days = 0, category } = apart
  const matter = (text: string): Matter => ({
    ...{ text, category: classify(text).category, place: 'anshun', at: NOW },
    pin: metres === undefined ? null : HERE,
  })
  const second = matter(b)
  if (place === 'elsewhere') second.place = 'wenhua'
  if (place === 'above') second.place = 'hongning'
  if (category === 'other') second.category = 'other'
  if (second.pin && metres !== undefined)
    second.pin = { ...HERE, latitude: HERE.latitude + metres / METRES_OF_A_DEGREE }
  second.at = NOW.subtract({ hours: 24 * days })
  return matcherOf(matter(a), { org, rarity })(second)
}

const shown = PAIRS.filter((pair) => scoreOf(pair) >= ONE_MATTER)
const right = shown.filter(({ same }) => same)

it('of the appeals that are shown as one matter at least eight of ten are', () => {
  expect(PAIRS.length).toBeGreaterThanOrEqual(120)
  expect(right.length / shown.length).toBeGreaterThanOrEqual(0.8)
})

it('more than half of those that are one matter are shown', () => {
  expect(right.length / PAIRS.filter(({ same }) => same).length).toBeGreaterThan(0.5)
})

it('in both languages', () => {
  const isEnglish = ({ a }: AppealPair) => /^[A-Z]/.test(a)
  for (const pairs of [shown.filter(isEnglish), shown.filter((pair) => !isEnglish(pair))]) {
    expect(pairs.length).toBeGreaterThan(5)
    expect(pairs.filter(({ same }) => same).length / pairs.length).toBeGreaterThanOrEqual(0.8)
  }
})

it('the order of the two does not matter', () => {
  for (const { a, b, ...rest } of PAIRS.filter(({ apart }) => Object.keys(apart).length === 0))
    expect(scoreOf({ a, b, ...rest })).toBeCloseTo(scoreOf({ a: b, b: a, ...rest }), 6)
})
