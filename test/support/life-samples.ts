import { changeButtons, stillButtons } from '../../src/flows/appeal/after-buttons.ts'
import type { Screen } from '../../src/flows/screen.ts'
import type { RequestView } from '../../src/flows/views.ts'

const NUMBER = '26-0000001-4'

/** What whoever decides it has to know. */
export const REQUEST_TO_EXPLAIN: Partial<RequestView> = {
  kind: 'explained',
  proposed: null,
  contacts: { logged: 3, unreached: 1 },
}

/** The screens of an appeal's life after the reply. */
export function lifeScreens(): { title: string; screen: Screen }[] {
  const said = [
    ['change', true],
    ['change', false],
    ['still', true],
    ['still', false],
    ['unreached', false],
  ] as const
  return [
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
