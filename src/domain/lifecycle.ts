import type { Status } from './appeal.ts'

/**
 * In what standing a person acts on one appeal. `joiner` stands behind another resident's appeal, `neighbour` not
 * yet. `unit` are the people of the holding unit, `head` its head, `helper` the people
 * of a co-unit, `decider` whoever may decide the pending request,
 * `clerk` whoever registers for a caller, `asker` whoever makes the return visit to one by telephone,
 * `desk` the system itself.
 */
export type Standing =
  | 'resident'
  | 'joiner'
  | 'neighbour'
  | 'unit'
  | 'head'
  | 'helper'
  | 'decider'
  | 'dispatcher'
  | 'leader'
  | 'clerk'
  | 'asker'
  | 'desk'

/** What the deadline clock does. `keep`: nothing changes. */
export type ClockMove =
  'keep' | 'start' | 'pause' | 'resume' | 'stop' | 'restart_half' | 'shorten' | 'lengthen'

/** What must come with an act. `words`: a text. `content`: a text or a file. */
export type Carries = 'nothing' | 'words' | 'content'

/** Notices, named by who hears and what. notices.ts has their audience and delivery. */
export type NoticeKind =
  | 'resident.registered'
  | 'resident.assigned'
  | 'resident.accepted'
  | 'resident.note'
  | 'resident.question'
  | 'resident.extended'
  | 'resident.resolved'
  | 'resident.shelved'
  | 'resident.resumed'
  | 'resident.declined'
  | 'resident.withdrawn'
  | 'resident.reworked'
  | 'resident.closed'
  | 'resident.merged'
  | 'resident.split'
  | 'resident.contact'
  | 'resident.explained'
  | 'resident.reopened'
  | 'resident.requeued'
  | 'resident.lowered'
  | 'joiner.joined'
  | 'unit.task'
  | 'handler.task'
  | 'unit.memo'
  | 'unit.answer'
  | 'unit.lapsed'
  | 'unit.added'
  | 'unit.joined'
  | 'unit.merged'
  | 'unit.raised'
  | 'unit.urged'
  | 'unit.withdrawn'
  | 'unit.reworked'
  | 'unit.resumed'
  | 'unit.comment'
  | 'unit.reopened'
  | 'unit.requeued'
  | 'unit.lowered'
  | 'unit.helped'
  | 'unit.help_late'
  | 'unit.undelivered'
  | 'helpers.asked'
  | 'helpers.ended'
  | 'helpers.late'
  | 'requester.approved'
  | 'requester.denied'
  | 'deciders.request'
  | 'dispatchers.queue'
  | 'dispatchers.pressed'
  | 'dispatchers.unreached'

export interface Row {
  from: readonly Status[]
  /** `same`: the status stays. */
  to: Status | 'same'
  who: readonly Standing[]
  carries: Carries
  clock: ClockMove
  tells: readonly NoticeKind[]
}

const OPEN = ['registered', 'assigned', 'accepted', 'shelved'] as const
const WITH_UNIT = ['assigned', 'accepted'] as const
const COUNTING = ['registered', ...WITH_UNIT] as const

/** What may become what. The one place: decisions, buttons, docs/lifecycle.md and the walking test read it. */
// prettier-ignore
export const LIFECYCLE = {
  queue: { from: ['registered'], to: 'same', who: ['desk'], carries: 'nothing', clock: 'keep', tells: ['dispatchers.queue'] },
  assign: { from: ['registered'], to: 'assigned', who: ['desk', 'dispatcher'], carries: 'nothing', clock: 'start', tells: ['resident.assigned', 'unit.task'] },
  reassign: { from: ['assigned', 'accepted'], to: 'assigned', who: ['dispatcher', 'desk'], carries: 'nothing', clock: 'start', tells: ['resident.assigned', 'unit.task'] },
  recategorise: { from: ['registered'], to: 'same', who: ['dispatcher'], carries: 'nothing', clock: 'keep', tells: [] },
  about: { from: [...OPEN, 'resolved'], to: 'same', who: ['dispatcher'], carries: 'nothing', clock: 'keep', tells: [] },
  decline: { from: ['registered'], to: 'declined', who: ['dispatcher'], carries: 'words', clock: 'stop', tells: ['resident.declined'] },
  hand: { from: WITH_UNIT, to: 'same', who: ['head'], carries: 'nothing', clock: 'keep', tells: ['handler.task'] },
  accept: { from: ['assigned'], to: 'accepted', who: ['unit'], carries: 'nothing', clock: 'keep', tells: ['resident.accepted'] },
  note: { from: ['accepted'], to: 'same', who: ['unit'], carries: 'content', clock: 'keep', tells: ['resident.note'] },
  memo: { from: ['assigned', 'accepted', 'resolved', 'shelved'], to: 'same', who: ['unit'], carries: 'content', clock: 'keep', tells: ['unit.memo'] },
  ask: { from: ['accepted'], to: 'same', who: ['unit'], carries: 'content', clock: 'pause', tells: ['resident.question'] },
  lapse: { from: WITH_UNIT, to: 'same', who: ['desk'], carries: 'nothing', clock: 'resume', tells: ['unit.lapsed'] },
  answer: { from: ['assigned', 'accepted'], to: 'same', who: ['resident'], carries: 'content', clock: 'resume', tells: ['unit.answer'] },
  ask_return: { from: WITH_UNIT, to: 'same', who: ['unit'], carries: 'words', clock: 'keep', tells: ['deciders.request'] },
  approve_return: { from: WITH_UNIT, to: 'registered', who: ['decider'], carries: 'nothing', clock: 'resume', tells: ['requester.approved'] },
  deny_return: { from: WITH_UNIT, to: 'same', who: ['decider'], carries: 'nothing', clock: 'keep', tells: ['requester.denied'] },
  ask_extension: { from: ['accepted'], to: 'same', who: ['unit'], carries: 'words', clock: 'keep', tells: ['deciders.request'] },
  approve_extension: { from: ['accepted'], to: 'same', who: ['decider'], carries: 'nothing', clock: 'keep', tells: ['resident.extended', 'requester.approved'] },
  deny_extension: { from: ['accepted'], to: 'same', who: ['decider'], carries: 'nothing', clock: 'keep', tells: ['requester.denied'] },
  ask_suspension: { from: ['accepted'], to: 'same', who: ['unit'], carries: 'words', clock: 'keep', tells: ['deciders.request'] },
  approve_suspension: { from: ['accepted'], to: 'shelved', who: ['decider'], carries: 'nothing', clock: 'pause', tells: ['resident.shelved', 'requester.approved'] },
  deny_suspension: { from: ['accepted'], to: 'same', who: ['decider'], carries: 'nothing', clock: 'keep', tells: ['requester.denied'] },
  resume: { from: ['shelved'], to: 'accepted', who: ['desk', 'unit', 'dispatcher'], carries: 'nothing', clock: 'resume', tells: ['resident.resumed', 'unit.resumed'] },
  contact: { from: ['assigned', 'accepted', 'shelved', 'resolved'], to: 'same', who: ['unit', 'leader'], carries: 'words', clock: 'keep', tells: ['resident.contact'] },
  unreached: { from: ['assigned', 'accepted', 'shelved', 'resolved', 'closed'], to: 'same', who: ['resident'], carries: 'nothing', clock: 'keep', tells: ['dispatchers.unreached'] },
  ask_explained: { from: ['accepted'], to: 'same', who: ['unit', 'leader'], carries: 'words', clock: 'keep', tells: ['deciders.request'] },
  approve_explained: { from: ['accepted'], to: 'closed', who: ['decider'], carries: 'nothing', clock: 'stop', tells: ['resident.explained', 'requester.approved'] },
  deny_explained: { from: ['accepted'], to: 'same', who: ['decider'], carries: 'nothing', clock: 'keep', tells: ['requester.denied'] },
  resolve: { from: ['accepted'], to: 'resolved', who: ['unit'], carries: 'words', clock: 'stop', tells: ['resident.resolved'] },
  ask_help: { from: WITH_UNIT, to: 'same', who: ['unit', 'dispatcher', 'leader'], carries: 'words', clock: 'keep', tells: ['helpers.asked'] },
  help: { from: ['assigned', 'accepted', 'shelved', 'resolved'], to: 'same', who: ['helper'], carries: 'content', clock: 'keep', tells: ['unit.helped'] },
  end_help: { from: ['assigned', 'accepted', 'shelved', 'resolved'], to: 'same', who: ['unit', 'dispatcher', 'leader'], carries: 'nothing', clock: 'keep', tells: ['helpers.ended'] },
  join: { from: OPEN, to: 'same', who: ['neighbour', 'clerk'], carries: 'nothing', clock: 'keep', tells: ['joiner.joined', 'unit.joined'] },
  leave: { from: [...OPEN, 'resolved'], to: 'same', who: ['resident', 'joiner'], carries: 'nothing', clock: 'keep', tells: [] },
  merge: { from: ['registered', 'assigned', 'accepted'], to: 'merged', who: ['dispatcher'], carries: 'nothing', clock: 'stop', tells: ['unit.merged'] },
  absorb: { from: OPEN, to: 'same', who: ['dispatcher'], carries: 'nothing', clock: 'keep', tells: ['resident.merged', 'joiner.joined', 'unit.joined'] },
  split: { from: ['merged'], to: 'registered', who: ['dispatcher'], carries: 'nothing', clock: 'keep', tells: ['resident.split'] },
  release: { from: [...OPEN, 'resolved'], to: 'same', who: ['dispatcher'], carries: 'nothing', clock: 'keep', tells: [] },
  add: { from: [...OPEN, 'resolved'], to: 'same', who: ['resident', 'joiner'], carries: 'content', clock: 'keep', tells: ['unit.added'] },
  urge: { from: OPEN, to: 'same', who: ['resident', 'joiner'], carries: 'nothing', clock: 'keep', tells: ['unit.urged'] },
  yellow: { from: COUNTING, to: 'same', who: ['desk'], carries: 'nothing', clock: 'keep', tells: [] },
  red: { from: COUNTING, to: 'same', who: ['desk'], carries: 'nothing', clock: 'keep', tells: [] },
  serious: { from: COUNTING, to: 'same', who: ['desk'], carries: 'nothing', clock: 'keep', tells: [] },
  raise: { from: OPEN, to: 'same', who: ['desk'], carries: 'nothing', clock: 'shorten', tells: ['unit.raised'] },
  lower: { from: OPEN, to: 'same', who: ['dispatcher'], carries: 'words', clock: 'lengthen', tells: ['resident.lowered', 'unit.lowered'] },
  withdraw: { from: [...OPEN, 'resolved'], to: 'withdrawn', who: ['resident'], carries: 'nothing', clock: 'stop', tells: ['resident.withdrawn', 'unit.withdrawn'] },
  contacted: { from: ['resolved'], to: 'same', who: ['resident', 'joiner', 'asker'], carries: 'nothing', clock: 'keep', tells: [] },
  solved: { from: ['resolved'], to: 'same', who: ['resident', 'joiner', 'asker'], carries: 'nothing', clock: 'keep', tells: [] },
  satisfied: { from: ['resolved'], to: 'same', who: ['resident', 'joiner', 'asker'], carries: 'nothing', clock: 'keep', tells: [] },
  comment: { from: ['accepted', 'assigned', 'closed', 'resolved'], to: 'same', who: ['resident', 'joiner'], carries: 'content', clock: 'keep', tells: ['unit.comment'] },
  pressed: { from: ['accepted', 'assigned', 'closed', 'resolved'], to: 'same', who: ['resident', 'joiner'], carries: 'nothing', clock: 'keep', tells: ['dispatchers.pressed'] },
  rework: { from: ['resolved', 'closed'], to: 'accepted', who: ['desk'], carries: 'nothing', clock: 'restart_half', tells: ['resident.reworked', 'unit.reworked'] },
  relieve: { from: ['accepted'], to: 'assigned', who: ['desk'], carries: 'nothing', clock: 'start', tells: ['unit.task'] },
  requeue: { from: ['accepted'], to: 'registered', who: ['desk'], carries: 'nothing', clock: 'keep', tells: ['resident.requeued', 'unit.requeued'] },
  close: { from: ['resolved'], to: 'closed', who: ['desk'], carries: 'nothing', clock: 'stop', tells: ['resident.closed'] },
  change: { from: ['closed'], to: 'same', who: ['resident', 'joiner'], carries: 'nothing', clock: 'keep', tells: [] },
  still: { from: ['closed'], to: 'same', who: ['resident', 'joiner'], carries: 'nothing', clock: 'keep', tells: [] },
  reopen: { from: ['closed'], to: 'accepted', who: ['resident', 'joiner'], carries: 'words', clock: 'restart_half', tells: ['resident.reopened', 'unit.reopened'] },
} as const satisfies Record<string, Row>

export type ActName = keyof typeof LIFECYCLE
export const ACT_NAMES = Object.keys(LIFECYCLE) as ActName[]

/** The row of the table for one act, in its widest type. */
export function rowOf(act: ActName): Row {
  return LIFECYCLE[act]
}
