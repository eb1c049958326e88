import { describe, expect, test } from 'vitest'
import { createPlaceReader } from '../../src/classify/place/read-place.ts'
import { isOneApart } from '../../src/classify/place/slips.ts'
import { smallOrg, unit } from '../org/small-org.ts'

const names = (zh: string, en: string): { 'zh-CN': string; en: string } => ({ 'zh-CN': zh, en })
// prettier-ignore
const county = smallOrg([
  unit('hongning', { kind: 'township', parent: 'county', name: names('洪凝街道', 'Hongning Street') }),
  unit('jietou', { kind: 'township', parent: 'county', name: names('街头镇', 'Jietou Town') }),
  unit('anshun', { parent: 'hongning', name: names('安顺社区', 'Anshun Community'), aliases: ['安顺家园', '解放路', 'Jiefang Road'] }),
  unit('wenhua', { parent: 'hongning', name: names('文化社区', 'Wenhua Community'), aliases: ['文化路'] }),
  unit('north', { parent: 'hongning', name: names('文化路北社区', 'Wenhua North Community') }),
  unit('fuqiang', { parent: 'hongning', name: names('富强社区', 'Fuqiang Community'), aliases: ['解放路', '林河大桥', 'Jiefang Road'] }),
  unit('changqing', { parent: 'jietou', name: names('长青社区', 'Changqing Community'), aliases: ['滨河大道', '解放路', 'changqing'] }),
  unit('chaoyang', { parent: 'jietou', name: names('朝阳新村', 'Chaoyang Village'), aliases: ['滨河大道'] }),
  unit('garden', { parent: 'jietou', name: names('花园社区', 'Garden Community') }),
  unit('water', { kind: 'department', parent: 'county', name: names('水务局', 'Water Affairs'), aliases: ['自来水公司'] }),
])
const reader = createPlaceReader(county)

describe('a place is read out of words', () => {
  test.each([
    ['a name', '安顺社区停电两天了', 'anshun'],
    ['another ending', '我是安顺小区3号楼的', 'anshun'],
    ['the ending of a village', '安顺村的路不好走', 'anshun'],
    ['without an ending', '安顺停电了', 'anshun'],
    ['without an ending, in the middle', '我家住安顺那边，没水', 'anshun'],
    ['an alias', '安顺家园的电梯坏了', 'anshun'],
    ['two names of one place', '安顺社区安顺小区没水', 'anshun'],
    ['a township with its community', '洪凝街道安顺社区', 'anshun'],
    ['a township alone', '洪凝这边路灯不亮', 'hongning'],
    ['the office of a township', '洪凝街道办事处门口', 'hongning'],
    ['the longer of two names that overlap', '文化路北社区垃圾没人收', 'north'],
    ['traditional characters', '安順社區停電了', 'anshun'],
    ['English', 'No water in Anshun Community', 'anshun'],
    ['English in capitals, a blank too many', 'NO WATER IN ANSHUN  COMMUNITY!', 'anshun'],
    ['English without the ending', 'Anshun has no water', 'anshun'],
    ['Chinese spelt in letters', 'no power at anshun xiaoqu', 'anshun'],
    ['Latin letters within Chinese', '我住anshun这边', 'anshun'],
    ['full-width letters', '我住\uff21\uff2e\uff33\uff28\uff35\uff2e', 'anshun'],
    ['something invisible within', '安\u200b顺社区', 'anshun'],
    ['an everyday word with its ending', '文化小区没水', 'wenhua'],
    ['an everyday word with another ending', '朝阳社区门口', 'chaoyang'],
    ['an English word with its ending', 'the lights in Garden Community', 'garden'],
    ['a place and the name of an office', '自来水公司不管安顺小区', 'anshun'],
  ])('%s', (_remark, text, expected) => {
    expect(reader.place(text)).toEqual({ place: expected, likely: [] })
  })
})

describe('no place is read out of words that only look like one', () => {
  test.each([
    ['culture', '文化站没人，文化活动也没有'],
    ['a sunny room', '我家朝阳的房间漏水'],
    ['the streets', '街头小贩占道经营'],
    ['strong and rich', '富强民主文明和谐'],
    ['evergreen', '松柏长青，可是没人浇水'],
    ['a garden', '楼下花园的草枯了'],
    ['the end of one word and the beginning of the next', '一路平安顺利，治安顺畅'],
    ['a city of the same name, far away', '我从安顺市搬来的'],
    ['part of another word', 'anshunese cuisine is bad'],
    ['an English word that is nearly a name', 'I keep changing the bulb, also in changing weather'],
    ['a garden in English', 'the garden behind our house'],
    ['a place that is called nearly the same', '和顺社区没有水'],
    ['an office', '水务局没人接电话'],
    ['the county', 'county'],
    ['nothing', ''],
    ['no name in it', '家里停电了'],
  ])('%s', (_remark, text) => {
    expect(reader.place(text)).toEqual({ place: null, likely: [] })
  })
})

describe('one typing error in a long name is no other place', () => {
  test.each([
    ['a wrong character', '文花路北社区没人扫', 'north'],
    ['a missing character', '文路北社区没人扫', 'north'],
    ['a wrong character in a landmark', '林和大桥坏了', 'fuqiang'],
    ['a character too many', '林河的大桥坏了', 'fuqiang'],
    ['a wrong letter', 'no water in Anshum', 'anshun'],
    ['a missing letter', 'the lift in Fuqang Community', 'fuqiang'],
    ['swapped letters', 'near Fuqinag', 'fuqiang'],
    ['a slip in the ending', 'Anshun Comunity', 'anshun'],
    ['a short name', 'in Jiefng', null],
    ['two errors', 'no water in Enshum', null],
    [
      'where a name stands as it should be, nothing else is tried',
      'Anshun, near Fuqinag',
      'anshun',
    ],
  ])('%s', (_remark, text, expected) => {
    expect(reader.place(text).place).toBe(expected)
  })

  test.each([
    ['abcd', 'abcd', false],
    ['abcd', 'abxd', true],
    ['abcd', 'abd', true],
    ['abcd', 'abxcd', true],
    ['abcd', 'acbd', true],
    ['abcd', 'bcda', false],
    ['aab', 'ab', true],
    ['ab', '', false],
    ['', 'a', true],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(isOneApart(a, b)).toBe(expected)
    expect(isOneApart(b, a)).toBe(expected)
  })
})

describe('a name of several places is told apart by what else is said, or asked for', () => {
  test.each([
    ['a road of three', '解放路的路灯', null, ['anshun', 'fuqiang', 'changqing']],
    ['in English', 'lights on Jiefang Road', null, ['anshun', 'fuqiang']],
    ['a road, and the township', '街头镇解放路的路灯', 'changqing', []],
    ['a road, and a township with two of them', '洪凝街道解放路', null, ['anshun', 'fuqiang']],
    ['a road, and the community', '安顺社区那段解放路', 'anshun', []],
    ['two roads that meet in one', '解放路和滨河大道的路口', null, ['anshun', 'fuqiang', 'changqing', 'chaoyang']], // prettier-ignore
    ['two communities', '安顺社区和文化路之间的路灯', null, ['anshun', 'wenhua']],
    ['two townships', '洪凝街道和街头镇交界', null, []],
  ])('%s', (_remark, text, place, likely) => {
    expect(reader.place(text)).toEqual({ place, likely })
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
    expect(reader.unit(text, besides)).toBe(expected)
  })
})
