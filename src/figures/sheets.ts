import type { Policy } from '../domain/policy.ts'
import { assessment, type Sheet } from './assessment.ts'
import { figuresIn, type NoticeContent } from './notice.ts'
import { addRates, NONE } from './rate.ts'
import { together } from './unit-figures.ts'

export const SPANS = ['month', 'quarter', 'year'] as const
export type Span = (typeof SPANS)[number]

/** The sheet of a unit for a span that ends with this month: from its first month on. */
export interface SpanSheet {
  span: Span
  /** Months that have a notice; the others of the span are missing. */
  months: string[]
  missing: number
  sheet: Sheet
}

/** The months of a span up to and with this one, the first first. */
export function monthsIn(span: Span, month: string): string[] {
  const last = Temporal.PlainYearMonth.from(month)
  const first = { month: last.month, quarter: last.month - ((last.month - 1) % 3), year: 1 }[span]
  const months = last.month - first + 1
  return Array.from({ length: months }, (_, at) =>
    last.subtract({ months: months - 1 - at }).toString(),
  )
}

/**
 * The assessment of a unit for the month, the quarter or the year so far: the figures of the notices of its months,
 * added up. `contents`: those that there are, the one of `month` included.
 */
export function spanSheet(
  span: Span,
  unit: string,
  contents: readonly NoticeContent[],
  month: string,
  policy: Pick<Policy, 'assessment' | 'notice'>,
): SpanSheet {
  const wanted = monthsIn(span, month)
  const found = contents.filter((one) => wanted.includes(one.month))
  const orders = found.map((one) => one.orders.find((of) => of.unit === unit)?.rate ?? NONE)
  const figures = together(
    unit,
    found.map((one) => figuresIn(one, unit)),
    null,
  )
  return {
    ...{ span, months: found.map((one) => one.month) },
    missing: wanted.length - found.length,
    sheet: assessment(figures, addRates(orders), policy),
  }
}
