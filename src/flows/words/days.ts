const DAYS = {
  ask_extension: { usual: 3, most: 30, week: 5, month: 22 },
  ask_suspension: { usual: 30, most: 90, week: 7, month: 30 },
} as const

/** Days that a unit asks for: working days of more time, plain days of shelving. Never none, never too many. */
export function daysAsked(what: keyof typeof DAYS, words: string): number {
  const { usual, most, week, month } = DAYS[what]
  const days = daysInWords(words, { week, month }) ?? usual
  return Math.min(Math.max(days, 1), most)
}

/**
 * The days that words speak of; the ones that are wished for, if there are several ("off for 3 days,
 * need 5 more"). Null: none.
 */
export function daysInWords(text: string, length = { week: 7, month: 30 }): number | null {
  const plain = text.normalize('NFKC').toLowerCase()
  const spans = [...plain.matchAll(SPAN)]
  const wished = spans.find((span) => isWished(plain, span)) ?? spans[0]
  if (!wished) return null
  const [, count = '', unit = ''] = wished
  const number = numberOf(count)
  return number === null ? null : Math.round(number * daysOf(unit, length))
}

// Chinese number words, from 0 to 10, then "two" of counting, "half" and "hundred".
const DIGITS = '\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d'
const [TEN, TWO, HALF, HUNDRED] = ['\u5341', '\u4e24', '\u534a', '\u767e']
const CHINESE = `[${DIGITS}${TEN}${TWO}${HALF}${HUNDRED}]{1,5}`

const ENGLISH: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  sixty: 60,
  ninety: 90,
}

// A measure word, then: working day, natural day, day, "within days", week (three words), month with its measure word.
const CHINESE_UNIT =
  '\u4e2a?(?:\u5de5\u4f5c\u65e5|\u81ea\u7136\u65e5|\u5de5\u4f5c\u5929|\u5929|\u65e5\u5185|\u5468|\u661f\u671f|\u793c\u62dc)|\u4e2a\u6708'
const ENGLISH_UNIT = '(?:d|days?|w|wks?|weeks?|months?)\\b'
const BETWEEN = '[\\s-]*(?:(?:more|extra|additional|further|working|business|calendar)\\s+)*'
// Not after "the" (\u7b2c): the third day is no span.
const SPAN = new RegExp(
  `(?<![\\w.\u7b2c])(\\d{1,3}|${CHINESE}|(?:${Object.keys(ENGLISH).join('|')})(?=[\\s-]))` +
    `${BETWEEN}(${CHINESE_UNIT}|${ENGLISH_UNIT})`,
  'gu',
)

// Extend, allow, again, need, give, more, apply, shelve, wait.
const WISH =
  /[\u5ef6\u5bbd\u518d\u9700\u7ed9\u591a\u7533\u6302\u7b49]|extend|extension|more|another|extra|need|allow|give|shelve|ask/u
const NEAR = 12

function isWished(text: string, { index, 0: span }: RegExpExecArray): boolean {
  const end = index + span.length
  return WISH.test(text.slice(Math.max(0, index - NEAR), end))
}

function numberOf(count: string): number | null {
  if (/^\d+$/.test(count)) return Number(count)
  return ENGLISH[count] ?? chineseNumber(count)
}

/** Up to a hundred and something; people write larger numbers in figures. */
function chineseNumber(count: string): number | null {
  if (count === HALF) return 0.5
  const [tens, ones, ...rest] = count.replaceAll(TWO, DIGITS.charAt(2)).split(TEN)
  if (rest.length > 0 || count.includes(HALF)) return null
  if (count === HUNDRED || count === DIGITS.charAt(1) + HUNDRED) return 100
  if (ones === undefined) return digitOf(tens, null)
  const [ten, one] = [digitOf(tens, 1), digitOf(ones, 0)]
  return ten === null || one === null ? null : ten * 10 + one
}

function digitOf(character: string | undefined, empty: number | null): number | null {
  if (character === undefined || character === '') return empty
  const digit = DIGITS.indexOf(character)
  return character.length === 1 && digit >= 0 ? digit : null
}

function daysOf(unit: string, { week, month }: { week: number; month: number }): number {
  if (/month|\u6708/u.test(unit)) return month
  return /^w|\u5468|\u661f\u671f|\u793c\u62dc/u.test(unit) ? week : 1
}
