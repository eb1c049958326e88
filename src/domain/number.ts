/** An appeal number as it is stored, printed and said on the phone: `YY-NNNNNNN-C`. */
export type AppealNumber = string

export type NumberReading =
  | { kind: 'number'; number: AppealNumber }
  /** It was meant as a number, but the check digit or the length is wrong. Never say "not found" to it. */
  | { kind: 'typing-error' }
  /** It does not look like an appeal number at all. */
  | { kind: 'none' }

const greatestSerial = 9_999_999

/**
 * The number of the `serial`-th appeal of a year: two digits of the year, seven of the serial, one check digit.
 * Throws a RangeError beyond 99 or 9,999,999: a serial is never cut to fit.
 */
export function formatNumber(year2: number, serial: number): AppealNumber {
  if (!Number.isInteger(year2) || year2 < 0 || year2 > 99)
    throw new RangeError(`no two-digit year: ${year2}`)
  if (!Number.isInteger(serial) || serial < 1 || serial > greatestSerial)
    throw new RangeError(`no serial from 1 to ${greatestSerial}: ${serial}`)
  const year = String(year2).padStart(2, '0')
  const place = String(serial).padStart(7, '0')
  return `${year}-${place}-${checkDigit(year + place)}`
}

/**
 * Reads a number as people type it: full-width digits, spaces, other dashes or none, "#" or "No." before it,
 * O for 0 and l for 1. Nine to eleven digits are taken for a number with a slip in it; telephone numbers are not.
 */
export function readNumber(text: string): NumberReading {
  const digits = digitsOnly(text)
  if (digits === undefined || !/^\d{9,11}$/.test(digits) || isTelephone(digits))
    return { kind: 'none' }
  const year = digits.slice(0, 2)
  const serial = digits.slice(2, 9)
  const right =
    digits.length === 10 && serial !== '0000000' && checkDigit(year + serial) === digits[9]
  return right
    ? { kind: 'number', number: `${year}-${serial}-${digits.slice(9)}` }
    : { kind: 'typing-error' }
}

/** A number among words, and the words. */
export interface NumberAmid {
  reading: Exclude<NumberReading, { kind: 'none' }>
  rest: string
}

/**
 * The one number that a text holds among its words; null where it holds none, or several. It is known by its three
 * groups: ten digits in a row may be a meter's. `or_in_a_row`: here they can only be meant as a number.
 */
export function numberAmid(text: string, how: 'in_groups' | 'or_in_a_row'): NumberAmid | null {
  const whole = text.normalize('NFKC')
  const shapes = how === 'in_groups' ? [inGroups] : [inGroups, inARow]
  const found = shapes.flatMap((shape) =>
    [...whole.matchAll(shape)].flatMap(([typed]) => {
      const reading = readNumber(typed)
      return reading.kind === 'none' ? [] : [{ reading, rest: whole.replace(typed, ' ') }]
    }),
  )
  return found.length === 1 ? (found[0] ?? null) : null
}

/** Every right number in a text in which it stands with its dashes, each once, in their order. */
export function numbersIn(text: string): AppealNumber[] {
  const found = text.normalize('NFKC').matchAll(/(?<!\d)\d\d\p{Pd}\d{7}\p{Pd}\d(?!\d)/gu)
  const numbers = [...found].flatMap(([typed]) => {
    const reading = readNumber(typed)
    return reading.kind === 'number' ? [reading.number] : []
  })
  return [...new Set(numbers)]
}

// \u4e00 and \u30fc are what Chinese and Japanese keyboards offer where a dash is meant.
const separator = String.raw`[\s\p{Pd}\p{Cf}\u2212\u4e00\u30fc._/]`
const separators = new RegExp(separator, 'gu')
// \u7f16\u53f7 is "number", as our own messages say it.
const dress = /^(?:[\p{P}\s]|no(?=[\s.:]|\d)|number|\u7f16\u53f7)+|[\p{P}\s]+$/giu
// Of each group one digit may be missing or too many.
const figure = '[\\doil|]'
const inGroups = amid(`${figure}{1,3}${separator}+${figure}{6,8}${separator}+${figure}{1,2}`)
const inARow = amid(`${figure}{9,11}`)

/** Not within a longer row of digits, nor in a word. */
function amid(shape: string): RegExp {
  return new RegExp(String.raw`(?<![\da-z])${shape}(?![\da-z])`, 'giu')
}

// Longer than any number with blanks between its digits: not worth normalising.
const longestTyped = 64

function digitsOnly(text: string): string | undefined {
  if (text.length > longestTyped) return undefined
  const bare = text.normalize('NFKC').replace(dress, '').replace(separators, '')
  const figures = bare.match(/\d/g)?.length ?? 0
  // Fewer than seven real digits: a word with an "l" and an "o" in it, not a number with slips.
  return figures < 7 ? undefined : bare.replace(/o/gi, '0').replace(/[il|]/gi, '1')
}

/** Chinese mobile (13… to 19…) and trunk numbers (0…) have eleven digits; no appeal of those years exists. */
function isTelephone(digits: string): boolean {
  return digits.length === 11 && /^[01]/.test(digits)
}

/**
 * Check digit after H. Michael Damm, "Total anti-symmetrische Quasigruppen" (Marburg 2004):
 * catches every wrong digit and every swap of two neighbours.
 */
export function checkDigit(digits: string): string {
  let interim = '0'
  for (const digit of digits) interim = damm[Number(interim)]?.[Number(digit)] ?? '0'
  return interim
}

const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const
