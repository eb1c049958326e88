import type { Policy } from '../domain/policy.ts'
import { addRates, shareOf, type Rate } from './rate.ts'
import { QUESTIONS, scoreOf, type NoticePolicy } from './rank.ts'
import type { UnitFigures } from './unit-figures.ts'

export const PARTS = ['rates', 'onTime', 'rework', 'orders'] as const
export type Part = (typeof PARTS)[number]

export interface SheetPart {
  part: Part
  /** In per cent of the sheet, as the policy has it. */
  weight: number
  /** In per cent of this sheet: the parts without a base are shared out among the others. */
  counts: number
  /** 0 to 100. */
  points: number
  /** What the points come from. */
  rates: { of: string; rate: Rate }[]
}

/** The assessment of one unit for one period. */
export interface Sheet {
  unit: string
  /** 0 to 100. Null: no part has a base. */
  points: number | null
  parts: SheetPart[]
  /** Parts without a base. */
  leftOut: Part[]
}

/**
 * The sheet of a unit: its rates (the score of the notice, if it has answers enough to be ranked), what it did in time,
 * what did not come back, and directives and orders that it answered in time. A part without a base is left out, and
 * the weights of the others are stretched to 100.
 */
export function assessment(
  figures: UnitFigures,
  orders: Rate,
  policy: Pick<Policy, 'assessment' | 'notice'>,
): Sheet {
  const { weights } = policy.assessment
  const found = PARTS.flatMap((part) => {
    const read = READ[part](figures, orders, policy.notice)
    return read && weights[part] > 0 ? [{ part, weight: weights[part], ...read }] : []
  })
  const whole = found.reduce((sum, { weight }) => sum + weight, 0)
  const parts = found.map((one) => ({ ...one, counts: (one.weight / whole) * 100 }))
  const points = parts.reduce((sum, one) => sum + (one.points * one.counts) / 100, 0)
  return {
    ...{ unit: figures.unit, points: parts.length > 0 ? points : null, parts },
    leftOut: PARTS.filter((part) => !found.some((one) => one.part === part)),
  }
}

type Read = (
  figures: UnitFigures,
  orders: Rate,
  notice: NoticePolicy,
) => Pick<SheetPart, 'points' | 'rates'> | null

const READ: Record<Part, Read> = {
  rates: (figures, _orders, notice) =>
    figures.answered < notice.minimum
      ? null
      : {
          points: scoreOf(figures, notice),
          rates: QUESTIONS.map((of) => ({ of, rate: figures[of] })),
        },
  onTime: ({ onTime: { accept, contact, reply } }) => {
    const share = shareOf(addRates([accept, contact, reply]))
    const rates = [
      { of: 'accept', rate: accept },
      { of: 'contact', rate: contact },
      { of: 'reply', rate: reply },
    ]
    return share === null
      ? null
      : { points: share * 100, rates: rates.filter(({ rate }) => rate.n > 0) }
  },
  rework: ({ reworks }) => {
    const share = shareOf(reworks)
    return share === null
      ? null
      : { points: (1 - share) * 100, rates: [{ of: 'rework', rate: reworks }] }
  },
  orders: (_figures, orders) => {
    const share = shareOf(orders)
    return share === null ? null : { points: share * 100, rates: [{ of: 'orders', rate: orders }] }
  },
}
