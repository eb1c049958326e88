import { numbersIn } from '../number.ts'
import type { PaperRules } from './paper.ts'

/**
 * What the head of a unit says against the draft of a notice. A leader or a dispatcher upholds it, and either leaves
 * the appeals that it names out of the figures or sets a remark beside them, or does not, and says why.
 */
export const OBJECTION: PaperRules = {
  // prettier-ignore
  acts: {
    open: { from: ['none'], to: 'open', who: ['head'], carries: ['words'], tells: { leaders: 'card', dispatchers: 'card' } },
    leave_out: { from: ['open'], to: 'upheld', who: ['leader', 'dispatcher'], carries: ['words'], tells: { heads: 'words', leaders: 'words' } },
    remark: { from: ['open'], to: 'upheld', who: ['leader', 'dispatcher'], carries: ['words'], tells: { heads: 'words', leaders: 'words' } },
    deny: { from: ['open'], to: 'denied', who: ['leader', 'dispatcher'], carries: ['words'], tells: { heads: 'words', leaders: 'words' } },
  },
  guards: {
    // It belongs to a notice that is being heard, and is made by an act on that.
    open: ({ paper }) => (paper.parent === null ? 'reply_over' : null),
    leave_out: ({ paper }) => (numbersOf(paper).length === 0 ? 'number_needed' : null),
  },
  changes: {
    open: (_given, { words }) => ({ data: { numbers: numbersIn(words) } }),
    leave_out: () => ({ data: { answer: 'leave_out' } }),
    remark: () => ({ data: { answer: 'remark' } }),
  },
  closed: ['upheld', 'denied'],
  numbered: false,
}

/** The appeals that an objection names. */
export function numbersOf({ data }: { data: Readonly<Record<string, unknown>> }): string[] {
  const numbers = data['numbers']
  return Array.isArray(numbers) ? numbers.filter((one) => typeof one === 'string') : []
}
