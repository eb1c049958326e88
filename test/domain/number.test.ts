import { describe, expect, test } from 'vitest'
import { checkDigit, formatNumber, readNumber } from '../../src/domain/number.ts'

test('a number is year, serial and the Damm digit of both', () => {
  expect(checkDigit('572')).toBe('4') // the published example
  expect(formatNumber(26, 1)).toBe(`26-0000001-${checkDigit('260000001')}`)
  expect(formatNumber(5, 9_999_999)).toMatch(/^05-9999999-\d$/)
})

test.each([
  [-1, 1],
  [100, 1],
  [26.5, 1],
  [26, 0],
  [26, 10_000_000],
  [26, 1.5],
])('a year or serial that does not fit is never cut to fit: %s, %s', (year, serial) => {
  expect(() => formatNumber(year, serial)).toThrow(RangeError)
})

const number = formatNumber(26, 123_456)
const plain = number.replaceAll('-', '')
const [year, serial, check] = number.split('-') as [string, string, string]
const fullWidth = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

describe('a number is read as people type it', () => {
  test.each([
    ['as printed', number],
    ['without dashes', plain],
    ['one dash missing', `${year}${serial}-${check}`],
    ['blanks for dashes', `${year} ${serial} ${check}`],
    ['blanks in the serial', `${year} 012 3456 ${check}`],
    ['blanks around', `  ${number}\n`],
    ['full-width digits', fullWidth(plain)],
    ['full-width digits and dashes', fullWidth(number).replaceAll('-', '\uff0d')],
    ['en dashes', number.replaceAll('-', '–')],
    ['em dashes', number.replaceAll('-', '——')],
    ['minus signs', number.replaceAll('-', '−')],
    ['the Chinese one for a dash', number.replaceAll('-', '一')],
    ['the Japanese long sound for a dash', number.replaceAll('-', 'ー')],
    ['dots', number.replaceAll('-', '.')],
    ['slashes', number.replaceAll('-', '/')],
    ['hash before it', `#${number}`],
    ['No. before it', `No. ${number}`],
    ['numero sign', `№${number}`],
    ['brackets', `【${number}】`],
    ['full stop after it', `${number}。`],
    ['letter O for zero', number.replaceAll('0', 'O')],
    ['letter l for one', number.replaceAll('1', 'l')],
    ['zero-width blanks from copying', `\u200b${number}\ufeff`],
  ])('%s', (_remark, text) => {
    expect(readNumber(text)).toEqual({ kind: 'number', number })
  })
})

describe('what was meant as a number but holds a slip is a typing error', () => {
  test.each([
    ['a digit is missing', plain.slice(0, 9)],
    ['a digit twice', `${plain}${check}`],
    ['the first digit lost', plain.slice(1)],
    ['serial nought', `26-0000000-${checkDigit('260000000')}`],
  ])('%s', (_remark, text) => {
    expect(readNumber(text)).toEqual({ kind: 'typing-error' })
  })
})

describe('what does not look like a number is none', () => {
  test.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['words', '小区停电两天了'],
    ['a word of o and l', 'lollooooil'],
    ['an emergency call', '110'],
    ['a mobile', '13800138000'],
    ['a mobile with blanks', '138 0013 8000'],
    ['a landline', '0633-5221234'],
    ['a date', '2026-10-01'],
    ['a bank card', '6222021234567890123'],
    ['a number within a sentence', `我的 ${number} 怎么样了`],
    ['a very long text', '1 '.repeat(5000)],
    ['letters among digits', '26-00x0123-4'],
  ])('%s', (_remark, text) => {
    expect(readNumber(text)).toEqual({ kind: 'none' })
  })
})

test('every single wrong digit and every swap of neighbours is caught', () => {
  for (const serial of [1, 98, 123_456, 5_550_505, 9_999_999]) {
    const right = formatNumber(26, serial).replaceAll('-', '')
    for (const wrong of [...wrongDigits(right), ...swaps(right)])
      expect(readNumber(wrong), `${right} typed as ${wrong}`).toEqual({ kind: 'typing-error' })
  }
})

function* wrongDigits(right: string): Generator<string> {
  for (let at = 0; at < right.length; at++)
    for (const digit of '0123456789')
      if (digit !== right[at]) yield right.slice(0, at) + digit + right.slice(at + 1)
}

function* swaps(right: string): Generator<string> {
  for (let at = 0; at + 1 < right.length; at++) {
    const swapped =
      right.slice(0, at) + right.charAt(at + 1) + right.charAt(at) + right.slice(at + 2)
    if (swapped !== right) yield swapped
  }
}
