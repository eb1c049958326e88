import { describe, expect, it } from 'vitest'
import { readCaller } from '../../src/domain/caller.ts'

describe('who somebody registers an appeal for', () => {
  it.each([
    ['Mrs Li', 'Mrs Li', null, 'a name alone'],
    ['Mrs Li 0633 1234567', 'Mrs Li', '0633 1234567', 'a number with its area'],
    ['Mrs Li, 0633-1234567', 'Mrs Li', '0633-1234567', 'dashes'],
    ['Mrs Li: +86 138 0000 1111', 'Mrs Li', '+86 138 0000 1111', 'a number from abroad'],
    ['13800001111 Mrs Li', 'Mrs Li', '13800001111', 'the number first'],
    ['李奶奶13800001111', '李奶奶', '13800001111', 'nothing in between'],
    [
      '李奶奶，１３８００００１１１１。',
      '李奶奶',
      '13800001111',
      'as a Chinese keyboard writes it',
    ],
    ['Mrs Li\n1234567', 'Mrs Li', '1234567', 'two lines, seven digits'],
    ['Li of 12 Mill Road, flat 3', 'Li of 12 Mill Road, flat 3', null, 'houses are no numbers'],
    ['Mr Wu 123456', 'Mr Wu 123456', null, 'six digits are none'],
  ] as const)('%j is %s, %s: %s', (...[line, name, phone]) => {
    expect(readCaller(line)).toEqual({ name, phone })
  })

  it.each([
    ['13800001111', 'a number without a name'],
    ['...', 'nothing to call anybody by'],
    ['', 'nothing at all'],
    ['The lamp at our gate has been broken for two weeks', 'a story, not a name'],
  ])('%j is nobody: %s', (line) => {
    expect(readCaller(line)).toBeNull()
  })

  it('keeps every number out of the name: that is kept longer', () => {
    expect(readCaller('Mrs Li 1234567 / 0633-7654321')).toEqual({
      name: 'Mrs Li',
      phone: '1234567, 0633-7654321',
    })
  })
})
