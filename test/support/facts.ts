import { CALENDAR } from './builders.ts'
import { POLICY } from './policy.ts'
import { createReads } from '../../src/classify/reads.ts'
import { UNASKED, type Appeal, type UnitRequest } from '../../src/domain/appeal.ts'
import type { ActName } from '../../src/domain/lifecycle.ts'
import type { Org, OrgCategory, OrgUnit, UnitKind } from '../../src/domain/organisation.ts'
import type {
  AppealInView,
  CardKind,
  CardRef,
  Draft,
  Facts,
  Guess,
  Person,
  Role,
} from '../../src/flows/facts.ts'
import type { FileRef, Input } from '../../src/flows/input.ts'

export const NUMBER = '26-0000001-4'
export const OTHER_NUMBER = '26-0000002-3'
export const NOW = Temporal.Instant.from('2026-03-02T02:00:00Z')
export const DUE = Temporal.Instant.from('2026-03-05T02:00:00Z')

const square = (longitude: number): OrgUnit['area'] => [
  [longitude, 35.7],
  [longitude + 0.02, 35.7],
  [longitude + 0.02, 35.72],
  [longitude, 35.72],
]

function unit(
  kind: UnitKind,
  code: string,
  parent: string | null,
  name: string,
  area: OrgUnit['area'] = null,
): OrgUnit {
  return { code, kind, parent, name: { 'zh-CN': name, en: name }, aliases: [], area }
}

function category(code: string, route: string, parent: string | null = null): OrgCategory {
  const name = { 'zh-CN': code, en: code }
  const rest = { keywords: [], examples: [], proof: false, deadline: null }
  return { code, parent, name, route, urgency: 'normal', ...rest }
}

/** A county with two townships, three communities, a department and four categories. */
export const ORG: Org = {
  name: { 'zh-CN': 'County', en: 'County' },
  timezone: 'Asia/Shanghai',
  locale: 'zh-CN',
  calendar: { country: 'CN', hours: [], closures: [], workdays: [] },
  units: [
    unit('county', 'county', null, 'Wulian County'),
    unit('department', 'housing', 'county', 'Housing Bureau'),
    unit('township', 'hongning', 'county', 'Hongning Street'),
    unit('township', 'jietou', 'county', 'Jietou Town'),
    unit('community', 'anshun', 'hongning', 'Anshun Community', square(119.2)),
    unit('community', 'fukang', 'hongning', 'Fukang Community', square(119.24)),
    unit('community', 'shanhe', 'jietou', 'Shanhe Community', square(119.5)),
  ],
  staff: [
    { telegram: 2001, name: 'Secretary', unit: 'anshun', role: 'head' },
    { telegram: 2002, name: 'Handler', unit: 'housing', role: 'handler' },
  ],
  categories: [
    category('power', 'housing'),
    category('noise', 'own'),
    category('roads', 'parent'),
    category('potholes', 'parent', 'roads'),
  ],
  urgent: {
    accept: { amount: 1, unit: 'hours' },
    respond: { amount: 2, unit: 'hours' },
    resolve: { amount: 24, unit: 'hours' },
  },
  emergencies: [
    {
      ...{ code: 'fire', name: { 'zh-CN': 'fire', en: 'fire' }, words: ['on fire'], unless: [] },
      ...{ always: false, category: null, call: '119', advice: null },
    },
    {
      ...{ code: 'gas', name: { 'zh-CN': 'gas', en: 'gas' }, words: ['gas leak'], unless: [] },
      ...{
        always: false,
        category: null,
        call: '110',
        advice: { 'zh-CN': 'windows', en: 'windows' },
      },
    },
  ],
  outside: [
    {
      code: 'court',
      name: { 'zh-CN': 'court', en: 'court' },
      words: ['lawsuit'],
      unless: [],
      where: { 'zh-CN': 'court', en: 'court' },
    },
  ],
  survey: { afterHours: 1, remindHours: 24, closeHours: 72 },
  escalation: { soon: 0.75, late: ['head'], rework: 2 },
  privacy: { retainHours: 17_520 },
  policy: POLICY,
}

/** An organisation with more communities than fit a look: townships come first. */
export function orgWith(communities: number): Org {
  const more = Array.from({ length: communities }, (_, at) =>
    unit('community', `village${at}`, at % 2 === 0 ? 'hongning' : 'jietou', `Village ${at}`),
  )
  return { ...ORG, units: [...ORG.units.filter(({ kind }) => kind !== 'community'), ...more] }
}

export function person(change: Partial<Person> = {}): Person {
  const base = { id: 1, name: 'Zhang', locale: 'en', home: null, agreed: false, posts: [] } as const
  return { ...base, posts: [...base.posts], ...change }
}

export function staff(role: Role, unitCode = 'anshun', id = 7): Person {
  return person({ id, name: 'Staff', posts: [{ unit: unitCode, role }] })
}

export function draft(change: Partial<Draft> = {}): Draft {
  return {
    id: 5,
    text: 'no power',
    files: [],
    category: 'power',
    categoryBy: 'guess',
    place: 'anshun',
    placeBy: 'home',
    pin: null,
    anonymous: false,
    caller: null,
    similar: [],
    startedAt: NOW,
    ...change,
  }
}

export function appeal(change: Partial<Appeal> = {}): Appeal {
  return {
    number: NUMBER,
    status: 'accepted',
    outcome: null,
    resident: 1,
    anonymous: false,
    urgency: 'normal',
    emergencies: [],
    category: 'power',
    place: 'anshun',
    unit: 'anshun',
    heldSince: NOW,
    handler: 7,
    registeredAt: NOW,
    assignedAt: NOW,
    acceptedAt: NOW,
    resolvedAt: null,
    closedAt: null,
    acceptDue: null,
    respondDue: null,
    contactedAt: null,
    allowedMinutes: null,
    yellowAt: null,
    seriousAt: null,
    chargedFrom: null,
    due: DUE,
    paused: null,
    extended: false,
    returns: 0,
    rounds: 0,
    replied: null,
    relieved: null,
    passedOver: null,
    reopened: 0,
    contacts: 0,
    unreached: 0,
    about: null,
    urgedAt: null,
    visit: UNASKED,
    households: 1,
    main: null,
    ...change,
  }
}

export function request(change: Partial<UnitRequest> = {}): UnitRequest {
  const base = { id: 31, kind: 'extension', state: 'pending', unit: 'anshun', by: 7 } as const
  return { ...base, reason: 'parts', proposed: null, days: 3, ...change }
}

const ALONE = { hindered: {}, lacksPhoto: false, pending: null, joiners: [], papers: [] }

/** The appeal in the eyes of its resident. */
export function ownView(moves: ActName[], change: Partial<Appeal> = {}): AppealInView {
  return { appeal: appeal(change), standings: ['resident'], moves, ...ALONE }
}

/** The appeal in the eyes of somebody of the unit that holds it. */
export function unitView(
  moves: ActName[],
  change: Partial<Appeal> = {},
  rest: Partial<AppealInView> = {},
): AppealInView {
  return { appeal: appeal(change), standings: ['unit'], moves, ...ALONE, ...rest }
}

export function card(kind: CardKind, subject = NUMBER, live = true): CardRef {
  return { id: 11, kind, subject, live }
}

/** Knows "power" and "noise" for sure; "bad" might be either; nothing else says anything. */
export function classify(text: string): Guess {
  for (const code of ['power', 'noise'])
    if (text.includes(code)) return { category: code, sure: true, likely: [code], because: [code] }
  if (text.includes('bad'))
    return {
      category: 'noise',
      sure: false,
      likely: ['noise', 'power', 'roads', 'potholes'],
      because: [],
    }
  return { category: null, sure: false, likely: [], because: [] }
}

/** Facts in which nothing is going on: a resident without a home, no draft, no card. */
export function facts(change: Partial<Facts> = {}): Facts {
  return {
    now: NOW,
    org: ORG,
    person: person(),
    draft: null,
    awaiting: null,
    album: null,
    card: null,
    view: null,
    invitation: null,
    post: null,
    demand: null,
    paper: null,
    rules: { org: change.org ?? ORG, calendar: CALENDAR },
    classify,
    reads: createReads(change.org ?? ORG),
    dueIf: () => DUE,
    ...change,
  }
}

const messageId = 100

export function text(words: string, replyTo: number | null = null): Input {
  return { kind: 'text', text: words, messageId, replyTo }
}

export function photo(fileId = 'photo-1'): FileRef {
  return { kind: 'photo', fileId, size: 1000 }
}

export function file(album: string | null = null, caption = '', fileId = 'photo-1'): Input {
  return { kind: 'file', file: photo(fileId), caption, album, messageId, replyTo: null }
}

export function pin(longitude: number, latitude = 35.71): Input {
  return { kind: 'pin', longitude, latitude, messageId, replyTo: null }
}

export function command(name: string, argument = ''): Input {
  return { kind: 'command', name, argument, messageId }
}

/** A press, written as callback data. */
export function press(data: string): Input {
  const [verb = '', ...args] = data.split(':')
  return { kind: 'press', verb, args, messageId }
}
