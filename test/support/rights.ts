import { DESK, type Actor } from '../../src/domain/actor.ts'
import { UNASKED, type Appeal, type RequestKind } from '../../src/domain/appeal.ts'
import { DEMAND_ACTS } from '../../src/domain/demand.ts'
import { ACT_NAMES } from '../../src/domain/lifecycle.ts'
import type { Role } from '../../src/domain/organisation.ts'
import { rulesOf } from '../../src/domain/papers/kinds.ts'
import { PAPER_KINDS, type PaperKind } from '../../src/domain/papers/paper.ts'
import type { AppealInQuestion } from '../../src/domain/rights/appeals.ts'
import { COMMAND_NAMES, PAPER_LIST_NAMES } from '../../src/domain/rights/commands.ts'
import { may } from '../../src/domain/rights/may.ts'
import type { Rules } from '../../src/domain/rules.ts'
import { appeal, JOINER, NOW, ORG, request, RESIDENT, RULES } from './builders.ts'
import { paper, paperCase } from './papers.ts'

const like = (code: string, other: string) => {
  const found = ORG.units.find((unit) => unit.code === other)
  if (!found) throw new Error(`no unit ${other}`)
  return { ...found, code }
}

/** The little county, with a second community and a department that helps. */
export const COUNTY: Rules = {
  ...RULES,
  org: { ...ORG, units: [...ORG.units, like('east', 'anshun'), like('works', 'housing')] },
}

const staff = (person: number, ...posts: [unit: string, role: Role][]): Actor => ({
  desk: false,
  person,
  posts: posts.map(([unit, role]) => ({ unit, role })),
})

export const REQUESTER = 31
const AUTHOR = 41
const ANSWERER = 42
const PARTY = 43

/** Everybody there is, by what they stand to an appeal of the community Anshun; works helps with it. */
export const CAST = {
  resident: staff(RESIDENT),
  joiner: staff(JOINER),
  stranger: staff(9),
  handler: staff(30, ['anshun', 'handler']),
  'handler who asked': staff(REQUESTER, ['anshun', 'handler']),
  head: staff(32, ['anshun', 'head']),
  'head above': staff(33, ['town', 'head']),
  'handler above': staff(34, ['town', 'handler']),
  'head beside': staff(35, ['east', 'head']),
  helper: staff(36, ['works', 'handler']),
  'head of housing': staff(37, ['housing', 'head']),
  dispatcher: staff(38, ['county', 'dispatcher']),
  leader: staff(39, ['county', 'leader']),
  admin: staff(40, ['county', 'admin']),
  'dispatcher of housing': staff(44, ['county', 'dispatcher'], ['housing', 'handler']),
  'resident in office': staff(RESIDENT, ['anshun', 'head'], ['county', 'dispatcher']),
  'joiner in office': staff(JOINER, ['anshun', 'head'], ['county', 'leader']),
  desk: DESK,
} as const satisfies Record<string, Actor>

/** A caller behind that appeal, and one who is not yet. */
export const CALLER = 50
export const NEWCOMER = 51

/** Whoever acts for a caller may be of the unit that holds the appeal, or of one below it. */
export const FOR_CALLERS = {
  ...CAST,
  'dispatcher of Anshun': staff(45, ['county', 'dispatcher'], ['anshun', 'handler']),
} as const satisfies Record<string, Actor>

/** The same person, acting for a caller. */
export function forCaller(actor: Actor, caller: number): Actor {
  return actor.desk ? actor : { ...actor, caller }
}

/** Whom a paper names besides. */
const ON_PAPER = {
  author: staff(AUTHOR, ['county', 'leader']),
  answerer: staff(ANSWERER, ['county', 'leader']),
  'named in it': staff(PARTY, ['east', 'handler']),
} as const satisfies Record<string, Actor>

/** What rights on such an appeal are decided by. */
export function inQuestion(
  change: Partial<Appeal> = {},
  waiting: RequestKind | null = null,
): AppealInQuestion {
  return {
    appeal: appeal('accepted', { unit: 'anshun', handler: 30, ...change }),
    pending: waiting && request(waiting, { unit: 'anshun', by: REQUESTER }),
    joiners: [{ person: JOINER, from: null, visit: UNASKED }],
    callers: [CALLER],
    helps: [{ id: 1, unit: 'works', due: NOW, isDone: false }],
    other: null,
    rules: COUNTY,
  }
}

/** One table of docs/rights.md: who may do each of these acts. */
export interface Rights {
  title: string
  cast: Record<string, Actor>
  rows: [act: string, isAllowed: (actor: Actor) => boolean][]
}

const ON_APPEAL = ['see', 'see_work', ...ACT_NAMES] as const
const DECISIONS = /^(?:approve|deny)_/

function onAppeal(title: string, given: AppealInQuestion, acts: readonly string[]): Rights {
  const rows = ON_APPEAL.filter((act) => acts.includes(act)).map((act): Rights['rows'][number] => [
    act,
    (actor) => may(actor, act, { is: 'appeal', given }),
  ])
  return { title, cast: CAST, rows }
}

/** What people do for callers, with the caller in the place of the household. */
function onCaller(title: string, given: AppealInQuestion): Rights {
  const row = (act: 'join' | 'contacted' | 'solved' | 'satisfied'): Rights['rows'][number] => [
    act,
    (actor) =>
      may(forCaller(actor, act === 'join' ? NEWCOMER : CALLER), act, { is: 'appeal', given }),
  ]
  const rows = (['join', 'contacted', 'solved', 'satisfied'] as const).map(row)
  return { title, cast: FOR_CALLERS, rows }
}

function onRequest(kind: RequestKind): Rights {
  const acts = ON_APPEAL.filter((act) => DECISIONS.test(act) && act.endsWith(`_${kind}`))
  const rights = onAppeal(`A request that waits: ${kind}`, inQuestion({}, kind), acts)
  const propose = (actor: Actor) => may(actor, 'propose', { is: 'request', by: REQUESTER })
  return kind === 'return' ? { ...rights, rows: [...rights.rows, ['propose', propose]] } : rights
}

function onPaper(kind: PaperKind): Rights {
  const named = { by: AUTHOR, leader: ANSWERER, data: { people: [PARTY] } }
  const of = paper(kind, 'open', { unit: 'anshun', ...named })
  const { appeal: about, joiners } = inQuestion()
  const given = paperCase(of, { appeal: about, joiners, rules: COUNTY })
  const rows = ['see', ...Object.keys(rulesOf(kind).acts)].map((act): Rights['rows'][number] => [
    act,
    (actor) => may(actor, act, { is: 'paper', given }),
  ])
  return {
    title: `A paper to Anshun about its appeal: ${kind}`,
    cast: { ...CAST, ...ON_PAPER },
    rows,
  }
}

/** Every right there is, table by table. */
export function allRights(): Rights[] {
  const plain = ON_APPEAL.filter((act) => !DECISIONS.test(act))
  const lead = 'anshun'
  return [
    onAppeal('An appeal of Anshun', inQuestion(), plain),
    onAppeal(
      'The same, complaining of the housing department',
      inQuestion({ about: 'housing' }),
      plain,
    ),
    onCaller('The first one, for a caller', inQuestion()),
    ...(['return', 'extension', 'suspension', 'explained'] as const).map(onRequest),
    ...PAPER_KINDS.map(onPaper),
    {
      title: 'A common demand that Anshun leads',
      cast: CAST,
      rows: (['see', ...DEMAND_ACTS] as const).map((act) => [
        act,
        (actor) => may(actor, act, { is: 'demand', lead }),
      ]),
    },
    {
      title: 'The people of Anshun',
      cast: CAST,
      rows: (['invite', 'uninvite'] as const).map((act) => [
        act,
        (actor) => may(actor, act, { is: 'unit', unit: 'anshun' }),
      ]),
    },
    {
      title: 'Commands, and the lists that they open',
      cast: CAST,
      rows: COMMAND_NAMES.map((name) => [
        `/${name}`,
        (actor) => may(actor, 'use', { is: 'command', name }),
      ]),
    },
    {
      title: 'Lists of papers',
      cast: CAST,
      rows: PAPER_LIST_NAMES.map((list) => [
        list,
        (actor) => may(actor, 'see', { is: 'papers', list }),
      ]),
    },
    {
      title: 'Figures',
      cast: CAST,
      rows: (['see_all', 'see_signs'] as const).map((act) => [
        act,
        (actor) => may(actor, act, { is: 'figures' }),
      ]),
    },
  ]
}
