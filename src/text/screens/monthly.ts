import { percentBetween, pointsBetween } from '../../figures/compared.ts'
import {
  figuresIn,
  type Compared,
  type NoticeContent,
  type NoticeGroup,
  type NoticeRank,
} from '../../figures/notice.ts'
import { QUESTIONS } from '../../figures/rank.ts'
import { shareOf, type Rate } from '../../figures/rate.ts'
import type { UnitFigures } from '../../figures/unit-figures.ts'
import type { Difference } from '../../figures/what-would-change.ts'
import { bold, code, type Writer } from '../writer.ts'

/** Where nothing can be said. */
const NOTHING = '—'

/** The whole county: who was asked, what they said, against the month before and the same month last year. */
export function whole({ now, before, lastYear }: Compared, minimum: number, writer: Writer): void {
  const { asked, answered } = now
  writer.line('monthly:visits', { asked, answered })
  const grown = percentBetween(answered, before.answered, minimum)
  const yearly = percentBetween(answered, lastYear.answered, minimum)
  writer.line('monthly:answers_moved', {
    ...{ month: sayPercent(grown, writer), year: sayPercent(yearly, writer) },
  })
  for (const question of QUESTIONS)
    writer.line('monthly:rate_moved', {
      ...rateOf(question, now[question], writer),
      month: sayPoints(pointsBetween(now[question], before[question], minimum), writer),
      year: sayPoints(pointsBetween(now[question], lastYear[question], minimum), writer),
    })
  rate('rework', now.reworks, writer)
  inTime(now, writer)
}

/** Places `first` to `last` of a group, then who is not ranked. */
export function ranking(
  content: NoticeContent,
  { kind, ranked, notRanked }: NoticeGroup,
  writer: Writer,
  [first, last]: readonly [number, number] = [0, Infinity],
): void {
  writer.title('monthly:group', { kind: writer.t(`figures:kind.${kind}`) })
  writer.line(ranked.length === 0 ? 'monthly:none_ranked' : 'monthly:score_note')
  for (const rank of ranked.slice(first, last)) placed(content, rank, writer)
  const few = notRanked.slice(Math.max(0, first - ranked.length), Math.max(0, last - ranked.length))
  if (few.length > 0) writer.gap().line('monthly:not_ranked')
  for (const { unit, answered } of few)
    writer.line('monthly:few', { unit: writer.unit(unit), count: answered })
}

function placed(content: NoticeContent, { place, unit, score }: NoticeRank, writer: Writer): void {
  const { response, solution, satisfaction } = figuresIn(content, unit)
  writer.line('monthly:place', {
    ...{ place, unit: bold(writer.unit(unit)), score: oneDecimal(score) },
    ...{ response: kOfN(response), solution: kOfN(solution), satisfaction: kOfN(satisfaction) },
  })
}

/** Who is best and who is backward: as many as there is room for. */
export function ends({ kind, best, backward }: NoticeGroup, writer: Writer, most: number): void {
  if (best.length === 0) return
  writer.gap().title('monthly:group', { kind: writer.t(`figures:kind.${kind}`) })
  writer.line('monthly:best', { units: unitsSaid(best.slice(0, most), writer) })
  if (backward.length > 0)
    writer.line('monthly:backward', { units: unitsSaid(backward.slice(0, most), writer) })
}

/** The backward units of a group, and what cost each its place. */
export function why({ ranked, backward }: NoticeGroup, writer: Writer, most: number): void {
  for (const unit of backward.slice(0, most)) {
    const rank = ranked.find((one) => one.unit === unit)
    if (rank) costs(rank, writer)
  }
}

/** What each rate has cost a unit against the average of its peers, dearest first. */
export function costs({ unit, costs: of }: NoticeRank, writer: Writer): void {
  const dear = QUESTIONS.filter((question) => of[question] > 0.05).sort((a, b) => of[b] - of[a])
  if (dear.length === 0) return
  const said = dear.map((question) =>
    writer.t('monthly:cost', {
      ...{ name: writer.t(`figures:of.${question}`), points: oneDecimal(of[question]) },
    }),
  )
  writer.line('monthly:why', { unit: writer.unit(unit), list: said.join(writer.t('files:join')) })
}

/** What would have moved a unit up, in one line. */
export function change(unit: string, difference: Difference, writer: Writer): void {
  if (difference === null) writer.line('monthly:change.none', { unit: writer.unit(unit) })
  else
    writer.line(`monthly:change.${difference.by}`, {
      ...{ unit: writer.unit(unit), count: difference.more },
    })
}

/** Signed for, in touch and replied in time; directives and orders answered in time. */
export function inTime({ onTime }: UnitFigures, writer: Writer, orders?: Rate): void {
  const { accept, contact, reply } = onTime
  for (const [name, of] of Object.entries({ accept, contact, reply }))
    rate(name as 'accept', of, writer)
  if (orders) rate('orders', orders, writer)
}

/** One rate with k and n; one without a base is not worth a line. */
export function rate(name: RateName, of: Rate, writer: Writer): void {
  if (of.n > 0) writer.line('monthly:rate', rateOf(name, of, writer))
}

type RateName = (typeof QUESTIONS)[number] | 'accept' | 'contact' | 'reply' | 'rework' | 'orders'

function rateOf(name: RateName, of: Rate, writer: Writer) {
  const share = shareOf(of)
  const percent = share === null ? NOTHING : oneDecimal(share * 100)
  const said = name === 'orders' ? writer.t('monthly:orders') : writer.t(`figures:of.${name}`)
  return { name: said, k: of.k, n: of.n, percent }
}

/** The cases to learn from: number, category, unit, days. */
export function cases({ good, bad }: NoticeContent['cases'], writer: Writer): void {
  for (const [name, of] of [
    ['good', good],
    ['bad', bad],
  ] as const) {
    writer.gap().line(`monthly:cases.${name}`)
    if (of.length === 0) writer.line('monthly:cases.none')
    for (const { number, category, unit, days, rounds } of of) {
      const said = category === null ? writer.t('monthly:uncategorised') : writer.category(category)
      const values = { number: code(number), category: said, unit: writer.unit(unit) }
      writer.line('monthly:case', { ...values, days: writer.t('monthly:days', { count: days }) })
      if (rounds > 0) writer.line('monthly:rounds', { count: rounds })
    }
  }
}

/** Who ended appeals as explained, which ones, and how much of the quota that was. */
export function explained(content: NoticeContent, most: number, writer: Writer): void {
  if (content.explained.length === 0) writer.line('monthly:explained_none')
  for (const { unit, appeals, endings, atMost } of content.explained) {
    const values = { unit: bold(writer.unit(unit)), endings, atMost }
    writer.line('monthly:explained', { ...values, count: appeals.length })
    writer.line('monthly:numbers', {
      numbers: cutList(
        appeals.map(({ number }) => number),
        most,
        writer,
      ),
    })
  }
}

/** What units said against the draft, and what came of it. */
export function objections(of: NoticeContent['objections'], writer: Writer): void {
  if (of.length === 0) writer.line('monthly:objections_none')
  for (const { unit, words, answer: given, reason, numbers } of of) {
    const answer = given ?? 'open'
    writer.gap().line('monthly:objection', { unit: bold(writer.unit(unit)) })
    writer.quote(words).line(`monthly:answer.${answer}`)
    if (numbers.length > 0)
      writer.line('monthly:left_out', { numbers: cutList(numbers, MOST_NUMBERS, writer) })
    writer.quote(reason)
  }
}

const MOST_NUMBERS = 10

export function cutList(all: readonly string[], most: number, writer: Writer): string {
  const shown = all.slice(0, most).join(writer.t('files:join'))
  return all.length > most ? writer.t('monthly:and_more', { list: shown }) : shown
}

export function unitsSaid(codes: readonly string[], writer: Writer): string {
  return codes.map((unit) => writer.unit(unit)).join(writer.t('files:join'))
}

export function oneDecimal(value: number): string {
  return (Math.round(value * 10) / 10).toString()
}

function kOfN({ k, n }: Rate): string {
  return `${k}/${n}`
}

function sayPoints(points: number | null, writer: Writer): string {
  if (points === null) return NOTHING
  const way = points === 0 ? 'same' : points > 0 ? 'up' : 'down'
  return writer.t(`figures:moved.${way}`, { points: Math.abs(points) })
}

function sayPercent(percent: number | null, writer: Writer): string {
  if (percent === null) return NOTHING
  const way = percent === 0 ? 'same' : percent > 0 ? 'up' : 'down'
  return writer.t(`demand:growth.${way}`, { percent: Math.abs(percent) })
}
