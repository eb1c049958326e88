import { addWorking, type WorkDuration } from '../calendar.ts'
import type { PaperArguments, PaperCase, PaperRules } from './paper.ts'
import { ANSWERING, nextReminder, NOT_REMINDED, REMINDING } from './reminding.ts'
import { followUps, passedOn } from './following.ts'

/**
 * What a leader opens one with: the form, and whether words come along. `just_remind` is a reminder without any.
 */
export const DIRECTIVES = ['instruct', 'remind', 'just_remind'] as const

/**
 * A leader's directive on an appeal, or to a unit: a text and a date by which the unit answers. In the form `instruct`
 * it says what to do, in the form `remind` it calls on the unit to move, and words may be left out. A second leader may
 * sign the same one while it is open: the double directive, the double reminder, on one card.
 */
export const DIRECTIVE: PaperRules = {
  // prettier-ignore
  acts: {
    open: { from: ['none'], to: 'open', who: ['leader'], carries: ['choice', 'words'], wordless: ['just_remind'], tells: { unit: 'card' } },
    answer: { from: ['open'], to: 'answered', who: ['head', 'unit'], carries: ['words'], tells: { author: 'card', answerer: 'card', parties: 'card' } },
    second: { from: ['open'], to: 'same', who: ['leader'], carries: ['words'], tells: { unit: 'words', author: 'words' } },
    accept: { from: ['answered'], to: 'done', who: ['author', 'answerer'], carries: [], tells: { unit: 'words', parties: 'words' } },
    refuse: { from: ['answered'], to: 'open', who: ['author', 'answerer'], carries: ['words'], tells: { unit: 'words' } },
    cancel: { from: ['open', 'answered'], to: 'cancelled', who: ['author'], carries: [], tells: { unit: 'words' } },
    ...followUps(['open', 'answered']),
    remind: { from: ['open'], to: 'same', who: ['desk'], carries: [], tells: { unit: 'words' } },
    overdue: { from: ['open'], to: 'same', who: ['desk'], carries: [], tells: { heads: 'words', author: 'words', answerer: 'words', parties: 'words' } },
  },
  guards: {
    open: ({ paper }) => (paper.unit === null ? 'unit_unknown' : null),
    // Whoever wrote it needs no second signature of their own; a third one would be a crowd.
    second: ({ paper }, actor) =>
      paper.by === actor || paper.data['second'] !== undefined ? 'already_done' : null,
  },
  changes: {
    open: (given, args) => {
      const form = formOf(args.choice)
      if (form === null) return 'answer_unknown'
      return { leader: args.actor, due: replyBy(given, args, form), data: { form } }
    },
    second: (_given, { actor }) => ({
      data: { second: actor, ...(actor === null ? {} : { people: [actor] }) },
    }),
    refuse: (given, args) => ({
      due: replyBy(given, args, String(given.paper.data['form'])),
      data: NOT_REMINDED,
    }),
    ...passedOn((given) => replyBy(given, { days: null }, String(given.paper.data['form']))),
    ...ANSWERING,
    ...REMINDING,
  },
  forms: ['instruct', 'remind'],
  closed: ['done', 'cancelled', 'dropped'],
  numbered: false,
  next: nextReminder,
}

function formOf(choice: string | null): string | null {
  if (choice === 'just_remind') return 'remind'
  return choice === 'instruct' || choice === 'remind' ? choice : null
}

/** The days that the words name, else as long as the form allows. */
function replyBy({ now, rules }: PaperCase, { days }: Pick<PaperArguments, 'days'>, form: string) {
  const { reply, remind } = rules.org.policy.directive
  const usual: WorkDuration = form === 'remind' ? remind : reply
  return addWorking(rules.calendar, now, days === null ? usual : { amount: days, unit: 'days' })
}
