import { describe, expect, it } from 'vitest'
import { cosine, countRarity, gramCounts, hashOf, vectorOf } from '../../src/classify/vectors.ts'

const TEXTS = ['路灯不亮', '路灯坏了两盏', '电梯坏了', 'the street lamp is out', 'the lift is out']
const rarity = countRarity(TEXTS)
const likeness = (a: string, b: string) => cosine(vectorOf([a], rarity), vectorOf([b], rarity))

describe('two texts', () => {
  it.each([
    ['are alike entirely when they are the same', '路灯不亮', '路灯不亮', 1],
    ['whatever the keyboard', '路燈不亮', '路灯不亮！', 1],
    ['not at all when they share nothing', '路灯不亮', '电梯故障', 0],
    ['not at all when one has no words', '路灯不亮', '……', 0],
    ['nor when they share fillers alone', 'we want this now', 'we had this again', 0],
    ['entirely, plural or not', 'broken lamps', 'Broken lamp', 1],
  ])('%s', (_rule, a, b, expected) => {
    expect(likeness(a, b)).toBeCloseTo(expected, 6)
    expect(likeness(b, a)).toBeCloseTo(expected, 6)
  })

  it('are the more alike the rarer the words that they share', () => {
    expect(likeness('电梯不亮', '电梯故障')).toBeGreaterThan(likeness('路灯不亮', '路灯故障'))
  })
})

describe('a vector', () => {
  it('has length 1, its pieces in ascending order', () => {
    const { grams, weights } = vectorOf(['路灯不亮', '楼下的路灯不亮了'], rarity)
    expect(Math.hypot(...weights)).toBeCloseTo(1, 6)
    expect([...grams]).toEqual([...new Set(grams)].toSorted((a, b) => a - b))
  })

  it('gives each part the same say, however long it is', () => {
    const body = '这是一封很长的信说的全是电梯的事情'.repeat(5)
    const both = vectorOf(['路灯', body], rarity)
    const [title, text] = [vectorOf(['路灯'], rarity), vectorOf([body], rarity)]
    expect(cosine(both, title)).toBeCloseTo(cosine(both, text), 6)
  })
})

it('pieces are characters and pairs, words and pairs of words, figures among them', () => {
  const pieces = ['路', '灯', '路灯', '12', 'lamp', '12 lamp', 'post', 'lamp post']
  expect(gramCounts('路灯 12 lamp posts')).toEqual(
    new Map(pieces.map((piece) => [hashOf(piece), 1])),
  )
})

it('the hash of a piece is the one that the database keeps: it never changes', () => {
  expect([hashOf(''), hashOf('a'), hashOf('路灯')]).toEqual([-2128831035, -468965076, 47896547])
})
