import { expect, it } from 'vitest'
import { normalised } from '../../src/classify/normal.ts'

it.each([
  [
    'traditional characters are read as simplified ones',
    '電線桿漏電，裡面著火了',
    '电线杆漏电,里面著火了',
  ],
  ['full-width letters and figures are narrow', 'Ａ３区　１２３４５', 'a3区 12345'],
  ['capitals do not count', 'The LIFT is Broken', 'the lift is broken'],
  ['blanks of every kind are single', ' 停电 \n\t 两天 ', '停电 两天'],
  ['what nobody sees is not there', '停\u200b电\ufeff两\u2060天', '停电两天'],
  ['ligatures and circled figures are letters and figures', 'ﬁre ①', 'fire 1'],
  ['languages may be mixed', '電梯 LIFT 坏了', '电梯 lift 坏了'],
])('%s', (_rule, given, expected) => {
  expect(normalised(given)).toBe(expected)
  expect(normalised(expected)).toBe(expected)
})
