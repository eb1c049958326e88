import { describe, expect, it } from 'vitest'
import { draftButtons } from '../../src/flows/draft/draft-buttons.ts'
import { draftView } from '../../src/flows/draft/draft-view.ts'
import { flow } from '../../src/flows/flow.ts'
import { glance } from '../support/effects.ts'
import { card, draft, facts, ORG, person, press } from '../support/facts.ts'

const LAWSUIT = { text: 'power, but it is a lawsuit', categoryBy: 'person' } as const
const labels = (change: Parameters<typeof draft>[0], agreed: boolean) =>
  draftButtons(draftView(draft(change), facts({ person: person({ agreed }) })), ORG)
    .filter(({ verb }) => verb === 'draft.submit')
    .map(({ label }) => label)

describe('A matter outside this desk', () => {
  it('says where to go instead, and promises no unit and no date', () => {
    const view = draftView(draft(LAWSUIT), facts())
    expect(view.outside).toMatchObject({ where: { en: 'court' } })
    expect(view).toMatchObject({ unit: null, due: null, categorySure: true })
  })

  it('promises no date either while its place is not known', () => {
    expect(draftView(draft({ ...LAWSUIT, place: null }), facts()).due).toBeNull()
  })

  it('is sent anyway with the same one press', () => {
    expect(labels(LAWSUIT, true)).toEqual(['submit_anyway'])
    expect(labels(LAWSUIT, false)).toEqual(['submit_anyway_agree'])
    expect(labels({ text: 'power' }, true)).toEqual(['submit'])
    const given = facts({ draft: draft(LAWSUIT), card: card('draft', '5') })
    expect(glance(flow(press('draft.submit'), given))).toEqual(['submit'])
  })

  it('is no reason to hold up an emergency', () => {
    const view = draftView(draft({ text: 'the lawsuit neighbour is on fire, no power' }), facts())
    expect(view).toMatchObject({ outside: null, urgency: 'urgent', unit: 'housing' })
  })
})
