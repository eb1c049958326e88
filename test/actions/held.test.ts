import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { perform, type Answering } from '../../src/actions/perform.ts'
import type { Effect } from '../../src/flows/effect.ts'
import { loadCase } from '../../src/queries/facts.ts'
import { NOW, RULES } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(() => desk.at(NOW))

const { handler } = STAFF
const SAYS = { screen: 'told', toast: { toast: 'nothing_there' } } as const

let lastResident = 870

/**
 * The handler's input was found about an appeal that nobody has accepted, and locked it. Meanwhile it was accepted in
 * the same transaction. Then come this effect and the handler's own accepting. Gives how that ended.
 */
async function accepting(...effects: Effect[]): Promise<'done' | 'refused'> {
  const number = await desk.submit((lastResident += 1), 'power')
  const person = await desk.person(handler)
  return desk.work(async (work) => {
    const { tx, now } = work
    work.held = await loadCase(tx, number, { rules: RULES, now }, true)
    await tx.appeal.update({
      where: { number },
      data: { status: 'accepted', handlerId: person.id },
    })
    const blank = { pressed: null, draft: null, isDraftNew: false, toast: null }
    const answering: Answering = { work, person, ...blank }
    const accept: Effect = { do: 'act', arguments: { act: 'accept', number } }
    await perform(answering, [...effects, accept])
    return answering.toast === null ? 'done' : 'refused'
  })
}

it('an act is decided by the appeal as its input found and locked it, which is read once', async () => {
  expect(await accepting()).toBe('done')
})

it.each<[string, Effect]>([
  ['say', { do: 'say', screen: SAYS }],
  ['rewrite', { do: 'rewrite', screen: SAYS }],
  ['await', { do: 'await', awaiting: null }],
  ['album', { do: 'album', album: null }],
])('what only talks leaves it as it was found: %s', async (_name, effect) => {
  expect(await accepting(effect)).toBe('done')
})

it.each<[string, Effect]>([
  ['language', { do: 'language', locale: 'en' }],
  ['home', { do: 'home', unit: 'anshun' }],
  ['draft', { do: 'draft', draft: null }],
  ['submit', { do: 'submit' }],
  ['show', { do: 'show', what: { what: 'tasks', page: 0, edit: false } }],
])('after anything else the appeal is read again: %s', async (_name, effect) => {
  expect(await accepting(effect)).toBe('refused')
})
