import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  createClassifier,
  type Classification,
  type Classifier,
} from '../../src/classify/from-words.ts'
import { parseOrg } from '../../src/org/parse-org.ts'
import { readFamilies } from '../../src/org/families.ts'
import { category } from '../org/small-org.ts'
import { sentences, unclear } from './sentences.ts'

const read = parseOrg(readFileSync('org/wulian.yaml', 'utf8'), 'org/wulian.yaml')
if ('faults' in read) throw new Error(read.faults.join('\n'))
const { categories } = read.org
const classify = reading(createClassifier(categories, readFamilies()))

function reading(classifier: Classifier): (text: string) => Classification {
  return (text) => classifier({ text })
}

test('nine of ten sentences are understood at first sight, and none of them wrongly for sure', () => {
  const guesses = sentences.map(([code, text]) => ({ code, text, guess: classify(text) }))
  const wrong = guesses.filter(({ code, guess }) => guess.ranked[0]?.code !== code)
  expect(wrong.length, JSON.stringify(wrong)).toBeLessThanOrEqual(sentences.length / 10)
  expect(wrong.filter(({ guess }) => guess.sure)).toEqual([])
})

test('most of what is understood may go its way without asking anybody', () => {
  const sure = sentences.filter(([, text]) => classify(text).sure)
  expect(sure.length).toBeGreaterThan(sentences.length * 0.7)
})

test.each(unclear)('nobody is sure of %s', (text) => {
  expect(classify(text).sure).toBe(false)
})

test('every example of the org file is understood as what it is an example of', () => {
  for (const { code, examples } of categories)
    for (const example of examples) expect(classify(example).ranked[0]?.code, example).toBe(code)
})

test('the power cut that nobody cares about is surely a matter of power, because of its words', () => {
  const { ranked, sure, because } = classify('小区停电两天了没人管')
  expect(ranked[0]?.code).toBe('power')
  expect(sure).toBe(true)
  expect(because).toContain('停电')
})

describe('nothing is made out of nothing', () => {
  test.each([
    ['', 'nothing'],
    [' \n ', 'blanks'],
    ['😡😡', 'emoji'],
    ['26-0000123-4', 'a number'],
    ['???', 'question marks'],
  ])('%j: %s', (text) => {
    expect(classify(text)).toEqual({ ranked: [], sure: false, because: [] })
  })

  test('a desk without categories', () => {
    const nobody = reading(createClassifier([]))
    expect(nobody('小区停电了')).toEqual({ ranked: [], sure: false, because: [] })
  })
})

test('probabilities fall, are more than nought, and leave something for none of these', () => {
  for (const [, text] of sentences) {
    const shares = classify(text).ranked.map(({ probability }) => probability)
    expect(shares).toEqual(shares.toSorted((a, b) => b - a))
    expect(shares.every((share) => share > 0)).toBe(true)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThan(1)
  }
})

describe('a keyword is found as people write it', () => {
  const lamps = reading(
    createClassifier([
      category('lamp', { keywords: ['Street Light', '路灯'] }),
      category('car', { keywords: ['car'] }),
      category('theft', { keywords: ['偷'] }),
      category('stolen-car', { keywords: ['偷车'] }),
    ]),
  )
  test.each([
    ['capitals', 'STREET LIGHT is out', 'lamp'],
    ['plural', 'the street lights are out', 'lamp'],
    ['two blanks', 'street  light', 'lamp'],
    ['full-width letters', '\uff33\uff54\uff52\uff45\uff45\uff54 light', 'lamp'],
    ['right beside Chinese', '这个car挡路', 'car'],
    ['within a Chinese sentence', '门口路灯坏了', 'lamp'],
    ['part of another word', 'who takes care of it', undefined],
    ['the longer keyword', '有人偷车', 'stolen-car'],
    ['the shorter one alone', '有人偷东西', 'theft'],
  ])('%s', (_remark, text, expected) => {
    expect(lamps(text).ranked[0]?.code).toBe(expected)
  })
})

test('a category with others below it is never guessed', () => {
  const grouped = reading(
    createClassifier([
      category('supply', { keywords: ['停电'], examples: ['小区停电了'] }),
      category('power', { parent: 'supply', keywords: ['停电'] }),
    ]),
  )
  expect(grouped('小区停电了').ranked.map(({ code }) => code)).toEqual(['power'])
})

test('two categories with the same keyword are both likely, and neither is sure', () => {
  const twins = reading(
    createClassifier([
      category('a', { keywords: ['停电'] }),
      category('b', { keywords: ['停电'] }),
    ]),
  )
  const { ranked, sure } = twins('停电了')
  expect(ranked.map(({ code }) => code).sort()).toEqual(['a', 'b'])
  expect(sure).toBe(false)
})

test('a category is known by its name where nobody gave keywords', () => {
  const plain = reading(
    createClassifier([
      category('power', { name: { 'zh-CN': '供电', en: 'Power supply' } }),
      category('water', { name: { 'zh-CN': '供水', en: 'Water supply' } }),
    ]),
  )
  expect(plain('我们这里供电有问题').ranked[0]?.code).toBe('power')
})

describe('words that nobody put into the org file', () => {
  const families = [
    ['工资', '欠薪', '血汗钱', 'wages'],
    ['学校', '老师', 'school'],
  ]
  const two = [category('a', { keywords: ['工资'] }), category('b', { keywords: ['学校'] })]
  const withFamilies = reading(createClassifier(two, families))

  test.each([
    ['血汗钱一分没给', 'a'],
    ['老师打人', 'b'],
    ['my wages were never paid', 'a'],
  ])('%s: lead to the category that has others of their family', (text, expected) => {
    expect(withFamilies(text).ranked[0]?.code).toBe(expected)
    expect(reading(createClassifier(two))(text).ranked).toEqual([])
  })

  test('are told as what led there, and nobody is sure by them alone', () => {
    expect(withFamilies('血汗钱一分没给')).toMatchObject({ because: ['血汗钱'], sure: false })
  })
})

test('a category is likelier the more often its words come', () => {
  const two = reading(
    createClassifier([
      category('a', { keywords: ['停电'] }),
      category('b', { keywords: ['垃圾'] }),
    ]),
  )
  expect(two('停电。停电。停电。还有垃圾').ranked[0]?.code).toBe('a')
  expect(two('垃圾。垃圾。垃圾。还有停电').ranked[0]?.code).toBe('b')
})

test('what a title says counts with the text', () => {
  const lamps = createClassifier([category('lamp', { keywords: ['路灯'] })])
  expect(lamps({ title: '路灯', text: '一个月没亮过' }).ranked[0]?.code).toBe('lamp')
})
