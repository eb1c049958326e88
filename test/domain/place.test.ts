import { describe, expect, test } from 'vitest'
import { communityAt, placeInWords, unitInWords } from '../../src/domain/place.ts'
import type { Point } from '../../src/domain/organisation.ts'
import { smallOrg, unit } from '../org/small-org.ts'

const square = (west: number, south: number, side: number): Point[] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
]

describe('a pin lies in a community, or near one, or nowhere', () => {
  const org = smallOrg([
    unit('undrawn'),
    unit('west', { area: square(119.19, 35.74, 0.03) }),
    unit('east', { area: square(119.24, 35.74, 0.03) }),
    // A horseshoe open to the north.
    unit('shoe', {
      area: [
        [119.3, 35.7],
        [119.36, 35.7],
        [119.36, 35.76],
        [119.34, 35.76],
        [119.34, 35.72],
        [119.32, 35.72],
        [119.32, 35.76],
        [119.3, 35.76],
      ],
    }),
    unit('dateline', { area: [[179.9, 10], [-179.9, 10], [-179.9, 10.1], [179.9, 10.1]] }), // prettier-ignore
  ])
  test.each([
    ['in the middle', 119.205, 35.755, 'west'],
    ['just inside', 119.2199, 35.7401, 'west'],
    ['in the other', 119.25, 35.75, 'east'],
    ['in the gap, nearer to the west', 119.2285, 35.75, 'west'],
    ['in the gap, nearer to the east', 119.2315, 35.75, 'east'],
    ['900 m north of the border', 119.205, 35.7781, 'west'],
    ['1100 m north of the border', 119.205, 35.7799, null],
    ['900 m west of the border, where degrees are short', 119.18004, 35.75, 'west'],
    ['1100 m west of the border', 119.17782, 35.75, null],
    ['700 m off the corner', 119.1845, 35.7355, 'west'],
    ['within the arms of the horseshoe, 900 m from each', 119.33, 35.75, 'shoe'],
    ['in an arm of the horseshoe', 119.31, 35.75, 'shoe'],
    ['far away', 116.4, 39.9, null],
    ['the other side of the earth', -60.79, -35.75, null],
    ['across the date line', 180, 10.05, 'dateline'],
    ['not a number', Number.NaN, 35.75, null],
  ])('%s', (_remark, longitude, latitude, expected) => {
    expect(communityAt(org, { longitude, latitude })).toBe(expected)
  })
})

const names = (zh: string, en: string): { 'zh-CN': string; en: string } => ({ 'zh-CN': zh, en })
const county = smallOrg([
  unit('hongning', { kind: 'township', parent: 'county', name: names('洪凝街道', 'Hongning Street'), aliases: ['洪凝'] }), // prettier-ignore
  unit('anshun', { parent: 'hongning', name: names('安顺社区', 'Anshun Community'), aliases: ['安顺小区', 'anshun'] }), // prettier-ignore
  unit('wenhua', { parent: 'hongning', name: names('文化路社区', 'Wenhua Community'), aliases: ['文化路'] }), // prettier-ignore
  unit('north', { parent: 'town', name: names('文化路北社区', 'Wenhua North Community') }),
  unit('water', { kind: 'department', parent: 'county', name: names('水务局', 'Water Affairs'), aliases: ['自来水公司'] }), // prettier-ignore
])

describe('a place is read out of words', () => {
  test.each([
    ['a name', '安顺社区停电两天了', 'anshun'],
    ['an alias', '我是安顺小区3号楼的', 'anshun'],
    ['two names of one place', '安顺社区安顺小区没水', 'anshun'],
    ['a township with its community', '洪凝街道安顺社区', 'anshun'],
    ['a township alone', '洪凝这边路灯不亮', 'hongning'],
    ['the longer of two names that overlap', '文化路北社区垃圾没人收', 'north'],
    ['English', 'No water in Anshun Community', 'anshun'],
    ['English in capitals, a blank too many', 'NO WATER IN ANSHUN  COMMUNITY!', 'anshun'],
    ['Latin letters within Chinese', '我住anshun这边', 'anshun'],
    ['full-width letters', '我住\uff21\uff2e\uff33\uff28\uff35\uff2e', 'anshun'],
    ['part of another word', 'anshunese cuisine is bad', null],
    ['two places', '安顺社区和文化路之间的路灯', null],
    ['a place and the name of an office', '自来水公司不管安顺小区', 'anshun'],
    ['an office alone is no place', '水务局没人接电话', null],
    ['the county alone is no place', 'county', null],
    ['nothing', '', null],
    ['no name in it', '家里停电了', null],
  ])('%s', (_remark, text, expected) => {
    expect(placeInWords(county, text)).toBe(expected)
  })
})

describe('a proposed unit is read out of a reason', () => {
  test.each([
    ['an office', '这个应该归水务局管', null, 'water'],
    ['its other name', '请转自来水公司', null, 'water'],
    ['in English', 'This belongs to Water Affairs.', null, 'water'],
    ['a community', '应由安顺社区处理', null, 'anshun'],
    ['not ours but theirs', '不归安顺社区管,是水务局的事', 'anshun', 'water'],
    ['two units', '安顺社区或者水务局', null, null],
    ['only our own', '我们安顺社区管不了', 'anshun', null],
    ['none', '不是我们的事', null, null],
  ])('%s', (_remark, text, besides, expected) => {
    expect(unitInWords(county, text, besides)).toBe(expected)
  })
})
