import { describe, expect, it } from 'vitest'
import { flow } from '../../src/flows/flow.ts'
import {
  byWeight,
  WARNING_CARD,
  warningButtons,
  warningScreen,
} from '../../src/flows/task/warnings.ts'
import type { WarningItem } from '../../src/flows/views.ts'
import { the } from '../support/effects.ts'
import { card, facts, press, staff } from '../support/facts.ts'

const item = (kind: WarningItem['kind'], change: Partial<WarningItem> = {}): WarningItem => ({
  ...{
    number: '26-0000001-4',
    kind,
    urgency: 'normal',
    unit: 'housing',
    category: null,
    place: null,
  },
  at: Temporal.Instant.from('2026-11-26T01:00:00Z'),
  ...change,
})

describe('a message of warnings', () => {
  it('begins with what is urgent, then with what is gravest, then with what has been so for longest', () => {
    const earlier = Temporal.Instant.from('2026-11-25T01:00:00Z')
    const [yellow, red, oldRed, serious] = [
      item('yellow'),
      item('red'),
      item('red', { at: earlier }),
      item('serious'),
    ]
    const urgent = item('yellow', { urgency: 'urgent' })
    expect([yellow, red, oldRed, serious, urgent].sort(byWeight)).toEqual([
      urgent,
      serious,
      oldRed,
      red,
      yellow,
    ])
  })

  it('shows six and counts the rest by what they are', () => {
    const items = [
      ...Array.from({ length: 6 }, () => item('red')),
      item('red'),
      item('accept'),
      item('yellow'),
      item('yellow'),
    ]
    expect(warningScreen(items, false, [])).toMatchObject({ late: 1, missed: 1, soon: 2 })
    expect(warningButtons(items, [])).toHaveLength(6)
  })

  it('leads to the lists that this person has', () => {
    const verbs = (role: 'handler' | 'head' | 'leader') =>
      warningButtons([], [{ unit: 'housing', role }]).map(({ verb }) => verb)
    expect(verbs('handler')).toEqual(['tasks'])
    expect(verbs('head')).toEqual(['tasks', 'unit'])
    expect(verbs('leader')).toEqual([])
  })

  it.each(['tasks', 'unit'] as const)('stays as it is when the list opens below it: %s', (list) => {
    const given = facts({
      person: staff('head'),
      card: card(WARNING_CARD.kind, WARNING_CARD.subject),
    })
    const shown = the(flow(press(`${list}:0`), given), 'show')
    expect(shown?.what).toEqual({ what: list, page: 0, edit: false })
  })
})
