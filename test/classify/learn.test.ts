import { describe, expect, test } from 'vitest'
import { createLearned } from '../../src/classify/learning/learned.ts'
import { learn } from '../../src/classify/learning/learn.ts'
import { ModelFault, packModel, unpackModel } from '../../src/classify/learning/model-bytes.ts'
import { readOrgAlone } from '../../src/classify/org-alone.ts'
import { category } from '../org/small-org.ts'
import { english, englishCategories } from './english.ts'

const letters = english.map(([label, text]) => ({ label, text }))
const model = learn(letters)
const classify = createLearned(model)

test('labels are learned from letters alone, in English as well', () => {
  expect(model.labels).toEqual(['noise', 'roads', 'rubbish', 'school', 'water'])
  expect(model.figures).toMatchObject({ letters: letters.length })
  expect(model.figures.accuracy).toBeGreaterThan(0.5)
})

test.each([
  ['water', 'there was brown water in my tap, then no water'],
  ['school', 'the teacher sends pupils home, parents are angry'],
  ['noise', 'LOUD MUSIC all night, we cannot sleep'],
  ['rubbish', 'nobody emptied the bins, the garbage smells'],
])('%s is what "%s" is about', (label, text) => {
  expect(classify({ text }).ranked[0]?.code).toBe(label)
})

test('all labels are ranked, and their probabilities sum to 1', () => {
  for (const { text } of letters) {
    const { ranked } = classify({ text })
    const shares = ranked.map(({ probability }) => probability)
    expect(ranked.map(({ code }) => code).sort()).toEqual(model.labels)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
    expect(shares).toEqual(shares.toSorted((a, b) => b - a))
  }
})

test('a letter without a word that is known has no sure label', () => {
  for (const text of ['', '😡', '12345', '。。。']) expect(classify({ text }).sure).toBe(false)
})

test('the same letters give the same model, to the last bit', () => {
  expect(packModel(learn(letters))).toEqual(packModel(model))
})

test('the order of the words that led there is by what they weigh, and they stand in the letter', () => {
  const { because } = classify({
    text: 'Hello, the Teacher at our school hits pupils. Please help.',
  })
  expect(because.length).toBeGreaterThan(0)
  expect(because.join(' ')).toMatch(/teacher|school|pupils/)
  for (const words of because)
    expect('hello, the teacher at our school hits pupils. please help.').toContain(words)
})

describe('too little to learn from is refused', () => {
  test.each([
    ['few letters', letters.slice(0, 19)],
    ['one label', letters.map(({ text }) => ({ text, label: 'water' }))],
  ])('%s', (_what, few) => {
    expect(() => learn(few)).toThrow(RangeError)
  })
})

describe('a model that was packed', () => {
  const packed = packModel(model)

  test('reads as it did before', () => {
    const again = createLearned(unpackModel(packed))
    for (const { text } of letters)
      expect(again({ text }).ranked).toEqual(classify({ text }).ranked)
  })

  test('holds none of the words that it was learned from', () => {
    const bytes = Buffer.from(packed).toString('latin1')
    const unpacked = JSON.stringify({ ...unpackModel(packed), lexicon: null, steps: null })
    for (const word of ['pothole', 'teacher', 'mattress']) {
      expect(bytes).not.toContain(word)
      expect(unpacked).not.toContain(word)
    }
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['something else', new TextEncoder().encode('no model')],
    ['half of it', packed.slice(0, packed.length / 2)],
    ['one byte that was changed', packed.with(packed.length / 2, 255 - packed[packed.length / 2]!)],
  ])('is not read from %s', (_what, bytes) => {
    expect(() => unpackModel(bytes)).toThrow(ModelFault)
  })
})

describe('what the org file knows', () => {
  const described = englishCategories.map(({ code, name, keywords }) =>
    category(code, { name: { 'zh-CN': name, en: name }, keywords }),
  )
  const org = readOrgAlone(described, [])
  const few = letters.filter((_, at) => at % 3 === 0)
  const others = letters.filter((_, at) => at % 3 !== 0)

  test('helps where letters are few', () => {
    const blended = learn(few, org.beforehand)
    expect(blended.calibration.orgTrust).toBeGreaterThan(0)
    const right = (read: ReturnType<typeof createLearned>) =>
      others.filter(({ text, label }) => read({ text }).ranked[0]?.code === label).length
    expect(right(createLearned(blended, org))).toBeGreaterThan(right(createLearned(learn(few))))
  })

  test('is enough for a category that no letter has', () => {
    const withoutNoise = letters.filter(({ label }) => label !== 'noise')
    const read = createLearned(learn(withoutNoise, org.beforehand), org)
    expect(read({ text: 'loud music, we cannot sleep for the noise' }).ranked[0]?.code).toBe(
      'noise',
    )
  })

  test('is asked about a category that came after the model', () => {
    const dogs = category('dogs', {
      keywords: ['dog', 'leash'],
      examples: ['a dog without a leash'],
    })
    const now = readOrgAlone([...described, dogs], [])
    const read = createLearned(learn(few, org.beforehand), now)
    const { ranked } = read({ text: 'a dog without a leash bit my dog' })
    expect(ranked[0]?.code).toBe('dogs')
    expect(ranked.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9)
  })

  test('ends the guessing of a category that it no longer has', () => {
    const left = readOrgAlone(described.slice(1), [])
    const read = createLearned(learn(letters, org.beforehand), left)
    for (const { text } of letters)
      expect(read({ text }).ranked.map(({ code }) => code)).not.toContain('water')
  })
})
