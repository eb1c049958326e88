import { describe, expect, it } from 'vitest'
import type { Facts } from '../../src/flows/facts.ts'
import { callButtons } from '../../src/flows/buttons.ts'
import { flow } from '../../src/flows/flow.ts'
import { callSubject } from '../../src/flows/on-card.ts'
import { acts, data, glance } from '../support/effects.ts'
import { card, facts, NUMBER, OTHER_NUMBER, press, staff, unitView } from '../support/facts.ts'

const CALLER = 50
const onCall = (change: Partial<Facts> = {}) =>
  facts({
    person: staff('dispatcher', 'county'),
    card: card('call', callSubject(NUMBER, CALLER)),
    view: unitView([], { status: 'resolved' }),
    ...change,
  })

describe('the card of a call', () => {
  it.each([
    ['contacted', 'contacted', 'yes'],
    ['resolved', 'solved', 'partly'],
    ['satisfied', 'satisfied', '4'],
  ] as const)('survey.%s takes down what the caller says, for the caller', (verb, act, answer) => {
    const effects = flow(press(`survey.${verb}:${NUMBER}:${answer}:${CALLER}`), onCall())
    expect(acts(effects)).toEqual([{ act, number: NUMBER, answer, caller: CALLER }])
    expect(effects).toHaveLength(1)
  })

  it.each([
    [`survey.contacted:${NUMBER}:yes:51`, 'another caller'],
    [`survey.contacted:${NUMBER}:yes`, 'nobody'],
    [`survey.contacted:${OTHER_NUMBER}:yes:${CALLER}`, 'another appeal'],
  ])('does not count %s: it is about %s', (pressed) => {
    const effects = flow(press(pressed), onCall())
    expect(acts(effects)).toEqual([])
    expect(glance(effects)).toContain('toast old_card')
  })

  it('leads to what it is about, below', () => {
    expect(flow(press(`task.show:${NUMBER}`), onCall())).toEqual([
      { do: 'show', what: { what: 'task', number: NUMBER, edit: false } },
    ])
  })

  it('has nothing left to press after the last answer', () => {
    expect(data(callButtons('solved', NUMBER, CALLER))).toEqual([
      `survey.resolved:${NUMBER}:yes:${CALLER}`,
      `survey.resolved:${NUMBER}:partly:${CALLER}`,
      `survey.resolved:${NUMBER}:no:${CALLER}`,
      `task.show:${NUMBER}`,
    ])
    expect(callButtons('done', NUMBER, CALLER)).toEqual([])
  })
})
