import type { PaperRules } from './paper.ts'

/**
 * The study of a month: leaders look at the strongest common demands, write what follows from them, and close it; what
 * they wrote goes to the heads of the units that lead these demands.
 */
export const STUDY: PaperRules = {
  // prettier-ignore
  acts: {
    open: { from: ['none'], to: 'open', who: ['desk'], carries: [], tells: { leaders: 'card' } },
    conclude: { from: ['open'], to: 'same', who: ['leader'], carries: ['words'], tells: { leaders: 'words' } },
    close: { from: ['open'], to: 'closed', who: ['leader'], carries: [], tells: { leaders: 'words' } },
  },
  guards: {
    close: ({ entries }) =>
      entries.some(({ act }) => act === 'conclude') ? null : 'conclusion_missing',
  },
  changes: {
    open: (_given, { choice }) => ({ data: { month: choice } }),
  },
  closed: ['closed'],
  numbered: 'month',
}
