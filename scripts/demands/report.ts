import type { Demand } from '../../src/demands/group.ts'
import type { Letter } from '../../src/demands/letter.ts'

const SHOWN = 10
const DAY_MS = 24 * 3_600_000
const MONTH_DAYS = 30

/** The strongest demands for people to read, as Markdown. Growth: the last 30 days of the file against the 30 before. */
export function reportOn(letters: readonly Letter[], demands: readonly Demand[]): string {
  const byId = new Map(letters.map((letter) => [letter.id, letter]))
  const times = letters.map(({ at }) => at)
  const end = times.reduce((latest, at) => Math.max(latest, at), -Infinity)
  const head = [
    '# Common demands',
    '',
    letters.length === 0
      ? 'No letters.'
      : `${letters.length} letters, ${span(times)}; ${demands.length} demands of two households or more.`,
    `The last ${MONTH_DAYS} days are set against the ${MONTH_DAYS} before.`,
  ]
  const entries = demands.slice(0, SHOWN).map(({ label, households, members }, index) => {
    const at = members.flatMap((id) => byId.get(id)?.at ?? [])
    const [now, before] = [countIn(at, end, 0), countIn(at, end, 1)]
    return [
      '',
      `${index + 1}. **${label}**`,
      `   ${households} households, ${members.length} letters, ${span(at)}`,
      `   last month ${now}, month before ${before}${growth(now, before)}`,
    ].join('\n')
  })
  return [...head, ...entries, ''].join('\n')
}

function span(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  return `${dayOf(sorted[0] ?? 0)} to ${dayOf(sorted.at(-1) ?? 0)}`
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

function countIn(times: readonly number[], end: number, monthsBack: number): number {
  const latest = end - monthsBack * MONTH_DAYS * DAY_MS
  return times.filter((at) => at <= latest && at > latest - MONTH_DAYS * DAY_MS).length
}

/** Of fewer than five a percentage says nothing. */
const COUNTABLE = 5

function growth(now: number, before: number): string {
  if (before < COUNTABLE) return before === 0 && now > 0 ? ' (new)' : ''
  const change = Math.round((100 * (now - before)) / before)
  return ` (${change > 0 ? '+' : ''}${change} %)`
}
