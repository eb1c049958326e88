import { CLAUSE_END, type Place } from './phrases.ts'

/**
 * Whether what stands at a place of a normalised text is said to be so, and now. Not meant: what is denied right
 * before it ("no gas leak"), what only might be ("what if it catches fire"), what is over ("there was a fire last
 * year", "it is repaired"), and a drill. A sentence that also says "now" or "again" is about now.
 */
export function isMeant(text: string, { from, to }: Place): boolean {
  const clause = text.slice(startOf(text, from, clauseEnd), from)
  const sentence = text.slice(startOf(text, from, sentenceEnd), endOf(text, to, sentenceEnd))
  if (DENIED.test(clause) || MIGHT_BE.test(clause)) return false
  if (NO_EVENT.test(sentence)) return false
  if (NOW.test(sentence)) return true
  return !(PAST.test(sentence) || HAS_BEEN.test(text.slice(to, to + 3)))
}

const clauseEnd = new RegExp(`[${CLAUSE_END}]`, 'u')
/** A full stop, an exclamation or question mark, a new line. */
const sentenceEnd = /[.!?\n\u3002\uff01\uff1f]/u

function startOf(text: string, from: number, end: RegExp): number {
  let at = from
  while (at > 0 && !end.test(text.charAt(at - 1))) at -= 1
  return at
}

function endOf(text: string, to: number, end: RegExp): number {
  let at = to
  while (at < text.length && !end.test(text.charAt(at))) at += 1
  return at
}

/** Words of the two languages; Chinese ones with what they mean, Latin ones as whole words. */
function anyOf(chinese: Readonly<Record<string, string>>, latin: string): string {
  return `(?:${[...Object.values(chinese), `\\b(?:${latin})\\b`].join('|')})`
}

const DENIED = new RegExp(
  `(?:${anyOf(
    {
      'there is no': '\u6ca1\u6709',
      not: '\u6ca1',
      'did not': '\u672a',
      'is not': '\u4e0d\u662f',
      'is not at all': '\u5e76\u975e',
      without: '\u65e0',
    },
    "no|not|never|without|isn't|wasn't|aren't|hasn't|there's no",
  )})(?:${anyOf(
    {
      happen: '\u53d1\u751f',
      find: '\u53d1\u73b0',
      appear: '\u51fa\u73b0',
      smell: '\u95fb\u5230',
      any: '\u4efb\u4f55',
    },
    'a|an|any|been|being|sign of|signs of|more|really',
  )}|\\s)*$`,
  'u',
)

const MIGHT_BE = new RegExp(
  anyOf(
    {
      'what if': '\u4e07\u4e00',
      'once it': '\u4e00\u65e6',
      if: '\u5982\u679c',
      'in case': '\u8981\u662f',
      'easily leads to': '\u5bb9\u6613',
      might: '\u4f1a\u4e0d\u4f1a',
      possibly: '\u53ef\u80fd',
      'prevent from': '\u9632\u6b62',
      avoid: '\u907f\u514d',
      forestall: '\u9884\u9632',
      'cause, as a danger does': '\u5f15\u53d1',
      'lead to': '\u5bfc\u81f4',
      fear: '\u6015',
      'worry that': '\u62c5\u5fc3',
      'sooner or later': '\u8fdf\u65e9',
    },
    'if|might|may|could|would|prevent|avoid|in case|risk of|danger of|worried about|worry about|afraid of|can cause|how to',
  ),
  'u',
)

const PAST = new RegExp(
  anyOf(
    {
      before: '\u4ee5\u524d',
      'before that': '\u4e4b\u524d',
      once: '\u66fe',
      'several times': '[\u51e0\u591a]\u6b21',
      'last time': '\u4e0a\u6b21',
      'last year': '\u53bb\u5e74',
      'the year before': '\u524d\u5e74',
      'last month': '\u4e0a\u4e2a?\u6708',
      'last week': '\u4e0a(?:\u5468|\u661f\u671f)',
      'years ago': '\u5e74\u524d',
      'months ago': '\u6708\u524d',
      repaired: '\u4fee\u597d',
      'dealt with': '\u5904\u7406\u597d',
      'put out': '\u6251\u706d',
      'put out already': '\u5df2\u7ecf?\u706d',
      removed: '\u6392\u9664',
    },
    'used to|last (?:year|month|week|winter|summer)|(?:years?|months?|weeks?) ago|was (?:repaired|fixed|put out)|has been (?:repaired|fixed|put out)|already (?:repaired|fixed|out)|in (?:19|20)\\d\\d',
  ),
  'u',
)

/** Right after the word: the particle of what has happened at some time. */
const HAS_BEEN = /^\u8fc7(?!\u6765|\u53bb|\u5927|\u591a)/u

const NOW = new RegExp(
  anyOf(
    {
      'now, not until now': '(?<![\u5230\u81f3])\u73b0\u5728',
      'at present': '\u6b63\u5728',
      'just now': '\u521a(?:\u624d|\u521a)',
      again: '\u53c8',
      still: '\u8fd8\u5728',
      'at once': '\u9a6c\u4e0a',
    },
    'now|right now|again|still|just',
  ),
  'u',
)

const NO_EVENT = new RegExp(
  anyOf(
    {
      drill: '\u6f14\u4e60',
      rehearsal: '\u6f14\u7ec3',
      lecture: '\u5ba3\u4f20',
      training: '\u57f9\u8bad',
    },
    'drill|training|exercise',
  ),
  'u',
)
