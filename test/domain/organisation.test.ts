import { describe, expect, it, test } from 'vitest'
import {
  ancestors,
  communitiesIn,
  isAbove,
  leadersOf,
  unitForCategory,
  unitOf,
} from '../../src/domain/organisation.ts'
import { smallOrg, unit } from '../org/small-org.ts'
import { ORG } from '../support/builders.ts'

const org = smallOrg([unit('east'), unit('west'), unit('hill', { parent: 'county' })])
const codes = (units: readonly { code: string }[]): string[] => units.map(({ code }) => code)

test('a unit is found by its code, and nothing by a code that is not there', () => {
  expect(unitOf(org, 'east')?.code).toBe('east')
  expect(unitOf(org, 'gone')).toBeUndefined()
  expect(unitOf(org, null)).toBeUndefined()
})

test('the units above one are named nearest first, up to the county', () => {
  expect(codes(ancestors(org, 'east'))).toEqual(['town', 'county'])
  expect(ancestors(org, 'county')).toEqual([])
  expect(ancestors(org, 'gone')).toEqual([])
})

test('a unit is above those under it, not above itself and not above its neighbour', () => {
  expect(isAbove(org, 'county', 'east')).toBe(true)
  expect(isAbove(org, 'town', 'east')).toBe(true)
  expect(isAbove(org, 'east', 'east')).toBe(false)
  expect(isAbove(org, 'east', 'west')).toBe(false)
  expect(isAbove(org, 'town', 'hill')).toBe(false)
})

test('the communities of a unit are those at or below it', () => {
  expect(codes(communitiesIn(org, 'county'))).toEqual(['east', 'west', 'hill'])
  expect(codes(communitiesIn(org, 'town'))).toEqual(['east', 'west'])
  expect(codes(communitiesIn(org, 'west'))).toEqual(['west'])
  expect(codes(communitiesIn(org, 'housing'))).toEqual([])
})

describe('a category and a place name the responsible unit', () => {
  test.each([
    ['own: the community of the place', 'own', 'east', 'east'],
    ['parent: the township of the place', 'parent', 'east', 'town'],
    ['parent: a community right under the county', 'parent', 'hill', 'county'],
    ['own: the resident named the township only', 'own', 'town', 'town'],
    ['parent: the resident named the township only', 'parent', 'town', 'town'],
    ['parent: the resident named the county only', 'parent', 'county', 'county'],
    ['a unit code: wherever it is', 'housing', 'east', 'housing'],
    ['a unit code: even without a place', 'housing', null, 'housing'],
    ['own: the place is not known', 'own', null, undefined],
    ['parent: the place is not known', 'parent', null, undefined],
    ['own: the place has gone from the org file', 'own', 'gone', undefined],
  ])('%s', (_remark, route, place, expected) => {
    expect(unitForCategory(org, { route }, place)?.code).toBe(expected)
  })
})

describe('the leader in charge of a unit', () => {
  const leader = (telegram: number, unit: string, charge?: string[]) =>
    ({ telegram, name: `leader ${telegram}`, unit, role: 'leader', charge }) as const
  const county = leader(1, 'county')
  const deputy = leader(2, 'county', ['housing'])
  const town = leader(3, 'town')

  it.each([
    ['the one who names it', [county, deputy, town], 'housing', [2]],
    ['nobody with another charge', [county, deputy, town], 'empty', [1]],
    ['the one posted above it before the county', [county, deputy, town], 'anshun', [3]],
    ['whoever is there where all have another charge', [deputy], 'anshun', [2]],
    ['nobody where there is none', [], 'anshun', []],
  ])('is %s', (_, staff, unit, expected) => {
    const found = leadersOf({ ...ORG, staff }, unit)
    expect(found.map(({ telegram }) => telegram)).toEqual(expected)
  })
})
