import { describe, expect, test } from 'vitest'
import { cleanWords, cut, isBlank, isOnlyEmoji, isolate } from '../../src/domain/words.ts'

describe('cleaning takes away what could harm a reader', () => {
  test.each([
    ['direction override', 'abc\u202egnp.exe', 'abcgnp.exe'],
    ['embeddings and pops', '\u202aa\u202bb\u202cc\u202dd', 'abcd'],
    ['isolates', '\u2066a\u2067b\u2068c\u2069', 'abc'],
    ['NUL', 'a\0b', 'ab'],
    ['escape sequence', 'a\u001b[31mred', 'a[31mred'],
    ['delete and C1', 'a\u007fb\u0085c\u009fd', 'abcd'],
    ['lone high surrogate', 'a\ud83d b', 'a\ufffd b'],
    ['lone low surrogate', '\udc00b', '\ufffdb'],
    ['Windows line ends', 'a\r\nb', 'a\nb'],
    ['old Macintosh line ends', 'a\rb', 'a\nb'],
    ['decomposed letter', 'e\u0301', '\u00e9'],
    ['a mark hidden from its letter', 'e\u202e\u0301', '\u00e9'],
    ['tower of marks', `Z${'\u0335'.repeat(60)}x`, `Z${'\u0335'.repeat(4)}x`],
    [
      'tower with joiners in it',
      `Z${'\u0335\u200d'.repeat(6)}`,
      `Z${'\u0335\u200d'.repeat(4)}\u200d\u200d`,
    ],
  ])('%s', (_remark, given, cleaned) => {
    expect(cleanWords(given)).toBe(cleaned)
  })
})

describe('cleaning leaves everything else unharmed', () => {
  test.each([
    ['nothing', ''],
    ['new lines and tabs', 'a\n\tb\n'],
    ['HTML', '<b>停电</b> &amp; <script>alert(1)</script>'],
    ['Markdown', '*bold* _it_ [x](tg://user?id=1) `code` ~~a~~'],
    ['full-width letters', '\uff11\uff12\uff13 \uff21\uff22\uff23\uff01'],
    ['family emoji', '👨‍👩‍👧‍👦❤️‍🔥🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['keycap and flag', '1️⃣🇨🇳'],
    ['four marks', `Z${'\u0335'.repeat(4)}`],
    ['Thai', 'ที่นี่น้ำไม่ไหล'],
    ['Hindi', 'बिजली दो दिन से नहीं है'],
    ['Arabic with vowel signs', 'السَّلَامُ عَلَيْكُمْ'],
    ['left-to-right mark', 'a\u200eb'],
    ['rare ideograph beyond the BMP', '𠮷家𬬻'],
  ])('%s', (_remark, text) => {
    expect(cleanWords(text)).toBe(text)
  })
})

test('cleaning twice changes nothing more', () => {
  const nasty = [
    'e',
    '\u0301',
    '\u0335',
    '\u200d',
    '\ud83d',
    '\ude00',
    '\u202e',
    '\0',
    '\r',
    '\n',
    '\u0f71',
    '中',
  ]
  let seed = 7
  for (let round = 0; round < 2000; round++) {
    let text = ''
    for (let n = 0; n < 12; n++) {
      seed = (seed * 48_271) % 2_147_483_647
      text += nasty[seed % nasty.length]!
    }
    const once = cleanWords(text)
    expect(cleanWords(once)).toBe(once)
    expect(once).toBe(once.normalize('NFC'))
  }
})

test('an isolated string is closed exactly once, whatever stands in it', () => {
  expect(isolate('بیت')).toBe('\u2068بیت\u2069')
  expect(isolate('a\u2069b\u202ec')).toBe('\u2068abc\u2069')
})

describe('a cut keeps within the units and never splits a character', () => {
  test.each([
    ['fits', 'abc', 3, 'abc'],
    ['one too long', 'abcd', 3, 'ab…'],
    ['Chinese', '小区停电两天了', 4, '小区停…'],
    ['surrogate pair at the edge', 'a😀b', 3, 'a…'],
    ['surrogate pair just in', 'a😀bc', 4, 'a😀…'],
    ['family is one character', 'a👨‍👩‍👧‍👦b', 9, 'a…'],
    ['letter with marks', 'ae\u0335\u0335b', 3, 'a…'],
    ['flag', '🇨🇳🇨🇳', 6, '🇨🇳…'],
    ['blank before the ellipsis goes', 'one two', 5, 'one…'],
    ['room for the ellipsis only', 'abc', 1, '…'],
    ['no room', 'abc', 0, ''],
    ['empty', '', 0, ''],
  ])('%s', (_remark, text, most, expected) => {
    expect(cut(text, most)).toBe(expected)
    expect(cut(text, most).length).toBeLessThanOrEqual(most)
  })
})

describe('only emoji means pictures and no word', () => {
  test.each([
    ['one', '😡', true],
    ['several with blanks', ' 😡 👍🏽\n❤️', true],
    ['heart without variation selector', '❤', true],
    ['family', '👨‍👩‍👧‍👦', true],
    ['flag', '🇨🇳', true],
    ['tag flag', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', true],
    ['keycap', '1️⃣', true],
    ['digits', '110', false],
    ['punctuation', '???', false],
    ['words with one', '停电😡', false],
    ['blanks', '  ', false],
    ['nothing', '', false],
    ['a joiner alone', '\u200d', false],
    ['thousands, then a letter', `${'👨‍👩‍👧‍👦'.repeat(500)}x`, false],
  ])('%s', (_remark, text, expected) => {
    expect(isOnlyEmoji(text)).toBe(expected)
  })
})

describe('words that nobody can see are no words', () => {
  test.each([
    ['nothing', '', true],
    ['blanks', ' \n\t\u3000', true],
    ['zero-width space and joiner', '\u200b\u200d', true],
    ['a Hangul filler', '\u3164', true],
    ['an empty Braille cell', '\u2800', true],
    ['a byte order mark', '\ufeff', true],
    ['a letter among them', '\u200ba\u200b', false],
    ['an emoji', '\u{1f600}', false],
    ['a full stop', '.', false],
  ])('%s', (_name, text, blank) => {
    expect(isBlank(text)).toBe(blank)
  })
})
