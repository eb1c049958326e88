import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { communityAt } from '../../src/domain/place.ts'
import {
  leavesOf,
  ROLES,
  unitForCategory,
  type OrgUnit,
  type UnitKind,
} from '../../src/domain/organisation.ts'
import { parseOrg } from '../../src/org/parse-org.ts'

const read = parseOrg(readFileSync('org/wulian.yaml', 'utf8'), 'org/wulian.yaml')
if ('faults' in read) throw new Error(read.faults.join('\n'))
const { org } = read
const leaves = leavesOf(org.categories)

const ofKind = (kind: UnitKind): OrgUnit[] => org.units.filter((unit) => unit.kind === kind)
const posts = (unit: OrgUnit): string[] =>
  org.staff.filter((post) => post.unit === unit.code).map(({ role }) => role)

test('the demo county is a whole one', () => {
  expect(ofKind('department').length).toBeGreaterThanOrEqual(6)
  expect(ofKind('township')).toHaveLength(3)
  expect(ofKind('community')).toHaveLength(8)
  expect(leaves.length).toBeGreaterThanOrEqual(30)
})

test('ten groups of categories fit a look, and each opens onto a handful', () => {
  const uppermost = org.categories.filter(({ parent }) => parent === null)
  expect(uppermost.length).toBeLessThanOrEqual(10)
  for (const { code } of uppermost) {
    const below = org.categories.filter(({ parent }) => parent === code)
    expect(below.length, code).toBeGreaterThan(1)
    expect(below.length, code).toBeLessThan(9)
    expect(leaves, code).toEqual(expect.arrayContaining(below))
  }
})

test('every role is held, and every unit that gets work has somebody to do it', () => {
  expect(new Set(org.staff.map(({ role }) => role))).toEqual(new Set(ROLES))
  expect(org.staff.filter(({ role }) => role === 'dispatcher')).toHaveLength(2)
  expect(org.staff.filter(({ role }) => role === 'leader')).toHaveLength(4)
  for (const unit of org.units)
    if (unit.kind !== 'county') expect(posts(unit), unit.code).toContain('head')
  for (const unit of ofKind('department')) expect(posts(unit), unit.code).toContain('handler')
  expect(
    ofKind('community').filter((unit) => posts(unit).includes('handler')).length,
  ).toBeGreaterThan(1)
})

test('no unit and no category goes by the name of another', () => {
  for (const list of [org.units, org.categories])
    for (const locale of ['zh-CN', 'en'] as const) {
      const names = list.map(({ name }) => name[locale])
      expect(new Set(names).size).toBe(names.length)
    }
  const ownNames = new Set(org.units.flatMap(({ name }) => Object.values(name)))
  for (const { code, aliases } of org.units) {
    expect(new Set(aliases).size, code).toBe(aliases.length)
    expect(
      aliases.filter((alias) => ownNames.has(alias)),
      code,
    ).toEqual([])
  }
})

test('every name is given in both languages', () => {
  for (const { code, name } of [...org.units, ...org.categories]) {
    expect(name['zh-CN'], code).toMatch(/\p{Script=Han}/u)
    expect(name.en, code).not.toMatch(/\p{Script=Han}/u)
  }
})

describe.each(leaves)('the category $code can be recognised', (category) => {
  const inChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)
  const inEnglish = (text: string): boolean => !inChinese(text)

  test('by six Chinese and four English keywords, and two examples in each language', () => {
    expect(category.keywords.filter(inChinese).length).toBeGreaterThanOrEqual(6)
    expect(category.keywords.filter(inEnglish).length).toBeGreaterThanOrEqual(4)
    expect(category.examples.filter(inChinese).length).toBeGreaterThanOrEqual(2)
    expect(category.examples.filter(inEnglish).length).toBeGreaterThanOrEqual(2)
  })

  test('and has a deadline and a responsible unit in every community', () => {
    expect(category.deadline).not.toBeNull()
    for (const { code } of ofKind('community')) {
      const unit = unitForCategory(org, category, code)
      expect(unit && posts(unit), `${category.code} in ${code}`).toContain('head')
    }
  })
})

test('no point of the county lies in two communities, and every community can be pinned', () => {
  const pinned = new Set<string>()
  for (let longitude = 119.05; longitude < 119.4; longitude += 0.0037)
    for (let latitude = 35.67; latitude < 35.81; latitude += 0.0037) {
      const inside = ofKind('community').filter(
        (unit) => unit.area && contains(unit, longitude, latitude),
      )
      expect(inside.length, `${longitude}, ${latitude}`).toBeLessThanOrEqual(1)
      for (const { code } of inside) pinned.add(code)
    }
  expect(pinned).toEqual(new Set(ofKind('community').map(({ code }) => code)))
  expect(communityAt(org, { longitude: 119.21, latitude: 35.75 })).toBe('anshun')
})

/** Within the ring itself, without the kilometre around it. */
function contains(unit: OrgUnit, longitude: number, latitude: number): boolean {
  const ring = unit.area ?? []
  return ring.reduce((isInside, [east, north], index) => {
    const [eastBefore, northBefore] = ring.at(index - 1)!
    const isCrossed =
      north > latitude !== northBefore > latitude &&
      longitude < east + ((latitude - north) * (eastBefore - east)) / (northBefore - north)
    return isInside !== isCrossed
  }, false)
}
