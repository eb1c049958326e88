import { describe, expect, test } from 'vitest'
import { communityAt } from '../../src/domain/place.ts'
import type { Point } from '../../src/domain/organisation.ts'
import { smallOrg, unit } from '../org/small-org.ts'

const square = (west: number, south: number, side: number): Point[] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
]

describe('a pin lies in a community, or near one, or nowhere', () => {
  const org = smallOrg([
    unit('undrawn'),
    unit('west', { area: square(119.19, 35.74, 0.03) }),
    unit('east', { area: square(119.24, 35.74, 0.03) }),
    // A horseshoe open to the north.
    unit('shoe', {
      area: [
        [119.3, 35.7],
        [119.36, 35.7],
        [119.36, 35.76],
        [119.34, 35.76],
        [119.34, 35.72],
        [119.32, 35.72],
        [119.32, 35.76],
        [119.3, 35.76],
      ],
    }),
    unit('dateline', { area: [[179.9, 10], [-179.9, 10], [-179.9, 10.1], [179.9, 10.1]] }), // prettier-ignore
  ])
  test.each([
    ['in the middle', 119.205, 35.755, 'west'],
    ['just inside', 119.2199, 35.7401, 'west'],
    ['in the other', 119.25, 35.75, 'east'],
    ['in the gap, nearer to the west', 119.2285, 35.75, 'west'],
    ['in the gap, nearer to the east', 119.2315, 35.75, 'east'],
    ['900 m north of the border', 119.205, 35.7781, 'west'],
    ['1100 m north of the border', 119.205, 35.7799, null],
    ['900 m west of the border, where degrees are short', 119.18004, 35.75, 'west'],
    ['1100 m west of the border', 119.17782, 35.75, null],
    ['700 m off the corner', 119.1845, 35.7355, 'west'],
    ['within the arms of the horseshoe, 900 m from each', 119.33, 35.75, 'shoe'],
    ['in an arm of the horseshoe', 119.31, 35.75, 'shoe'],
    ['far away', 116.4, 39.9, null],
    ['the other side of the earth', -60.79, -35.75, null],
    ['across the date line', 180, 10.05, 'dateline'],
    ['not a number', Number.NaN, 35.75, null],
  ])('%s', (_remark, longitude, latitude, expected) => {
    expect(communityAt(org, { longitude, latitude })).toBe(expected)
  })
})
