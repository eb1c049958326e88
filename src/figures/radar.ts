import type { Policy } from '../domain/policy.ts'

export const SIGNS = ['last_hour', 'identical', 'back', 'ping_pong', 'pressed'] as const

/** Something that figures look like when somebody bends them. It is a question to a unit, never a verdict. */
export interface Sign {
  sign: (typeof SIGNS)[number]
  unit: string
  /** Ping-pong: the other unit. */
  other: string | null
  k: number
  n: number
  /** Appeals to look at, ten at most. */
  numbers: string[]
}

/** What the radar looks at. No words: replies come with a digest of what they say. */
export interface RadarFacts {
  /** `minutesLeft` until it was due; negative when it was late; null when nothing was due. */
  replies: { unit: string; number: string; minutesLeft: number | null; digest: string }[]
  /** Appeals that somebody was satisfied with, and whether it came back within the time. */
  satisfied: { unit: string; number: string; isBack: boolean }[]
  /** Who gave an appeal back, and who had it next. */
  returns: { unit: string; number: string; next: string }[]
  /** One for each resident who was asked for a good rating. */
  pressed: { unit: string; number: string }[]
  /** Households that were asked in return visits, by unit. */
  asked: ReadonlyMap<string, number>
}

const MOST_NUMBERS = 10
/** Of fewer replies no share is remarkable. */
const FEWEST_REPLIES = 10
const LAST_MINUTES = 60

/** The signs in these facts, kind by kind, in each the unit with the most first. */
export function radar(facts: RadarFacts, policy: Policy['radar']): Sign[] {
  return [
    ...lastHour(facts, policy.lastHour),
    ...identical(facts, policy.identical),
    ...back(facts),
    ...pingPong(facts, policy.returns),
    ...pressed(facts, policy.pressed),
  ]
}

/** Replies in the last hour before they were due, where their share is above what the policy says. */
function lastHour({ replies }: RadarFacts, share: number): Sign[] {
  const dated = replies.filter(({ minutesLeft }) => minutesLeft !== null)
  return perUnit(dated, (unit, own) => {
    const late = own.filter(
      ({ minutesLeft }) => minutesLeft !== null && minutesLeft >= 0 && minutesLeft <= LAST_MINUTES,
    )
    const isSign = own.length >= FEWEST_REPLIES && late.length / own.length > share
    return isSign ? [signOf('last_hour', unit, late, own.length)] : []
  })
}

/** The same words to so many residents. */
function identical({ replies }: RadarFacts, least: number): Sign[] {
  return perUnit(replies, (unit, own) =>
    [...Map.groupBy(own, ({ digest }) => digest).values()]
      .filter((same) => same.length >= least)
      .map((same) => signOf('identical', unit, same, own.length)),
  )
}

/** Satisfied, and soon back. */
function back({ satisfied }: RadarFacts): Sign[] {
  return perUnit(satisfied, (unit, own) => {
    const returned = own.filter(({ isBack }) => isBack)
    return returned.length > 0 ? [signOf('back', unit, returned, own.length)] : []
  })
}

/** So many returns to and fro between the same two units. */
function pingPong({ returns }: RadarFacts, least: number): Sign[] {
  const between = Map.groupBy(returns, ({ unit, next }) => [unit, next].sort().join(' '))
  const signs = [...between.entries()].flatMap(([pair, own]) => {
    const [unit = '', other = ''] = pair.split(' ')
    const isBothWays = new Set(own.map((one) => one.unit)).size > 1
    if (own.length < least || !isBothWays) return []
    const all = returns.filter((one) => one.unit === unit || one.unit === other)
    return [{ ...signOf('ping_pong', unit, own, all.length), other }]
  })
  return signs.sort(mostFirst)
}

/** Residents who were asked for a good rating. */
function pressed({ pressed, asked }: RadarFacts, least: number): Sign[] {
  return perUnit(pressed, (unit, own) =>
    own.length >= least ? [signOf('pressed', unit, own, asked.get(unit) ?? own.length)] : [],
  )
}

function perUnit<One extends { unit: string }>(
  ones: readonly One[],
  signs: (unit: string, own: One[]) => Sign[],
): Sign[] {
  return [...Map.groupBy(ones, ({ unit }) => unit)]
    .flatMap(([unit, own]) => signs(unit, own))
    .sort(mostFirst)
}

function mostFirst(a: Sign, b: Sign): number {
  return b.k - a.k || (a.unit < b.unit ? -1 : 1)
}

function signOf(
  sign: Sign['sign'],
  unit: string,
  found: readonly { number: string }[],
  n: number,
): Sign {
  const numbers = [...new Set(found.map(({ number }) => number))].slice(0, MOST_NUMBERS)
  return { sign, unit, other: null, k: found.length, n, numbers }
}
