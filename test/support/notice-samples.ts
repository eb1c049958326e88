import { noticeOf, type NoticeContent, type NoticeFacts } from '../../src/figures/notice.ts'
import { PEER_KINDS } from '../../src/figures/peers.ts'
import type { Sign } from '../../src/figures/radar.ts'
import { spanSheet } from '../../src/figures/sheets.ts'
import { noFigures, type UnitFigures } from '../../src/figures/unit-figures.ts'
import { button } from '../../src/flows/button.ts'
import type { DemandTitle } from '../../src/flows/demand/views.ts'
import { noticePageButtons } from '../../src/flows/paper/notice-buttons.ts'
import type { NoticePage, NoticeSummary, StudyDemand } from '../../src/flows/paper/notice-views.ts'
import type { Screen } from '../../src/flows/screen.ts'
import { answers } from '../figures/units.ts'
import { ORG } from './facts.ts'

const NUMBER = '26-0000001-4'
const MINIMUM = 20
const rate = (k: number, n: number) => ({ k, n })

function busy(unit: string, k: number, n: number): UnitFigures {
  return {
    ...answers(unit, [k + 2, n], [k, n], [k + 1, n]),
    ...{ reworks: rate(n - k, n), confirmed: rate(k, n) },
    onTime: { accept: rate(n, n + 1), contact: rate(n - 3, n), reply: rate(n - 4, n) },
  }
}

const county = (k: number, n: number) => ({ ...busy('', k, n), asked: n + 60 })

/** Facts of a month in which three communities have answers enough, and nobody else. */
function facts(words: string): NoticeFacts {
  const sample = { number: NUMBER, category: 'power', unit: 'anshun' }
  return {
    ...{ month: '2026-10', knownAt: '2026-11-02T00:30:00Z', introduction: words, remark: words },
    whole: { now: county(210, 260), before: county(180, 240), lastYear: county(6, 9) },
    units: [
      ...[busy('anshun', 38, 40), busy('fukang', 30, 41), busy('shanhe', 18, 35)],
      ...[busy('housing', 9, 12), noFigures('hongning'), noFigures('jietou')],
    ],
    orders: new Map([['housing', rate(3, 4)]]),
    explained: [{ unit: 'fukang', endings: 44, appeals: [{ number: NUMBER, category: 'power' }] }],
    cases: {
      good: [{ ...sample, days: 2, rounds: 0 }],
      bad: [{ ...sample, unit: 'shanhe', category: null, days: 19, rounds: 2 }],
    },
    objections: [
      { unit: 'shanhe', words, answer: 'leave_out', reason: words, numbers: [NUMBER] },
      { unit: 'fukang', words, answer: 'deny', reason: words, numbers: [] },
      { unit: 'anshun', words, answer: null, reason: '', numbers: [] },
    ],
  }
}

export function sampleNotice(words: string): NoticeContent {
  return noticeOf(facts(words), ORG)
}

export function sampleSummary(words: string, published: boolean): NoticeSummary {
  const digest = published ? 'e3b0c44298fc1c149afbf4c8996fb924' : null
  return { content: sampleNotice(words), digest, agreed: 2, heard: 6, minimum: MINIMUM }
}

export function sampleStudy(words: string, by: string): StudyDemand[] {
  const title: DemandTitle = { name: words, category: 'power', place: 'anshun' }
  const measure = { at: Temporal.Instant.from('2026-10-12T01:00:00Z'), by, words }
  const volume = {
    days: 30,
    before: { letters: 16, households: 14 },
    after: { letters: 5, households: 5 },
  }
  return [
    {
      ...{ id: 3, title, lead: 'housing', households: 16, before: 8, percent: 100 },
      ...{ measures: [measure, measure], improvements: [{ ...measure, kind: 'rule', volume }] },
    },
    {
      ...{ id: 4, title: { ...title, name: '' }, lead: null, households: 1, before: 0 },
      ...{ percent: null, measures: [], improvements: [] },
    },
  ]
}

/** Every screen of the monthly notice besides its card. */
export function noticeScreens({ words, name }: { words: string; name: string }): {
  title: string
  screen: Screen
}[] {
  const content = sampleNotice(words)
  const reader = { oversees: true, units: [], seesRadar: true }
  const signs: Sign[] = [
    ...(['last_hour', 'identical', 'back', 'pressed'] as const).map((sign) => ({
      ...{ sign, unit: 'anshun', other: null, k: 6, n: 14, numbers: [NUMBER] },
    })),
    { sign: 'ping_pong', unit: 'anshun', other: 'housing', k: 4, n: 5, numbers: [NUMBER] },
  ]
  const { policy } = ORG
  const sheet = (span: 'month' | 'quarter' | 'year', unit: string) =>
    ({ of: 'sheet', unit, sheet: spanSheet(span, unit, [content], '2026-10', policy) }) as const
  const pages: [string, NoticePage][] = [
    ['the county', { of: 'whole' }],
    ['best and backward', { of: 'ends' }],
    ...PEER_KINDS.map((kind): [string, NoticePage] => [kind, { of: 'group', kind, first: 0 }]),
    ['a unit', { of: 'unit', unit: 'shanhe' }],
    ['a unit that is not ranked', { of: 'unit', unit: 'housing' }],
    ['cases', { of: 'cases' }],
    ['explained', { of: 'explained' }],
    ['objections', { of: 'objections' }],
    ['signs', { of: 'radar', signs }],
    ['no signs', { of: 'radar', signs: [] }],
    ['assessment', sheet('month', 'anshun')],
    ['assessment of a quarter', sheet('quarter', 'housing')],
    ['assessment of a year', sheet('year', 'hongning')],
  ]
  const empty: NoticeContent = {
    ...content,
    ...{ cases: { good: [], bad: [] }, explained: [], objections: [] },
  }
  const title: DemandTitle = { name: words, category: 'power', place: 'anshun' }
  const screens: [string, Screen][] = [
    ...pages.map(([what, page]): [string, Screen] => [
      what,
      {
        ...{ screen: 'notice_page', content, page, minimum: MINIMUM },
        buttons: noticePageButtons(5, content, page, reader),
      },
    ]),
    ...(['cases', 'explained', 'objections'] as const).map((of): [string, Screen] => [
      `none: ${of}`,
      {
        ...{ screen: 'notice_page', content: empty, page: { of }, minimum: MINIMUM },
        buttons: noticePageButtons(5, empty, { of }, reader),
      },
    ]),
    ['below a picture', { screen: 'notice_picture', month: '2026-10', kind: 'community' }],
    ['below the document', { screen: 'notice_file', month: '2026-10', digest: 'e3b0c442' }],
    [
      'what a study concluded',
      {
        ...{ screen: 'study_concluded', month: '2026-10', demands: [title] },
        conclusions: [{ by: name, words }],
        buttons: [button('demand.show', [3], 'show_demand', { count: 1 })],
      },
    ],
  ]
  return screens.map(([what, screen]) => ({ title: `notice: ${what}`, screen }))
}
