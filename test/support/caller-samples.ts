import { callButtons, promptButtons, taskButtons } from '../../src/flows/buttons.ts'
import { draftButtons } from '../../src/flows/draft/draft-buttons.ts'
import type { Screen } from '../../src/flows/screen.ts'
import type { DraftView, SimilarView, TaskView } from '../../src/flows/views.ts'
import { ORG } from './facts.ts'
import { NUMBER, OTHER_NUMBER, taskOf, type People } from './samples.ts'

const DUE = Temporal.Instant.from('2026-11-25T09:30:00Z')
const YESTERDAY = Temporal.Instant.from('2026-11-22T11:20:00Z')

const UNASKED = {
  reminder: false,
  solved: null,
  satisfied: null,
  again: false,
  pressed: false,
} as const

/** What staff read when they register for somebody without a chat. */
export function callerScreens(people: People): { title: string; screen: Screen }[] {
  const { words, name } = people
  const caller = { name, phone: '0633 1234567' }
  const nothing = { photo: 0, video: 0, voice: 0, other: 0 }
  const begun: DraftView = {
    ...{ text: '', files: nothing, category: null, likely: [], categorySure: false },
    ...{
      place: 'anshun',
      placeSuggested: false,
      likelyPlaces: [],
      pin: false,
      unit: null,
      due: null,
    },
    ...{ anonymous: false, caller, first: false, similar: [] },
    ...{ outside: null, urgency: 'normal', calls: [] },
  }
  const said: DraftView = {
    ...{ ...begun, text: words, category: 'power', categorySure: true, unit: 'housing', due: DUE },
  }
  const similar: SimilarView = {
    ...{ number: OTHER_NUMBER, category: 'power', place: 'anshun', status: 'accepted' },
    ...{ registeredAt: YESTERDAY, households: 3, shared: ['停电'], own: false },
  }
  const drafts: [string, DraftView][] = [
    ['draft for a caller, nothing said yet', begun],
    ['draft for a caller', said],
    ['draft for a caller without a telephone', { ...said, caller: { name, phone: null } }],
    ['draft for a caller, name hidden', { ...said, anonymous: true }],
    ['draft for a caller, a neighbour said it', { ...said, similar: [similar] }],
    [
      'draft for a caller, several neighbours said it',
      { ...said, similar: [similar, { ...similar, households: 1, shared: [] }] },
    ],
  ]
  const tasks: [string, Partial<TaskView>][] = [
    ['task: no chat', { phone: caller.phone }],
    ['task: no chat, no telephone', {}],
    ['task: no chat, name hidden', { resident: null }],
  ]
  return [
    { title: 'register', screen: { screen: 'register', buttons: promptButtons() } },
    ...drafts.map(([title, view]) => {
      return { title, screen: { screen: 'draft', view, buttons: draftButtons(view, ORG) } as const }
    }),
    ...tasks.map(([title, part]) => {
      const view: TaskView = { ...taskOf(people), unreachable: 'no_chat', ...part }
      const buttons = taskButtons(['note', 'resolve', 'contact'], NUMBER)
      return { title, screen: { screen: 'task', view, buttons } as const }
    }),
    ...(['note', 'contact'] as const).map((what) => ({
      title: `passed on: ${what}, to a resident without a chat`,
      screen: {
        screen: 'passed_on',
        ...{ what, number: NUMBER, days: null, unreachable: 'no_chat' as const },
      } as const,
    })),
    ...(['contacted', 'solved', 'satisfied'] as const).map((question) => ({
      title: `survey: ${question}, by telephone`,
      screen: {
        ...({ ...UNASKED, screen: 'survey', number: NUMBER, question, caller } as const),
        buttons: callButtons(question, NUMBER, 7),
      } as const,
    })),
    {
      title: 'survey: done, by telephone',
      screen: {
        ...{ ...UNASKED, screen: 'survey', number: NUMBER, question: 'done', caller },
        ...{ solved: 'no', satisfied: 2, again: true, buttons: [] },
      },
    },
    ...(['taken', 'over'] as const).map((why) => ({
      title: `call: ${why}`,
      screen: { screen: 'call_gone', number: NUMBER, why } as const,
    })),
    { title: 'registered', screen: { screen: 'registered', number: NUMBER, name, joined: false } },
    {
      title: 'registered, with neighbours',
      screen: { screen: 'registered', number: NUMBER, name, joined: true },
    },
  ]
}
