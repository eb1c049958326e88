import { NOTICES } from '../../src/domain/notices.ts'
import { ACT_NAMES, type NoticeKind } from '../../src/domain/lifecycle.ts'
import type { AwaitedWords } from '../../src/flows/words/awaiting.ts'
import type { Locale } from '../../src/flows/facts.ts'
import { noticeButtons } from '../../src/flows/appeal/after-buttons.ts'
import {
  inviteButtons,
  mergeButtons,
  promiseButtons,
  promptButtons,
  requestButtons,
  surveyButtons,
  taskButtons,
  uninviteButtons,
} from '../../src/flows/buttons.ts'
import { draftButtons } from '../../src/flows/draft/draft-buttons.ts'
import type { ButtonSpec, Screen } from '../../src/flows/screen.ts'
import type { Trouble } from '../../src/flows/told.ts'
import type {
  DraftView,
  FileCount,
  ListItem,
  PromiseView,
  RequestView,
  SameView,
  SimilarView,
  TaskView,
  TimelineEntry,
} from '../../src/flows/views.ts'
import type { Names } from '../../src/text/writer.ts'
import { demandScreens } from './demand-samples.ts'
import { paperScreens } from './paper-samples.ts'
import { warningScreens } from './warning-samples.ts'
import { figureScreens } from './figure-samples.ts'
import { ORG } from './facts.ts'
import { callerScreens } from './caller-samples.ts'
import { helpsOf, lifeScreens, REQUEST_TO_EXPLAIN } from './life-samples.ts'

/** Monday morning in the county. */
export const NOW = Temporal.Instant.from('2026-11-23T02:05:00Z')
export const TIMEZONE = 'Asia/Shanghai'
export const NUMBER = '26-0000001-4'
export const OTHER_NUMBER = '26-0000002-3'

const SOON = Temporal.Instant.from('2026-11-23T04:00:00Z')
const DUE = Temporal.Instant.from('2026-11-25T09:30:00Z')
const YESTERDAY = Temporal.Instant.from('2026-11-22T11:20:00Z')

const NAMES: Record<string, Record<Locale, string>> = {
  housing: { 'zh-CN': '住建局', en: 'Housing and Construction' },
  anshun: { 'zh-CN': '安顺社区', en: 'Anshun Community' },
  hongning: { 'zh-CN': '洪凝街道', en: 'Hongning Street' },
  wulian: { 'zh-CN': '五莲县', en: 'Wulian County' },
  power: { 'zh-CN': '供电', en: 'Power supply' },
  heating: { 'zh-CN': '供暖', en: 'Heating' },
  supply: { 'zh-CN': '水电气暖', en: 'Power, water, heating' },
  homes: { 'zh-CN': '住房物业', en: 'Homes and buildings' },
  streets: { 'zh-CN': '道路交通', en: 'Roads, traffic' },
}

export const names: Names = {
  unit: (code, locale) => NAMES[code]?.[locale] ?? code,
  category: (code, locale) => NAMES[code]?.[locale] ?? code,
}

/** What people wrote, for every place of a screen where their words stand. */
export interface People {
  words: string
  name: string
}

const ORDINARY: People = { words: '小区停电两天了没人管', name: '王女士' }

const NO_FILES: FileCount = { photo: 0, video: 0, voice: 0, other: 0 }
const FILES: FileCount = { photo: 2, video: 0, voice: 1, other: 0 }

const button = (
  verb: string,
  args: (string | number)[],
  label: string,
  values?: ButtonSpec['values'],
) => (values ? { verb, args, label, values } : { verb, args, label })

const AWAITED = [
  'add',
  'answer',
  'comment',
  'memo',
  'note',
  'ask',
  'resolve',
  'ask_return',
  'ask_extension',
  'ask_suspension',
  'decline',
  'contact',
  'ask_help',
  'help',
  'ask_explained',
  'lower',
  'reopen',
] as const satisfies readonly AwaitedWords[]

const TROUBLES = [
  'unknown_command',
  'typing_error',
  'no_such_appeal',
  'number_missing',
  'no_such_task',
  'task_number_missing',
  'find_missing',
  'draft_first',
  'caller_missing',
  'sticker',
  'contact',
  'dice',
  'poll',
  'too_big',
  'too_telling',
  'empty',
  'other',
  'edited',
  'too_long',
  'too_many_files',
] as const satisfies readonly Trouble[]

const NOTICE_KINDS = Object.keys(NOTICES) as NoticeKind[]

/** Every screen there is, at least once, with these people's words in it. */
export function sampleScreens(people: People = ORDINARY): { title: string; screen: Screen }[] {
  return [
    ...personScreens(),
    ...lifeScreens(people),
    ...inviteScreens(people),
    ...neighbourScreens(people),
    ...draftScreens(people),
    ...callerScreens(people),
    ...appealScreens(people),
    ...noticeScreens(people),
    ...wordsScreens(people),
    ...surveyScreens(),
    ...staffScreens(people),
    ...demandScreens(people),
    ...paperScreens(people),
    ...warningScreens(people),
    {
      title: 'files that could not be passed on',
      screen: {
        ...{ screen: 'files_lost', number: NUMBER, count: 4, own: false },
        buttons: [button('ask', [NUMBER], 'ask'), button('task.show', [NUMBER], 'open_task')],
      },
    },
    {
      title: 'files that could not be passed on, to the resident',
      screen: { screen: 'files_lost', number: NUMBER, count: 1, own: true, buttons: [] },
    },
    {
      title: 'told',
      screen: { screen: 'told', toast: { toast: 'refused', refusal: 'urged_today' } },
    },
    ...TROUBLES.map((trouble) => ({
      title: `trouble: ${trouble}`,
      screen: { screen: 'trouble', trouble } as const,
    })),
  ]
}

type Samples = { title: string; screen: Screen }[]

function personScreens(): Samples {
  const homes = ['anshun', 'hongning'].map((unit) =>
    button('home', [unit], 'choose_home', { unit }),
  )
  return [
    { title: 'welcome', screen: { screen: 'welcome', home: null, posts: [], link: null } },
    {
      title: 'welcome, by a link that is no longer good',
      screen: { screen: 'welcome', home: null, posts: [], link: 'void' },
    },
    {
      title: 'welcome, a leader',
      screen: {
        screen: 'welcome',
        home: null,
        posts: [{ unit: 'wulian', role: 'leader' }],
        link: null,
      },
    },
    {
      title: 'welcome back, a colleague',
      screen: {
        screen: 'welcome',
        home: 'anshun',
        posts: [{ unit: 'housing', role: 'handler' }],
        link: 'not_needed',
      },
    },
    { title: 'after an outage', screen: { screen: 'away' } },
    { title: 'help', screen: { screen: 'help', roles: [] } },
    { title: 'help for staff', screen: { screen: 'help', roles: ['head', 'dispatcher'] } },
    { title: 'language', screen: { screen: 'language' } },
    { title: 'language set', screen: { screen: 'language_set' } },
    { title: 'privacy', screen: { screen: 'privacy', retainDays: 730 } },
    { title: 'forget', screen: { screen: 'forget', open: 2 } },
    { title: 'forgotten', screen: { screen: 'forgotten' } },
    { title: 'not forgotten', screen: { screen: 'not_forgotten' } },
    { title: 'home', screen: { screen: 'home', current: 'anshun', buttons: homes } },
    { title: 'home set', screen: { screen: 'home_set', unit: 'anshun' } },
    { title: 'new', screen: { screen: 'new' } },
    { title: 'cancelled draft', screen: { screen: 'cancelled', what: 'draft' } },
    { title: 'cancelled words', screen: { screen: 'cancelled', what: 'words' } },
    { title: 'cancelled nothing', screen: { screen: 'cancelled', what: 'nothing' } },
  ]
}

function inviteScreens({ name }: People): Samples {
  const unit = 'housing'
  const until = Temporal.Instant.from('2026-11-26T02:05:00Z')
  const invitation = { screen: 'invitation', unit, code: CODE, until } as const
  return [
    {
      title: 'invite: for which unit',
      screen: { screen: 'invite', buttons: inviteButtons(['housing', 'anshun']) },
    },
    { title: 'invitation', screen: { ...invitation, bot: 'HuiyingBot' } },
    { title: 'invitation, the bot has no name', screen: { ...invitation, bot: null } },
    { title: 'joined', screen: { screen: 'joined', unit } },
    {
      title: 'a colleague joined',
      screen: { screen: 'colleague_joined', unit, name, buttons: uninviteButtons(12) },
    },
    { title: 'a colleague gone', screen: { screen: 'colleague_gone', unit, name } },
    { title: 'a colleague gone, forgotten', screen: { screen: 'colleague_gone', unit, name: '' } },
    { title: 'post ended', screen: { screen: 'post_ended', unit } },
  ]
}

const CODE = 'kW3v-0Qm_x9TfLr2sYb7NcEaHdJ5uPzg'

const OUTSIDE = {
  name: { 'zh-CN': '法院的案子', en: 'A court case' },
  where: {
    'zh-CN': '打官司和执行的事，请打法院 12368。想问律师，打 12348，不收钱。',
    en: 'For trials and judgments call the court, 12368. For free legal advice call 12348.',
  },
}

const ADVICE = {
  'zh-CN': '先离开，别坐电梯，别回去拿东西。',
  en: 'Get out first, take the stairs, and do not go back in.',
}

function draftScreens({ words }: People): Samples {
  const view: DraftView = {
    urgency: 'normal',
    calls: [],
    outside: null,
    text: words,
    files: FILES,
    category: 'power',
    likely: [],
    categorySure: true,
    place: 'anshun',
    likelyPlaces: [],
    placeSuggested: true,
    pin: false,
    unit: 'housing',
    due: DUE,
    anonymous: false,
    caller: null,
    first: false,
    similar: [],
  }
  const first: DraftView = {
    ...view,
    placeSuggested: false,
    pin: true,
    anonymous: true,
    first: true,
  }
  const open: DraftView = {
    ...view,
    files: NO_FILES,
    category: null,
    likely: ['power', 'heating'],
    categorySure: false,
    place: null,
    unit: null,
    due: null,
  }
  const change = [
    button('draft.category', [], 'change_category'),
    button('draft.place', [], 'change_place'),
    button('draft.anonymous', [], 'anonymous_on'),
    button('draft.cancel', [], 'drop'),
  ]
  const categories = ['power', 'heating'].map((category) =>
    button('draft.category', [category], 'choose_category', { category }),
  )
  const places = ['anshun', 'hongning'].map((unit) =>
    button('draft.place', [unit], 'choose_place', { unit }),
  )
  const elsewhere = button('draft.place', ['wulian'], 'elsewhere')
  const back = button('draft.show', [], 'back')
  return [
    {
      title: 'draft',
      screen: { screen: 'draft', view, buttons: [button('draft.submit', [], 'submit'), ...change] },
    },
    {
      title: 'draft, the first one, name hidden',
      screen: {
        screen: 'draft',
        view: first,
        buttons: [
          button('draft.submit', [], 'submit_agree'),
          ...change.slice(0, 2),
          button('draft.anonymous', [], 'anonymous_off'),
          button('draft.cancel', [], 'drop'),
        ],
      },
    },
    {
      title: 'draft, not sure what and where',
      screen: {
        screen: 'draft',
        view: open,
        buttons: [...categories, ...places, elsewhere, ...change],
      },
    },
    {
      title: 'draft, the pin is in no community',
      screen: {
        screen: 'draft',
        view: { ...view, place: null, pin: true, due: null, unit: null },
        buttons: [...places, elsewhere, ...change],
      },
    },
    {
      title: 'draft, the words leave a few places open',
      screen: {
        screen: 'draft',
        view: { ...view, place: null, likelyPlaces: ['anshun', 'hongning'], due: null, unit: null },
        buttons: [...places, button('draft.place', [], 'other_place'), ...change],
      },
    },
    {
      title: 'draft, a photo without words',
      screen: {
        screen: 'draft',
        view: { ...open, text: '', files: FILES, likely: [] },
        buttons: change,
      },
    },
    {
      title: 'draft, category guessed',
      screen: {
        screen: 'draft',
        view: { ...view, categorySure: false, unit: null },
        buttons: change,
      },
    },
    {
      title: 'draft, most likely not for this desk',
      screen: {
        screen: 'draft',
        view: { ...view, outside: OUTSIDE, unit: null, due: null },
        buttons: [button('draft.submit', [], 'submit_anyway'), ...change],
      },
    },
    {
      title: 'draft, most likely not for this desk, the first one',
      screen: {
        screen: 'draft',
        view: { ...first, outside: OUTSIDE, unit: null, due: null },
        buttons: [button('draft.submit', [], 'submit_anyway_agree'), ...change],
      },
    },
    {
      title: 'draft, urgent',
      screen: {
        screen: 'draft',
        view: { ...view, urgency: 'urgent', calls: ['119', '95598'] },
        buttons: [button('draft.submit', [], 'submit'), ...change],
      },
    },
    {
      title: 'draft, urgent by its category',
      screen: {
        screen: 'draft',
        view: { ...view, urgency: 'urgent' },
        buttons: [button('draft.submit', [], 'submit'), ...change],
      },
    },
    ...(['draft', 'appeal', null] as const).map((about) => ({
      title: `emergency, ${about ?? 'nothing more'}`,
      screen: { screen: 'emergency', call: '119', advice: ADVICE, about } as const,
    })),
    {
      title: 'emergency, the number alone',
      screen: { screen: 'emergency', call: '119', advice: null, about: 'draft' },
    },
    {
      title: 'draft: category',
      screen: { screen: 'draft_category', view, buttons: [...categories, back] },
    },
    { title: 'draft: place', screen: { screen: 'draft_place', view, buttons: [...places, back] } },
    { title: 'draft moved', screen: { screen: 'draft_moved' } },
    { title: 'draft sent', screen: { screen: 'draft_sent', view, number: NUMBER } },
    { title: 'draft dropped', screen: { screen: 'draft_dropped' } },
    { title: 'draft expired', screen: { screen: 'draft_expired' } },
  ]
}

const PROMISE: PromiseView = {
  number: NUMBER,
  urgency: 'normal',
  status: 'accepted',
  outcome: null,
  category: 'power',
  place: 'anshun',
  unit: 'housing',
  anonymous: false,
  joined: false,
  registeredAt: YESTERDAY,
  due: DUE,
  daysLeft: 2,
  paused: false,
  until: null,
  rounds: 0,
  households: 1,
  main: null,
}

/** An entry of a timeline; what a test does not care about is made up. */
export function entryOf(act: TimelineEntry['act'], words: string): TimelineEntry {
  return {
    at: YESTERDAY,
    act,
    by: 'unit',
    own: act !== 'join',
    household: null,
    unit: 'housing',
    words,
    files: act === 'note' ? FILES : NO_FILES,
    due: act === 'approve_extension' || act === 'approve_suspension' ? DUE : null,
    answer: act === 'satisfied' ? '4' : 'no',
    number: ['merge', 'absorb', 'split', 'release'].includes(act) ? OTHER_NUMBER : null,
    paper: null,
  }
}

/** Several households behind one matter. */
function neighbourScreens(people: People): Samples {
  const { words } = people
  const seen = { number: OTHER_NUMBER, category: 'power', place: 'anshun' }
  const similar: SimilarView = {
    ...seen,
    status: 'accepted',
    registeredAt: YESTERDAY,
    households: 3,
    shared: ['停电', '变压器'],
    own: false,
  }
  const other: SimilarView = { ...similar, category: 'heating', households: 1, shared: [] }
  const draft: DraftView = {
    ...{ text: words, files: NO_FILES, category: 'power', likely: [], categorySure: true },
    ...{ place: 'anshun', placeSuggested: true, pin: false, unit: 'housing', due: DUE },
    ...{ anonymous: false, caller: null, first: false, similar: [similar] },
    ...{ outside: null, urgency: 'normal', calls: [], likelyPlaces: [] },
  }
  const drafts: [string, Partial<DraftView>][] = [
    ['draft, a neighbour said it', {}],
    ['draft, several neighbours, the first one', { similar: [similar, other], first: true }],
    ['draft, said already', { similar: [{ ...similar, own: true, households: 1 }] }],
  ]
  const same: SameView[] = [{ ...seen, words, households: 3 }]
  const about = { number: NUMBER, category: 'power', place: 'anshun', words }
  const promise: PromiseView = { ...PROMISE, households: 3, anonymous: true, joined: true }
  const task: TaskView = {
    ...taskOf(people),
    households: 12,
    latest: [{ ...entryOf('join', words), household: 2 }],
  }
  return [
    ...drafts.map(([title, part]) => {
      const view = { ...draft, ...part }
      return { title, screen: { screen: 'draft', view, buttons: draftButtons(view, ORG) } as const }
    }),
    { title: 'joined', screen: { screen: 'draft_joined', number: NUMBER, own: false } },
    { title: 'added', screen: { screen: 'draft_joined', number: NUMBER, own: true } },
    { title: 'left', screen: { screen: 'left', number: NUMBER } },
    {
      title: 'promise: joined',
      screen: {
        screen: 'promise',
        view: promise,
        buttons: promiseButtons(['add', 'urge', 'leave'], NUMBER),
      },
    },
    {
      title: 'promise: joined, waiting for an answer of another household',
      screen: {
        screen: 'promise',
        view: { ...promise, paused: true, daysLeft: null },
        buttons: promiseButtons(['add', 'urge', 'leave'], NUMBER),
      },
    },
    {
      title: 'timeline: joined',
      screen: {
        ...{ screen: 'timeline', view: promise, text: words, files: NO_FILES, buttons: [] },
        entries: [
          { ...entryOf('submit', ''), by: 'resident', own: false },
          { ...entryOf('join', words), own: true },
          { ...entryOf('join', ''), own: false },
          entryOf('absorb', ''),
          entryOf('accept', ''),
        ],
      },
    },
    {
      title: 'promise: merged',
      screen: {
        screen: 'promise',
        view: { ...PROMISE, status: 'merged', outcome: 'merged', due: null, main: OTHER_NUMBER },
        buttons: [],
      },
    },
    { title: 'task: many households', screen: { screen: 'task', view: task, buttons: [] } },
    {
      title: 'task: in the queue, said before',
      screen: {
        screen: 'task',
        view: {
          ...{ ...task, status: 'registered', unit: null, households: 1, similar: same },
          ...{ latest: [], guess: { category: 'power', because: ['停电'], unit: 'housing' } },
        },
        buttons: taskButtons(['assign', 'recategorise', 'merge', 'decline'], NUMBER),
      },
    },
    {
      title: 'task: merged',
      screen: {
        screen: 'task',
        view: { ...taskOf(people), status: 'merged', outcome: 'merged', main: OTHER_NUMBER },
        buttons: taskButtons(['split'], NUMBER),
      },
    },
    {
      title: 'merge',
      screen: { screen: 'merge', view: about, similar: same, buttons: mergeButtons(NUMBER, same) },
    },
    {
      title: 'merge, nothing alike',
      screen: { screen: 'merge', view: about, similar: [], buttons: mergeButtons(NUMBER, []) },
    },
    {
      title: 'notice: resident.closed, others say it is solved',
      screen: noticeOf('resident.closed', words, { answer: 'others_confirmed', buttons: [] }),
    },
    {
      title: 'notice: resident.reworked, others are not content',
      screen: noticeOf('resident.reworked', words, { answer: 'others', buttons: [] }),
    },
  ]
}

function appealScreens({ words }: People): Samples {
  const buttons = promiseButtons(['add', 'urge', 'withdraw'], NUMBER)
  const promises: [string, Partial<PromiseView>][] = [
    [
      'promise: in the queue',
      { status: 'registered', unit: null, category: null, due: null, daysLeft: null },
    ],
    ['promise: to be accepted', { status: 'assigned' }],
    ['promise: in progress', {}],
    ['promise: last day', { daysLeft: 0 }],
    ['promise: urgent', { urgency: 'urgent', daysLeft: null }],
    [
      'promise: late, second round, name hidden',
      { daysLeft: -1, rounds: 1, anonymous: true, due: YESTERDAY },
    ],
    ['promise: waiting for an answer', { paused: true, daysLeft: null }],
    ['promise: replied', { status: 'resolved', due: null, daysLeft: null }],
    ['promise: shelved', { status: 'shelved', paused: true, until: DUE }],
    [
      'promise: closed',
      { status: 'closed', outcome: 'solved_confirmed', due: null, daysLeft: null },
    ],
    [
      'promise: declined',
      { status: 'declined', outcome: 'declined', unit: null, due: null, daysLeft: null },
    ],
    [
      'promise: withdrawn',
      { status: 'withdrawn', outcome: 'withdrawn', due: null, daysLeft: null },
    ],
    ['promise: merged', { status: 'merged', outcome: 'merged', due: null, daysLeft: null }],
  ]
  const entries = [
    entryOf('submit', ''),
    entryOf('assign', ''),
    ...ACT_NAMES.map((act) => entryOf(act, words)),
  ]
  const few = [
    entryOf('submit', ''),
    entryOf('assign', ''),
    entryOf('accept', ''),
    entryOf('note', words),
  ]
  const items = Array.from({ length: 3 }, (_, index) => itemOf(words, index === 0))
  const numbers = [button('appeal.show', [NUMBER], 'show_appeal', { number: NUMBER })]
  return [
    ...promises.map(([title, part]) => ({
      title,
      screen: { screen: 'promise', view: { ...PROMISE, ...part }, buttons } as const,
    })),
    {
      title: 'timeline',
      screen: {
        screen: 'timeline',
        view: PROMISE,
        entries: few,
        text: words,
        files: FILES,
        buttons,
      },
    },
    {
      title: 'timeline, everything that can happen',
      screen: { screen: 'timeline', view: PROMISE, entries, text: words, files: FILES, buttons },
    },
    { title: 'my', screen: { screen: 'my', items, more: 2, buttons: numbers } },
    { title: 'my, nothing yet', screen: { screen: 'my', items: [], more: 0, buttons: [] } },
  ]
}

function itemOf(words: string, late: boolean): ListItem {
  return {
    urgency: late ? 'urgent' : 'normal',
    number: NUMBER,
    status: 'accepted',
    category: 'power',
    place: 'anshun',
    unit: 'housing',
    due: DUE,
    late,
    mark: late ? 'late' : 'soon',
    households: late ? 3 : 1,
    words,
  }
}

const ANSWERS: Partial<Record<NoticeKind, string>> = {
  'requester.approved': 'return',
  'requester.denied': 'extension',
  'deciders.request': 'suspension',
  'resident.closed': 'solved_confirmed',
  'unit.reworked': 'no',
  'unit.merged': OTHER_NUMBER,
  'unit.helped': 'anshun',
  'unit.help_late': 'anshun',
}

/** One notice; `part` says what is special about it. */
export function noticeOf(
  notice: NoticeKind,
  words: string,
  part: Partial<Extract<Screen, { screen: 'notice' }>> = {},
): Extract<Screen, { screen: 'notice' }> {
  return {
    screen: 'notice',
    notice,
    number: NUMBER,
    unit: 'housing',
    words: NOTICES[notice].words ? words : '',
    hasFiles: NOTICES[notice].words,
    due: DUE,
    days: null,
    households: 3,
    household: null,
    answer: ANSWERS[notice] ?? null,
    buttons: noticeButtons(notice, NUMBER),
    ...part,
  }
}

function noticeScreens({ words }: People): Samples {
  const others: [string, NoticeKind, string][] = [
    ['not confirmed', 'resident.closed', 'solved_unconfirmed'],
    ['partly', 'resident.closed', 'partly'],
    ['explained', 'resident.closed', 'explained'],
    ['dissatisfied', 'unit.reworked', 'dissatisfied'],
  ]
  return [
    ...NOTICE_KINDS.map((kind) => ({ title: `notice: ${kind}`, screen: noticeOf(kind, words) })),
    ...(['unit.added', 'unit.answer'] as const).map((kind) => ({
      title: `notice: ${kind}, of one of several households`,
      screen: noticeOf(kind, words, { household: 2 }),
    })),
    ...others.map(([remark, kind, answer]) => ({
      title: `notice: ${kind}, ${remark}`,
      screen: noticeOf(kind, words, { answer, unit: null }),
    })),
  ]
}

function wordsScreens({ words }: People): Samples {
  const number = NUMBER
  return AWAITED.flatMap((what) => [
    {
      title: `prompt: ${what}`,
      screen: {
        screen: 'prompt',
        what,
        number,
        detail: what === 'answer' ? words : null,
        buttons: promptButtons(),
      } as const,
    },
    {
      title: `words missing: ${what}`,
      screen: { screen: 'words_missing', what, number, files: 1 } as const,
    },
    {
      title: `passed on: ${what}`,
      screen: {
        screen: 'passed_on',
        what,
        number,
        days: what === 'ask_extension' || what === 'ask_suspension' ? 3 : null,
      } as const,
    },
    ...(what === 'note'
      ? [
          {
            title: 'passed on: the resident is out of reach',
            screen: {
              screen: 'passed_on',
              ...{ what, number, days: null, unreachable: 'blocked' as const },
            } as const,
          },
        ]
      : []),
  ])
}

function surveyScreens(): Samples {
  const none = {
    reminder: false,
    solved: null,
    satisfied: null,
    again: false,
    pressed: false,
    caller: null,
  } as const
  const questions = ['contacted', 'solved', 'satisfied'] as const
  return [
    ...questions.map((question) => ({
      title: `survey: ${question}`,
      screen: {
        screen: 'survey',
        number: NUMBER,
        question,
        ...none,
        buttons: surveyButtons(question, NUMBER),
      } as const,
    })),
    {
      title: 'survey: the one reminder',
      screen: {
        screen: 'survey',
        number: NUMBER,
        question: 'contacted',
        ...none,
        reminder: true,
        buttons: surveyButtons('contacted', NUMBER),
      },
    },
    ...(['yes', 'partly', 'no'] as const).map((solved) => ({
      title: `survey: done, ${solved}`,
      screen: {
        screen: 'survey',
        number: NUMBER,
        question: 'done',
        reminder: false,
        solved,
        satisfied: solved === 'yes' ? 5 : 2,
        again: solved === 'no',
        pressed: solved === 'no',
        caller: null,
        buttons: surveyButtons('done', NUMBER, solved === 'no'),
      } as const,
    })),
  ]
}

export function taskOf({ words, name }: People): TaskView {
  return {
    number: NUMBER,
    status: 'accepted',
    outcome: null,
    urgency: 'normal',
    reopened: 0,
    contacts: { logged: 0, needed: 3 },
    helps: [],
    about: null,
    resident: name,
    forgotten: false,
    unreachable: null,
    phone: null,
    text: words,
    files: FILES,
    category: 'power',
    place: 'anshun',
    pin: { longitude: 119.2103, latitude: 35.7501 },
    unit: 'housing',
    handler: name,
    registeredAt: YESTERDAY,
    acceptDue: SOON,
    respondDue: SOON,
    due: DUE,
    mark: 'none',
    daysLeft: 2,
    paused: false,
    rounds: 0,
    urgedAt: null,
    urged: null,
    households: 1,
    main: null,
    pending: null,
    latest: [entryOf('accept', ''), entryOf('note', words), entryOf('memo', words)],
    outside: null,
    guess: null,
    similar: [],
  }
}

function staffScreens(people: People): Samples {
  const { words } = people
  const view = taskOf(people)
  const tasks: [string, Partial<TaskView>, ButtonSpec[]][] = [
    [
      'task: to be accepted',
      { status: 'assigned', handler: null, latest: [] },
      taskButtons(['accept', 'memo', 'ask_return'], NUMBER),
    ],
    [
      'task: in progress',
      {},
      taskButtons(
        ['note', 'ask', 'resolve', 'memo', 'hand', 'ask_return', 'ask_extension', 'ask_suspension'],
        NUMBER,
      ),
    ],
    [
      'task: everything at once',
      {
        urgency: 'urgent',
        resident: null,
        unreachable: 'blocked',
        paused: true,
        rounds: 2,
        reopened: 1,
        contacts: { logged: 1, needed: 3 },
        helps: helpsOf(words),
        about: { unit: 'anshun' },
        urgedAt: YESTERDAY,
        urged: { count: 2, due: DUE },
        pending: { kind: 'extension' },
        latest: ACT_NAMES.map((act) => entryOf(act, words)),
      },
      [],
    ],
    [
      'task: forgotten, no words, late',
      { resident: null, forgotten: true, text: '', daysLeft: -3, due: YESTERDAY },
      [],
    ],
    [
      'task: in the queue',
      {
        status: 'registered',
        unit: null,
        handler: null,
        due: null,
        daysLeft: null,
        category: null,
        place: null,
        pin: null,
        latest: [],
        guess: { category: 'power', because: ['停电', '变压器'], unit: 'housing' },
      },
      [
        button('task.assign', [NUMBER, 'housing'], 'suggested_unit', { unit: 'housing' }),
        ...taskButtons(['assign', 'recategorise', 'decline'], NUMBER),
      ],
    ],
    [
      'task: in the queue, sent anyway',
      {
        status: 'registered',
        unit: null,
        about: { unit: null },
        outside: OUTSIDE,
        due: null,
        daysLeft: null,
        latest: [],
      },
      taskButtons(['assign', 'decline'], NUMBER),
    ],
    [
      'task: in the queue, no guess',
      { status: 'registered', unit: null, guess: { category: null, because: [], unit: null } },
      [],
    ],
  ]
  return [
    ...tasks.map(([title, part, buttons]) => ({
      title,
      screen: { screen: 'task', view: { ...view, ...part }, buttons } as const,
    })),
    {
      title: 'task gone',
      screen: { screen: 'task_gone', number: NUMBER, unit: 'anshun', status: 'assigned' },
    },
    {
      title: 'task gone, to nobody',
      screen: { screen: 'task_gone', number: NUMBER, unit: null, status: 'registered' },
    },
    ...listScreens(people),
    ...choiceScreens(people),
    ...requestScreens(people),
    ...figureScreens(itemOf(people.words, true)),
  ]
}

function listScreens({ words }: People): Samples {
  const items = Array.from({ length: 3 }, (_, index) => itemOf(words, index === 0))
  const buttons = [
    button('task.show', [NUMBER], 'show_task', { number: NUMBER }),
    button('tasks', [0], 'previous'),
    button('tasks', [2], 'next'),
  ]
  return (['tasks', 'unit', 'queue', 'find'] as const).flatMap((list) => [
    {
      title: `list: ${list}`,
      screen: {
        screen: 'task_list',
        list,
        text: words,
        total: 23,
        late: 1,
        items,
        buttons,
      } as const,
    },
    {
      title: `list: ${list}, empty`,
      screen: {
        screen: 'task_list',
        list,
        text: words,
        total: 0,
        late: 0,
        items: [],
        buttons: [],
      } as const,
    },
  ])
}

function choiceScreens({ words, name }: People): Samples {
  const view = { number: NUMBER, category: 'power', place: 'anshun', words }
  const back = button('task.show', [NUMBER], 'back')
  const person = button('task.assign', [NUMBER, 12], 'assign_person', { name })
  const unit = button('task.assign', [NUMBER, 'anshun'], 'assign_unit', { unit: 'anshun' })
  const township = button('task.units', [NUMBER, 'hongning'], 'open_township', { unit: 'hongning' })
  const likely = button('task.category', [NUMBER, 'power'], 'likely_category', {
    category: 'power',
  })
  const groups = ['supply', 'homes', 'streets'].map((category) =>
    button('task.category', [NUMBER, category], 'open_category', { category }),
  )
  const proposed = button('task.propose', [3, 'anshun'], 'propose_unit', { unit: 'anshun' })
  const none = button('task.propose', [3, 'none'], 'propose_none')
  return [
    {
      title: 'assign to a person',
      screen: { screen: 'assign', view, to: 'people', buttons: [person, back] },
    },
    {
      title: 'assign to a unit',
      screen: { screen: 'assign', view, to: 'units', buttons: [unit, township, back] },
    },
    {
      title: 'change the category',
      screen: { screen: 'recategorise', view, buttons: [likely, ...groups, back] },
    },
    { title: 'propose a unit', screen: { screen: 'propose', view, buttons: [proposed, none] } },
    { title: 'proposed', screen: { screen: 'proposed', number: NUMBER, unit: 'anshun' } },
    { title: 'proposed: none', screen: { screen: 'proposed', number: NUMBER, unit: null } },
  ]
}

function requestScreens({ words }: People): Samples {
  const view: RequestView = {
    id: 3,
    number: NUMBER,
    kind: 'return',
    state: 'pending',
    unit: 'housing',
    reason: words,
    proposed: 'anshun',
    days: null,
    contacts: null,
    category: 'power',
    place: 'anshun',
    due: DUE,
    words,
  }
  const part: [string, Partial<RequestView>][] = [
    ['request: return', {}],
    [
      'request: extension, approved',
      { kind: 'extension', proposed: null, days: 3, state: 'approved' },
    ],
    [
      'request: suspension, denied',
      { kind: 'suspension', proposed: null, days: 60, state: 'denied' },
    ],
    ['request: moot', { state: 'moot', proposed: null }],
    ['request: to end it as explained', REQUEST_TO_EXPLAIN],
  ]
  return part.map(([title, rest]) => {
    const shown = { ...view, ...rest }
    const buttons = shown.state === 'pending' ? requestButtons(shown) : []
    return { title, screen: { screen: 'request', view: shown, buttons } as const }
  })
}
