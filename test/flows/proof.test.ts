import { expect, it } from 'vitest'
import type { Awaiting } from '../../src/flows/words/awaiting.ts'
import { flow } from '../../src/flows/flow.ts'
import { acts, glance, the } from '../support/effects.ts'
import { card, facts, file, NUMBER, photo, press, staff, text, unitView } from '../support/facts.ts'

const view = unitView(['resolve', 'note'], {}, { lacksPhoto: true })
const waits = (rest: object = {}): Awaiting => ({
  ...{ what: 'resolve', number: NUMBER, files: [], ...rest },
})
const asked = (rest: object = {}, given: object = {}) =>
  facts({ person: staff('handler'), view, awaiting: waits(rest), ...given })

it('Words before the photo that a reply needs are kept, and the photo is asked for', () => {
  const effects = flow(text('lamp replaced'), asked())
  expect(glance(effects)).toEqual(['await resolve', 'say photo_missing'])
  expect(the(effects, 'await')?.awaiting).toEqual(waits({ words: 'lamp replaced' }))
})

it('The photo that comes then takes the words along', () => {
  const effects = flow(file(), asked({ words: 'lamp replaced' }))
  expect(acts(effects)).toEqual([
    { act: 'resolve', number: NUMBER, words: 'lamp replaced', files: [photo()] },
  ])
})

it('More words are added to those that wait, and its caption too', () => {
  const more = flow(text('and cleaned'), asked({ words: 'lamp replaced' }))
  expect(the(more, 'await')?.awaiting).toEqual(waits({ words: 'lamp replaced\nand cleaned' }))
  const captioned = flow(file(null, 'and cleaned'), asked({ words: 'lamp replaced' }))
  expect(acts(captioned)).toMatchObject([{ words: 'lamp replaced\nand cleaned' }])
})

it('A photo that came first is proof enough, and so is one in a note', () => {
  expect(acts(flow(text('lamp replaced'), asked({ files: [photo()] })))).toHaveLength(1)
  const shown = { ...view, lacksPhoto: false }
  expect(acts(flow(text('lamp replaced'), asked({}, { view: shown })))).toHaveLength(1)
})

it('Words that wait are given up aloud when something else is written', () => {
  const given = asked({ words: 'lamp replaced' }, { card: card('task') })
  expect(glance(flow(press(`task.note:${NUMBER}`), given))).toEqual([
    'say cancelled words',
    'await note',
    'say prompt',
  ])
})
