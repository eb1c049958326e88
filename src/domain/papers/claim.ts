import type { Moment } from '../appeal.ts'
import { addWorking, nextWorkingTime, type WorkDuration } from '../calendar.ts'
import type { Refusal } from '../refusal.ts'
import type { NextAct, PaperArguments, PaperCase, PaperChange, PaperRules } from './paper.ts'
import { nextReminder, NOT_REMINDED, REMINDING } from './reminding.ts'

/** The choice of a promise date that the words name. */
export const IN_WORDS = 'words'

/**
 * A key appeal on the board of the leaders, until one of them has taken it on and it is really over. `waiting`: nobody
 * has; `claimed`: a leader promised a date; `asked`: the leader asks another one to end it as explained. It ends by the
 * resident's confirmation, by the explanation of two leaders, or because the appeal itself is no more.
 */
export const CLAIM: PaperRules = {
  // prettier-ignore
  acts: {
    open: { from: ['none'], to: 'waiting', who: ['desk', 'leader'], carries: [], tells: { leaders: 'card' } },
    claim: { from: ['waiting'], to: 'claimed', who: ['leader'], carries: ['choice', 'words'], tells: { unit: 'words', leaders: 'words', households: 'words' } },
    rota: { from: ['waiting'], to: 'claimed', who: ['desk'], carries: [], tells: { answerer: 'card', unit: 'words', leaders: 'words', households: 'words' } },
    tick: { from: ['claimed'], to: 'same', who: ['answerer'], carries: ['choice'], tells: {} },
    step: { from: ['claimed'], to: 'same', who: ['answerer'], carries: ['words'], tells: { unit: 'words' } },
    contact: { from: ['claimed'], to: 'same', who: ['answerer'], carries: ['words'], tells: {} },
    hand: { from: ['claimed'], to: 'same', who: ['answerer'], carries: ['choice', 'words'], inner: true, tells: { answerer: 'card', unit: 'words', households: 'words' } },
    ask_end: { from: ['claimed'], to: 'asked', who: ['answerer'], carries: ['words'], tells: { leaders: 'card' } },
    confirm_end: { from: ['asked'], to: 'explained', who: ['leader'], carries: [], tells: { answerer: 'words', unit: 'words' } },
    deny_end: { from: ['asked'], to: 'claimed', who: ['leader'], carries: ['words'], tells: { answerer: 'words' } },
    resume: { from: ['asked'], to: 'claimed', who: ['desk'], carries: [], tells: { answerer: 'words' } },
    remind: { from: ['claimed', 'asked'], to: 'same', who: ['desk'], carries: [], tells: { answerer: 'words' } },
    overdue: { from: ['claimed', 'asked'], to: 'same', who: ['desk'], carries: [], tells: { answerer: 'words', leaders: 'words' } },
    confirm: { from: ['waiting', 'claimed', 'asked'], to: 'confirmed', who: ['desk'], carries: [], tells: { answerer: 'words' } },
    explain: { from: ['waiting', 'claimed', 'asked'], to: 'explained', who: ['desk'], carries: [], tells: { answerer: 'words' } },
    moot: { from: ['waiting', 'claimed', 'asked'], to: 'moot', who: ['desk'], carries: [], tells: { answerer: 'words' } },
  },
  guards: {
    open: ({ appeal, beside }) => {
      if (!appeal) return 'appeal_needed'
      if (appeal.closedAt !== null) return 'not_now'
      return beside.some(({ kind }) => kind === 'claim') ? 'already_done' : null
    },
    tick: ({ paper }) =>
      ticked(paper.data).length < stepCount(paper.data) ? null : 'no_step_left',
    ask_end: ({ appeal, rules }) => {
      const contacts = appeal?.contacts ?? 0
      if (contacts < rules.org.policy.explained.contacts) return 'contacts_missing'
      return appeal?.status === 'accepted' || appeal?.status === 'closed' ? null : 'not_now'
    },
    confirm_end: notOneself,
    deny_end: notOneself,
  },
  changes: {
    open: ({ appeal, now, rules }, { choice }) => ({
      data: {
        reasons: choice === null ? [] : choice.split('.'),
        rounds: appeal?.rounds ?? 0,
        rota: rotaAt(now, rules).toString(),
      },
    }),
    claim: ({ now, rules }, args) => {
      const due = promiseDate(now, rules, args)
      if (due === null) return 'answer_unknown'
      return { leader: args.actor, due, data: { steps: linesOf(args.words).length } }
    },
    rota: ({ now, rules }, { choice }) => {
      const leader = Number(choice)
      if (!Number.isInteger(leader) || leader <= 0) return 'staff_unknown'
      return { leader, due: addWorking(rules.calendar, now, rules.org.policy.claims.promise) }
    },
    step: ({ paper }, { words }) => ({
      data: { steps: stepCount(paper.data) + linesOf(words).length },
    }),
    tick: ({ paper }, { choice }) => {
      const done = ticked(paper.data)
      const step = Number(choice)
      if (!Number.isInteger(step) || step < 1 || step > stepCount(paper.data))
        return 'answer_unknown'
      return done.includes(step) ? 'already_done' : { data: { ticked: [...done, step] } }
    },
    hand: ({ paper }, { choice }): PaperChange | Refusal => {
      const leader = Number(choice)
      if (!Number.isInteger(leader) || leader <= 0) return 'staff_unknown'
      return leader === paper.leader ? 'already_done' : { leader, data: NOT_REMINDED }
    },
    ...REMINDING,
  },
  closed: ['confirmed', 'explained', 'moot'],
  numbered: false,
  next: nextOfClaim,
}

/** How many steps there are, and the numbers of those that are done, counted from 1. */
export function stepCount(data: PaperCase['paper']['data']): number {
  return typeof data['steps'] === 'number' ? data['steps'] : 0
}

export function ticked(data: PaperCase['paper']['data']): number[] {
  const done = data['ticked']
  return Array.isArray(done) ? done.filter((one) => typeof one === 'number') : []
}

/** The steps in the words of the leaders, in their order: each line of what came with a claim or a step is one. */
export function stepsIn(entries: readonly { act: string; words: string }[]): string[] {
  return entries
    .filter(({ act }) => act === 'claim' || act === 'step')
    .flatMap(({ words }) => linesOf(words))
}

function linesOf(words: string): string[] {
  return words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Two people: whoever asks does not decide. */
function notOneself({ paper }: PaperCase, actor: number | null): Refusal | null {
  return paper.leader === actor ? 'own_request' : null
}

/** So many working days as were chosen, or as the words say; else as the policy gives by rota. */
function promiseDate(
  now: Moment,
  { calendar, org }: PaperCase['rules'],
  { choice, days }: PaperArguments,
): Moment | null {
  const said: WorkDuration =
    days === null ? org.policy.claims.promise : { amount: days, unit: 'days' }
  if (choice === IN_WORDS) return addWorking(calendar, now, said)
  const amount = Number(choice)
  const isPossible = Number.isInteger(amount) && amount >= 1 && amount <= DAYS_AT_MOST
  return isPossible ? addWorking(calendar, now, { amount, unit: 'days' }) : null
}

const DAYS_AT_MOST = 90

function rotaAt(now: Moment, { calendar, org }: PaperCase['rules']): Moment {
  return nextWorkingTime(calendar, addWorking(calendar, now, org.policy.claims.unclaimed))
}

/** Unclaimed, it goes by rota; claimed, its leader is reminded of the promise. */
function nextOfClaim(given: PaperCase): NextAct | null {
  const { paper, rules } = given
  return paper.state === 'waiting'
    ? { act: 'rota', at: rotaAt(paper.openedAt, rules) }
    : nextReminder(given)
}
