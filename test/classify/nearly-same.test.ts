import { expect, test } from 'vitest'
import { nearlySame } from '../../src/classify/learning/nearly-same.ts'

const letter =
  '我们小区的自来水从上周三开始就断断续续，晚上七点以后完全没有水，物业说是水厂检修，可是到今天也没有恢复，家里老人孩子用水非常困难。'
const other =
  '门口那条路去年挖开之后一直没有回填，下雨天全是泥，电动车经过经常滑倒，上个星期又有一位老人摔伤，希望尽快铺好路面恢复通行。'

test.each([
  ['the same letter', letter, letter],
  ['with a greeting before it', letter, `尊敬的领导您好！${letter}`],
  ['with a sentence of its own after it', letter, `${letter}请问什么时候能修好？谢谢。`],
  ['short, and the same but for signs', '路灯坏了', '路灯坏了！！'],
])('%s is in the same group', (_how, one, copy) => {
  const groups = nearlySame([one, other, copy])
  expect(groups[2]).toBe(groups[0])
  expect(groups[1]).not.toBe(groups[0])
})

test('letters that say different things are in groups of their own', () => {
  expect(new Set(nearlySame([letter, other, '路灯坏了', '', '停电了']))).toHaveLength(5)
})
