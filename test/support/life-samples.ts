import { changeButtons, stillButtons } from '../../src/flows/appeal/after-buttons.ts'
import type { Screen } from '../../src/flows/screen.ts'
import { aboutButtons } from '../../src/flows/task/about.ts'
import { helpButtons, helpingButtons } from '../../src/flows/task/help.ts'
import type { HelpView, RequestView } from '../../src/flows/views.ts'

import { ORG } from './facts.ts'

const NUMBER = '26-0000001-4'

/** Two co-units, one of which has reported back. */
export function helpsOf(words: string): HelpView[] {
  const due = Temporal.Instant.from('2026-11-24T09:30:00Z')
  return [
    { unit: 'anshun', asks: words, due, done: false },
    { unit: 'hongning', asks: words, due, done: true },
  ]
}

/** What whoever decides it has to know. */
export const REQUEST_TO_EXPLAIN: Partial<RequestView> = {
  kind: 'explained',
  proposed: null,
  contacts: { logged: 3, unreached: 1 },
}

const HELPED = {
  ...{ outcome: null, files: { photo: 1, video: 0, voice: 0, other: 0 } },
  ...({ status: 'accepted', urgency: 'urgent', unit: 'housing' } as const),
}

type Samples = { title: string; screen: Screen }[]

/** The screens of an appeal's life after the reply. */
export function lifeScreens({ words }: { words: string }): Samples {
  const said = [
    ['change', true],
    ['change', false],
    ['still', true],
    ['still', false],
    ['unreached', false],
  ] as const
  const matter = { number: NUMBER, category: 'power', place: 'anshun' } as const
  return [
    ...helpsOf(words).map((help) => ({
      title: `task of a co-unit${help.done ? ', done' : ''}`,
      screen: {
        screen: 'helping',
        view: { ...matter, ...HELPED, text: words, help },
        buttons: helpingButtons(help.done ? [] : ['help'], NUMBER),
      } as const,
    })),
    { title: 'photo missing', screen: { screen: 'photo_missing', number: NUMBER } },
    {
      title: 'whom a complaint is about',
      screen: {
        ...{ screen: 'about', view: { ...matter, words } },
        buttons: aboutButtons(NUMBER, ORG, 'anshun'),
      },
    },
    {
      title: 'ask another unit to help',
      screen: {
        ...{ screen: 'ask_help', view: { ...matter, words } },
        buttons: helpButtons({ number: NUMBER, unit: 'housing', about: null }, ORG, []),
      },
    },
    {
      title: 'after the end: change the answer',
      screen: { screen: 'after', number: NUMBER, asks: 'solved', buttons: changeButtons(NUMBER) },
    },
    {
      title: 'after the end: change the rating',
      screen: {
        ...{ screen: 'after', number: NUMBER, asks: 'satisfied' },
        buttons: changeButtons(NUMBER, 'partly'),
      },
    },
    {
      title: 'after the end: still solved?',
      screen: { screen: 'after', number: NUMBER, asks: 'still', buttons: stillButtons(NUMBER) },
    },
    ...said.map(([act, again]) => ({
      title: `after the end: ${act}${again ? ', back to work' : ''}`,
      screen: { screen: 'after_said', number: NUMBER, act, again } as const,
    })),
  ]
}
