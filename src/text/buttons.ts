import { cut } from '../domain/words.ts'
import type { Locale } from '../flows/facts.ts'
import type { ButtonSpec } from '../flows/screen.ts'
import { packVerb } from '../flows/verbs.ts'
import { t } from './i18n.ts'
import { sayDate } from './when.ts'
import { RESOURCES, type Words } from './resources.ts'
import type { Names } from './writer.ts'

export interface Button {
  text: string
  data: string
}

type ButtonLabel = keyof Words['button']

/**
 * Where a button stands. `main` and `decide` come first, `page` and `last` below everything else, the others
 * in the order in which the flow names them. Buttons of one place that follow each other share a row.
 */
type Place =
  | 'main'
  | 'decide'
  | 'alone'
  | 'pair'
  | 'answer'
  | 'likely'
  | 'category'
  | 'unit'
  | 'person'
  | 'appeal'
  | 'position'
  | 'page'
  | 'last'

// prettier-ignore
const PLACES: Record<ButtonLabel, Place> = {
  submit: 'main', submit_agree: 'main', submit_new: 'main', submit_anyway: 'main', submit_anyway_agree: 'main',
  join: 'main', join_agree: 'main', join_nth: 'main', join_nth_agree: 'main', join_own: 'main', join_for: 'main', join_nth_for: 'main',
  merge_into: 'alone', accept: 'main', resolve: 'main', resume: 'main',
  suggested_unit: 'main', answer: 'main', approve: 'decide', deny: 'decide',
  likely_category: 'likely', choose_category: 'category', open_category: 'category',
  choose_place: 'unit', open_township: 'unit', choose_home: 'unit', invite_unit: 'unit',
  assign_unit: 'unit', propose_unit: 'unit', assign_person: 'person',
  board_community: 'pair', board_township: 'pair', board_department: 'pair', overdue: 'pair',
  open_unit: 'unit', late_unit: 'unit', stats_late: 'pair', stats_waiting: 'pair', stats_rework: 'pair',
  show_demand: 'position', demand_confirm: 'main', lead_unit: 'unit',
  demand_lead: 'pair', demand_measure: 'pair', demand_improve: 'pair',
  demand_rename: 'pair', demand_merge: 'pair', demand_dismiss: 'pair',
  rule_changed: 'alone', process_shortened: 'alone', something_else: 'alone',
  all_tasks: 'pair', unit_tasks: 'pair',
  show_task: 'appeal', show_appeal: 'appeal', open_task: 'alone', open_demand: 'alone',
  // Papers: one line a kind, its acts in the order of the card.
  open_directive: 'pair', see_directive: 'alone', directive_answer: 'main', directive_second: 'main', directive_accept: 'main', directive_refuse: 'pair', directive_cancel: 'pair',
  directive_instruct: 'alone', directive_remind: 'alone', directive_just_remind: 'alone',
  open_order: 'pair', see_order: 'alone', order_answer: 'main', order_accept: 'main', order_refuse: 'pair', order_cancel: 'pair',
  open_meeting: 'pair', see_meeting: 'alone', meeting_record: 'main', meeting_invite: 'pair', meeting_move: 'pair', meeting_cancel: 'pair',
  meeting_dialogue: 'pair', meeting_mediation: 'pair', meeting_night: 'pair', meeting_hearing: 'pair', meeting_onsite: 'pair',
  outcome_agreed: 'answer', outcome_partly: 'answer', outcome_not: 'answer', choose_date: 'pair', choose_time: 'answer', does_not_suit: 'alone',
  see_urge: 'alone', urge_call: 'main',
  study_conclude: 'main', study_close: 'pair',
  notice_release: 'main', notice_publish: 'main', notice_introduce: 'pair', notice_remark: 'pair', notice_agree: 'main', notice_object: 'main', notice_correct: 'pair',
  notice_whole: 'pair', notice_ends: 'pair', notice_group_community: 'pair', notice_group_township: 'pair', notice_group_department: 'pair', notice_cases: 'pair', notice_explained: 'pair', notice_objections: 'pair', notice_radar: 'pair', notice_unit: 'unit', notice_month: 'pair', notice_quarter: 'pair', notice_year: 'pair',
  open_objection: 'pair', objection_leave_out: 'pair', objection_remark: 'pair', objection_deny: 'pair',
  open_interview: 'alone', interview_record: 'main', interview_take: 'pair', interview_date: 'pair', interview_promise: 'main', interview_report: 'main', interview_accept: 'main', interview_refuse: 'pair', interview_cancel: 'pair',
  list_notice: 'pair', list_study: 'pair', list_interview: 'pair',
  open_claim: 'pair', see_claim: 'alone', claim_claim: 'main', claim_tick: 'main', claim_step: 'pair', claim_contact: 'pair', claim_hand: 'pair', claim_ask_end: 'pair', claim_confirm_end: 'main', claim_deny_end: 'pair',
  open_review: 'alone', see_review: 'alone', review_begin: 'main', review_end: 'alone', review_cancel: 'alone', review_go: 'main', open_decisions: 'alone',
  open_item: 'pair', see_item: 'alone', item_decide: 'main', item_lead: 'pair', item_help: 'pair', item_date: 'pair', item_reporter: 'pair', item_postpone: 'pair', item_drop: 'pair', item_report: 'main', item_accept: 'main', item_more: 'pair', item_previous: 'page', item_next: 'page', demand_review: 'pair',
  choose_in_words: 'alone', choose_step: 'alone', choose_person: 'person', choose_day: 'pair',
  open_paper: 'alone', show_paper: 'position', choose_unit: 'unit', choose_days: 'answer',
  papers_wait: 'main', list_orders: 'pair', list_meetings: 'pair',
  elsewhere: 'alone', other_place: 'alone', propose_none: 'alone', pressed_on: 'alone', uninvite: 'alone',
  change_category: 'pair', change_place: 'pair', anonymous_on: 'pair', anonymous_off: 'pair', anonymous_on_for: 'pair', anonymous_off_for: 'pair', drop: 'pair',
  show: 'pair', add: 'pair', remind: 'pair', withdraw: 'pair', leave: 'pair', merge: 'pair', split: 'pair',
  note: 'pair', memo: 'pair', ask: 'pair', ask_return: 'pair', ask_extension: 'pair', ask_suspension: 'pair',
  assign: 'pair', category: 'pair', decline: 'pair', comment: 'pair', survey_done: 'pair',
  language_zh: 'pair', language_en: 'pair', forget_yes: 'pair', forget_no: 'pair',
  contacted_yes: 'answer', contacted_no: 'answer',
  solved_yes: 'answer', solved_partly: 'answer', solved_no: 'answer',
  rate_1: 'answer', rate_2: 'answer', rate_3: 'answer', rate_4: 'answer', rate_5: 'answer',
  contact: 'pair', ask_explained: 'pair', lower: 'pair', change: 'pair', reopen: 'pair', unreached: 'alone', say_again: 'alone',
  about: 'pair', about_unit: 'unit', about_nobody: 'alone', ask_help: 'pair', ask_help_of: 'unit', end_help: 'alone', helped: 'main',
  still_yes: 'answer', still_no: 'answer',
  previous: 'page', next: 'page', back: 'last', look_again: 'last', cancel_words: 'last',
}

/** How many share a row. Eight is what Telegram shows in a row at all. */
// prettier-ignore
const WIDTH: Record<Place, number> = {
  main: 1, decide: 2, alone: 1, pair: 2, answer: 8,
  likely: 2, category: 2, unit: 2, person: 2, appeal: 2, position: 8, page: 8, last: 8,
}

/** Places with a rank of their own; all others stand between them. */
const RANK: Partial<Record<Place, number>> = { main: -2, decide: -1, page: 1, last: 2 }

const NAMELESS = '\u2026'

/** Longer labels are cut by the phone anyway, and in worse places. */
const LABEL_UNITS = 48

/** Lays the buttons out in rows. One place decides it, for every card. */
export function layOut(specs: readonly ButtonSpec[], names: Names, locale: Locale): Button[][] {
  const rows: { place: Place; buttons: Button[] }[] = []
  for (const spec of inOrder(specs)) {
    const place = placeOf(spec)
    const button = { text: labelOf(spec, names, locale), data: packVerb(spec.verb, spec.args) }
    const row = rows.at(-1)
    if (row?.place === place && row.buttons.length < WIDTH[place]) row.buttons.push(button)
    else rows.push({ place, buttons: [button] })
  }
  return rows.map((row) => row.buttons)
}

function inOrder(specs: readonly ButtonSpec[]): ButtonSpec[] {
  const rank = (spec: ButtonSpec): number => RANK[placeOf(spec)] ?? 0
  return [...specs].sort((a, b) => rank(a) - rank(b))
}

function labelOf({ label, values = {} }: ButtonSpec, names: Names, locale: Locale): string {
  if (!isButtonLabel(label)) throw new Error(`No button is called ${label}`)
  const { unit, category, name, number, count, date } = values
  const said = t(locale)(`button:${label}`, {
    ...(unit === undefined ? {} : { unit: names.unit(unit, locale) }),
    ...(category === undefined ? {} : { category: names.category(category, locale) }),
    ...(name === undefined ? {} : { name }),
    ...(number === undefined ? {} : { number }),
    ...(count === undefined ? {} : { count }),
    ...(date === undefined ? {} : { date: sayDate(date, locale) }),
  })
  const line = cut(said.replace(/\s+/gu, ' ').trim(), LABEL_UNITS)
  // Telegram takes no empty button, and a person without a visible name is still somebody.
  return line === '' ? NAMELESS : line
}

function placeOf({ label }: ButtonSpec): Place {
  if (!isButtonLabel(label)) throw new Error(`No button is called ${label}`)
  return PLACES[label]
}

function isButtonLabel(label: string): label is ButtonLabel {
  return label in RESOURCES['zh-CN'].button
}
