import { addRates, NONE, type Rate } from './rate.ts'

/** What one unit has done in a period, by the day on which return visits ended. docs/figures.md defines each. */
export interface UnitFigures {
  unit: string
  /** Households that were asked, and those that said whether it is solved. Those who said nothing are a class of their own. */
  asked: number
  answered: number
  /** Was somebody of the unit in touch? */
  response: Rate
  /** Is it solved? Partly is not. */
  solution: Rate
  /** Ratings 3, 4 and 5 of 5. */
  satisfaction: Rate
  partly: number
  onTime: OnTime
  /** Return visits that ended, and how many of them sent it back to work. */
  reworks: Rate
  /** Appeals that were closed, and how many of them were confirmed as solved. */
  confirmed: Rate
  /** Approved ones that the unit had asked for. */
  returns: number
  extensions: number
  /** Opened again after they had been closed. */
  relapses: number
  /** Ended as explained: out of all rates above that come from return visits. */
  explained: number
  /** Working minutes from having it to replying. Null: none is known. */
  minutes: Minutes | null
}

/** Signed for, in touch for the first time, replied: by then when it was due. */
export interface OnTime {
  accept: Rate
  contact: Rate
  reply: Rate
}

export interface Minutes {
  n: number
  median: number
  p90: number
  mean: number
}

/** A unit that did nothing. */
export function noFigures(unit: string): UnitFigures {
  return {
    ...{ unit, asked: 0, answered: 0, response: NONE, solution: NONE, satisfaction: NONE },
    ...{ partly: 0, onTime: { accept: NONE, contact: NONE, reply: NONE } },
    ...{ reworks: NONE, confirmed: NONE, returns: 0, extensions: 0, relapses: 0, explained: 0 },
    minutes: null,
  }
}

/** Several units as one. Medians cannot be added: `minutes` are those of the whole, counted apart. */
export function together(
  unit: string,
  units: readonly UnitFigures[],
  minutes: Minutes | null,
): UnitFigures {
  const sum = (figure: (of: UnitFigures) => number) =>
    units.reduce((total, one) => total + figure(one), 0)
  const rate = (figure: (of: UnitFigures) => Rate) => addRates(units.map(figure))
  return {
    unit,
    asked: sum((of) => of.asked),
    answered: sum((of) => of.answered),
    response: rate((of) => of.response),
    solution: rate((of) => of.solution),
    satisfaction: rate((of) => of.satisfaction),
    partly: sum((of) => of.partly),
    onTime: {
      accept: rate((of) => of.onTime.accept),
      contact: rate((of) => of.onTime.contact),
      reply: rate((of) => of.onTime.reply),
    },
    reworks: rate((of) => of.reworks),
    confirmed: rate((of) => of.confirmed),
    returns: sum((of) => of.returns),
    extensions: sum((of) => of.extensions),
    relapses: sum((of) => of.relapses),
    explained: sum((of) => of.explained),
    minutes,
  }
}
