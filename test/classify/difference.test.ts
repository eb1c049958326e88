import { expect, it } from 'vitest'
import { differenceFrom } from '../../src/classify/difference.ts'

it.each([
  ['another road', '青松路路灯不亮', '建设路路灯不亮', true],
  ['another estate, the first words given', '请修金桂苑的电梯', '请修阳光苑的电梯', true],
  ['another building', '3号楼电梯坏了', '12号楼电梯坏了', true],
  ['another building, full-width', '３号楼电梯坏了', '9号楼电梯坏了', true],
  ['another block', 'lift broken in block 2', 'The lift of Block 5 is broken', true],
  ['another court', 'No water in Maple Court today', 'No water in Cedar Court', true],
  ['the same road, more said', '青松路路灯不亮', '请看看青松路路灯，一直不亮', false],
  ['the same building, another way', '3号楼电梯坏了', '3号楼的电梯停了5天', false],
  ['something else of the same place', '青松路路灯不亮', '青松路井盖松动', false],
  ['nothing in common', '青松路路灯不亮', 'No water in Cedar Court', false],
  ['the same', '青松路路灯不亮', '青松路路灯不亮', false],
])('%s', (_what, a, b, expected) => {
  expect(differenceFrom(a)(b)).toBe(expected)
  expect(differenceFrom(b)(a)).toBe(expected)
})
