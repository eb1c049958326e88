import { expect, it } from 'vitest'
import { promiseView } from '../../src/queries/views.ts'
import { appeal, NOW, RULES } from '../support/builders.ts'

const due = NOW.add({ hours: 30 })

it.each(['assigned', 'accepted'] as const)('promises a date while it is %s', (status) => {
  const view = promiseView(appeal(status, { due }), RULES, NOW)
  expect(view.due).toEqual(due)
  expect(view.daysLeft).not.toBeNull()
})

it.each(['resolved', 'closed', 'declined', 'withdrawn', 'merged'] as const)(
  'promises nothing any more once it is %s',
  (status) => {
    expect(promiseView(appeal(status, { due }), RULES, NOW)).toMatchObject({
      due: null,
      daysLeft: null,
    })
  },
)
