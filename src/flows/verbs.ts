import { PAPER_KINDS } from '../domain/papers/paper.ts'
import type { CardKind } from './facts.ts'
import { NOTICE_PAGES } from './paper/notice-pages.ts'

/** What stands in the place of an argument. */
export type Argument =
  | 'number'
  | 'request'
  | 'post'
  | 'demand'
  | 'improvement'
  | 'caller'
  | 'paper'
  | 'paper_kind'
  | 'act'
  | 'choice'
  | 'papers'
  | 'notice_page'
  | 'peers'
  | 'kept'
  | 'code'
  | 'page'
  | 'locale'
  | 'yes_no'
  | 'solved'
  | 'rating'

interface VerbRow {
  args: readonly Argument[]
  /** One more argument that may be left out. */
  optional?: Argument
  /** What the first argument, or the card, is about. */
  about: 'appeal' | 'request' | 'draft' | 'demand' | 'paper' | 'list' | 'post' | 'nothing'
  /** Cards on which the press counts, if they are live. `anywhere`: asks nothing of the card. */
  on: readonly CardKind[] | 'anywhere'
}

// Buttons are rewritten while somebody looks at them: inside one appeal any live card of that audience counts.
const OF_RESIDENT = ['promise', 'step', 'question', 'words', 'survey', 'prompt', 'choice'] as const
const OF_STAFF = ['task', 'queue', 'request', 'words', 'step', 'prompt', 'choice'] as const
const DRAFT = { about: 'draft', on: ['draft'] } as const
const RESIDENT = { args: ['number'], about: 'appeal', on: OF_RESIDENT } as const
const VISIT = { about: 'appeal', optional: 'caller', on: [...OF_RESIDENT, 'call'] } as const
const STAFF = { args: ['number'], about: 'appeal', on: OF_STAFF } as const
const DECISION = { args: ['request'], about: 'request', on: ['request', 'task', 'queue'] } as const
const DEMAND = { args: ['demand'], about: 'demand', on: ['demand'] } as const
const BOARD = { about: 'nothing', on: ['board'] } as const
const LIST = { args: ['page'], about: 'list', on: ['list'] } as const

/** Every button there is. What pressing it does stands in presses.ts, who may is asked anew each time. */
// prettier-ignore
export const VERBS = {
  lang: { args: ['locale'], about: 'nothing', on: 'anywhere' },
  home: { args: ['code'], about: 'nothing', on: 'anywhere' },
  forget: { args: ['yes_no'], about: 'nothing', on: ['choice'] },
  cancel: { args: [], about: 'nothing', on: ['prompt'] },
  'draft.show': { args: [], ...DRAFT },
  'draft.submit': { args: [], ...DRAFT },
  'draft.category': { args: [], optional: 'code', ...DRAFT },
  'draft.place': { args: [], optional: 'code', ...DRAFT },
  'draft.join': { args: ['number'], ...DRAFT },
  'draft.anonymous': { args: [], ...DRAFT },
  'draft.cancel': { args: [], ...DRAFT },
  'appeal.show': { ...RESIDENT, on: [...OF_RESIDENT, 'list'] },
  'appeal.add': RESIDENT,
  'appeal.remind': RESIDENT,
  'appeal.withdraw': RESIDENT,
  'appeal.again': { ...RESIDENT, on: ['step'] },
  'appeal.unreached': RESIDENT,
  'appeal.change': RESIDENT,
  'appeal.reopen': RESIDENT,
  'task.show': { ...STAFF, on: [...OF_STAFF, 'call', 'list', 'board'] },
  'task.accept': STAFF,
  'task.memo': STAFF,
  'task.note': STAFF,
  'task.resolve': STAFF,
  'task.return': STAFF,
  'task.extend': STAFF,
  'task.suspend': STAFF,
  'task.resume': STAFF,
  'task.decline': STAFF,
  'task.contact': STAFF,
  'task.help': { ...STAFF, optional: 'code' },
  'task.helped': STAFF,
  'task.unhelp': { ...STAFF, args: ['number', 'code'] },
  'task.explain': STAFF,
  'task.lower': STAFF,
  'task.assign': { ...STAFF, optional: 'code' },
  'task.units': { ...STAFF, args: ['number', 'code'] },
  'task.category': { ...STAFF, optional: 'code' },
  'task.about': { ...STAFF, optional: 'code' },
  'task.merge': { ...STAFF, optional: 'number' },
  'task.split': STAFF,
  ask: STAFF,
  'task.approve': DECISION,
  'task.deny': DECISION,
  'task.propose': { args: ['request', 'code'], about: 'request', on: ['choice', 'request'] },
  'survey.contacted': { ...VISIT, args: ['number', 'yes_no'] },
  'survey.resolved': { ...VISIT, args: ['number', 'solved'] },
  'survey.satisfied': { ...VISIT, args: ['number', 'rating'] },
  'survey.comment': RESIDENT,
  'survey.pressed': RESIDENT,
  'survey.done': RESIDENT,
  'survey.change': { ...RESIDENT, args: ['number', 'solved'], optional: 'rating' },
  'survey.still': { ...RESIDENT, args: ['number', 'yes_no'] },
  invite: { args: ['code'], about: 'nothing', on: ['choice'] },
  uninvite: { args: ['post'], about: 'post', on: ['choice'] },
  'demand.show': { ...DEMAND, on: ['demand', 'list', 'paper'] },
  'demand.confirm': DEMAND,
  'demand.rename': DEMAND,
  'demand.merge': { ...DEMAND, optional: 'demand' },
  'demand.dismiss': DEMAND,
  'demand.lead': { ...DEMAND, optional: 'code' },
  'demand.measure': DEMAND,
  'demand.improve': { ...DEMAND, optional: 'improvement' },
  'demand.review': DEMAND,
  'paper.show': { args: ['paper'], about: 'paper', on: 'anywhere' },
  'paper.do': { args: ['paper', 'act'], optional: 'choice', about: 'paper', on: ['paper'] },
  'paper.open': { ...STAFF, args: ['number', 'paper_kind'], optional: 'choice' },
  'paper.for': { args: ['code', 'paper_kind'], optional: 'choice', about: 'nothing', on: ['board', 'list', 'choice', 'paper'] },
  'paper.new': { args: ['paper_kind'], optional: 'choice', about: 'nothing', on: ['board', 'list', 'choice'] },
  papers: { args: ['papers', 'page'], about: 'list', on: ['list', 'board'] },
  notice: { args: ['paper', 'notice_page'], optional: 'code', about: 'paper', on: ['paper'] },
  demands: LIST,
  my: LIST,
  tasks: LIST,
  unit: LIST,
  queue: LIST,
  find: LIST,
  board: { args: [], ...BOARD },
  'board.group': { args: ['peers', 'page'], ...BOARD },
  'board.unit': { args: ['code', 'page'], ...BOARD },
  overdue: { args: ['page'], ...BOARD },
  'overdue.unit': { args: ['code', 'page'], ...BOARD },
  stats: { args: [], ...BOARD },
  'stats.list': { args: ['kept', 'page'], ...BOARD },
  admin: { args: [], ...BOARD },
} as const satisfies Record<string, VerbRow>

export type Verb = keyof typeof VERBS

/** The row of the table for one verb, in its widest type. */
export function verbRow(verb: Verb): VerbRow {
  return VERBS[verb]
}

const SHAPE: Record<Argument, RegExp> = {
  number: /^\d\d-\d{7}-\d$/,
  request: /^\d{1,9}$/,
  post: /^\d{1,9}$/,
  demand: /^\d{1,9}$/,
  caller: /^\d{1,9}$/,
  improvement: /^(?:rule|process|other)$/,
  paper: /^\d{1,9}$/,
  paper_kind: new RegExp(`^(?:${PAPER_KINDS.join('|')})$`),
  act: /^[a-z_]{1,20}$/,
  choice: /^[\w.-]{1,32}$/,
  papers: /^[a-z]{1,12}$/,
  notice_page: new RegExp(`^(?:${NOTICE_PAGES.join('|')})$`),
  peers: /^(?:community|township|department)$/,
  kept: /^(?:late|waiting|rework)$/,
  code: /^[\w.-]+$/,
  page: /^\d{1,4}$/,
  locale: /^(?:zh-CN|en)$/,
  yes_no: /^(?:yes|no)$/,
  solved: /^(?:yes|partly|no)$/,
  rating: /^[1-5]$/,
}

/** Whether a press names a button of ours with the arguments that this button has. */
export function isVerb(verb: string, args: readonly string[]): verb is Verb {
  if (!Object.hasOwn(VERBS, verb)) return false
  const row = verbRow(verb as Verb)
  const shapes = row.optional ? [...row.args, row.optional] : row.args
  if (args.length < row.args.length || args.length > shapes.length) return false
  return args.every((arg, at) => {
    const shape = shapes[at]
    return shape !== undefined && SHAPE[shape].test(arg)
  })
}

/** What Telegram takes as callback data. */
const DATA_BYTES = 64
const VERB = /^[a-z]+(\.[a-z]+)?$/
const ARGUMENT = /^[\w.-]+$/

/** Packs a button: `verb` or `verb:arg:arg`. Throws when it would not fit: that is a fault of ours. */
export function packVerb(verb: string, args: readonly (string | number)[] = []): string {
  const data = [verb, ...args].join(':')
  if (unpackVerb(data) === null) throw new Error(`No button can carry "${data}"`)
  return data
}

/** Reads callback data. Null: nonsense, whoever sent it. Whether the verb is ours says `isVerb`. */
export function unpackVerb(data: string): { verb: string; args: string[] } | null {
  if (Buffer.byteLength(data) > DATA_BYTES) return null
  const [verb = '', ...args] = data.split(':')
  if (!VERB.test(verb) || !args.every((argument) => ARGUMENT.test(argument))) return null
  return { verb, args }
}
