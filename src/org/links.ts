import { z } from 'zod'
import { LOCALES } from '../domain/organisation.ts'
import { didYouMean } from './did-you-mean.ts'
import { policyFaults } from './policy-links.ts'
import type { Fault, Path } from './source.ts'

/*
 * What entries of the org file say about each other. The checks read the file loosely, so that
 * a mistake in one entry hides no mistake in another and makes no second one out of itself.
 */

const word = z.string().optional().catch(undefined)
const number = z.number().optional().catch(undefined)
/** Only a name in several languages: a plain one has no language to lack. */
const name = z.record(z.string(), z.unknown()).optional().catch(undefined)
const entry = z.object({
  code: word,
  kind: word,
  parent: word,
  route: word,
  category: word,
  unit: word,
  role: word,
  charge: z.array(word).catch([]).default([]),
  telegram: number,
  name,
  advice: name,
  where: name,
})
const entries = z.array(entry.catch({ charge: [] })).catch([])
const loose = z
  .object({
    ...{ locale: word, name, units: entries, staff: entries, categories: entries },
    emergencies: entries,
    outside: entries,
  })
  .catch({ units: [], staff: [], categories: [], emergencies: [], outside: [] })

type Entry = z.output<typeof entry>
type Loose = z.output<typeof loose>

/** All mistakes in how units, posts and categories refer to each other. */
export function linkFaults(value: unknown): Fault[] {
  const file = loose.parse(value)
  return [
    ...repeatedCodes(file.units, 'units'),
    ...repeatedCodes(file.categories, 'categories'),
    ...repeatedCodes(file.emergencies, 'emergencies'),
    ...repeatedCodes(file.outside, 'outside'),
    ...dangerFaults(file),
    ...countyFaults(file.units),
    ...parentFaults(file.units, 'units'),
    ...treeFaults(file.units),
    ...parentFaults(file.categories, 'categories'),
    ...postFaults(file),
    ...routeFaults(file),
    ...nameFaults(file),
    ...policyFaults(value),
  ]
}

const reserved = ['own', 'parent']

function repeatedCodes(list: readonly Entry[], name: string): Fault[] {
  return list.flatMap(({ code }, index) => {
    const path = [name, index, 'code']
    if (code === undefined) return []
    if (name === 'units' && reserved.includes(code))
      return [{ path, expected: 'another code: routes use this word for the unit of the place' }]
    const first = list.findIndex((other) => other.code === code)
    return first < index ? [{ path, expected: `a code that ${name}[${first}] does not have` }] : []
  })
}

function countyFaults(units: readonly Entry[]): Fault[] {
  const first = units.findIndex((unit) => unit.kind === 'county')
  if (first < 0)
    return units.length > 0
      ? [{ path: ['units'], expected: 'one unit of kind county, the root of all' }]
      : []
  return units.flatMap((unit, index): Fault[] => {
    const path = ['units', index]
    if (unit.kind === 'county' && index !== first)
      return [{ path: [...path, 'kind'], expected: `one county only, and units[${first}] is it` }]
    if (unit.kind === 'county' && unit.parent !== undefined)
      return [{ path: [...path, 'parent'], expected: 'no parent: the county is the root' }]
    if (unit.kind !== undefined && unit.kind !== 'county' && unit.parent === undefined)
      return [{ path: [...path, 'parent'], expected: 'the code of the unit above' }]
    return []
  })
}

function parentFaults(list: readonly Entry[], name: string): Fault[] {
  const parents = new Map(list.map(({ code, parent }) => [code, parent]))
  return list.flatMap(({ code, parent }, index) => {
    const path = [name, index, 'parent']
    if (parent === undefined) return []
    if (!parents.has(parent)) return [{ path, expected: knownCode(parent, list, name) }]
    return isInCircle(code, parents) ? [{ path, expected: 'a parent that is not below it' }] : []
  })
}

/** Places lie in places: what is no place has none below it, and nothing lies in a community. */
function treeFaults(units: readonly Entry[]): Fault[] {
  return units.flatMap(({ kind, parent }, index): Fault[] => {
    const above = units.find(({ code }) => code !== undefined && code === parent)?.kind
    if ((kind !== 'township' && kind !== 'community') || !isNoPlaceFor(above)) return []
    const expected = `the county or a township: no ${kind} lies in a ${above}`
    return [{ path: ['units', index, 'parent'], expected }]
  })
}

function isNoPlaceFor(kind: string | undefined): kind is 'department' | 'community' {
  return kind === 'department' || kind === 'community'
}

function isInCircle(code: string | undefined, parents: ReadonlyMap<unknown, unknown>): boolean {
  let above = parents.get(code)
  for (let steps = 0; above !== undefined && steps < parents.size; steps++) {
    if (above === code) return true
    above = parents.get(above)
  }
  return false
}

function postFaults({ units, staff }: Loose): Fault[] {
  const seen = new Map<string, number>()
  return staff.flatMap(({ telegram, unit, role, charge }, index): Fault[] => {
    const faults: Fault[] = []
    const key = JSON.stringify([telegram, unit, role])
    const first = seen.get(key)
    if (first === undefined) seen.set(key, index)
    else if (telegram !== undefined)
      faults.push({
        path: ['staff', index],
        expected: `a post that staff[${first}] is not already`,
      })
    if (unit !== undefined && !units.some(({ code }) => code === unit))
      faults.push({ path: ['staff', index, 'unit'], expected: knownCode(unit, units, 'units') })
    for (const [at, one] of charge.entries()) {
      const path = ['staff', index, 'charge', at]
      if (role !== undefined && role !== 'leader')
        faults.push({ path, expected: 'nothing: only a leader is in charge of units' })
      else if (one !== undefined && !units.some(({ code }) => code === one))
        faults.push({ path, expected: knownCode(one, units, 'units') })
    }
    return faults
  })
}

function routeFaults({ units, categories }: Loose): Fault[] {
  return categories.flatMap(({ route }, index) =>
    route === undefined || reserved.includes(route) || units.some(({ code }) => code === route)
      ? []
      : [
          {
            path: ['categories', index, 'route'],
            expected: `own, parent or ${knownCode(route, units, 'units')}`,
          },
        ],
  )
}

/** An emergency is of a category that an appeal can be about: a group is nobody's. */
function dangerFaults({ emergencies, categories }: Loose): Fault[] {
  const leaves = categories.filter(
    ({ code }) => code !== undefined && !categories.some(({ parent }) => parent === code),
  )
  return emergencies.flatMap(({ category }, index) =>
    category === undefined || leaves.some(({ code }) => code === category)
      ? []
      : [
          {
            path: ['emergencies', index, 'category'],
            expected: knownCode(category, leaves, 'categories'),
          },
        ],
  )
}

function knownCode(given: string, list: readonly Entry[], name: string): string {
  const codes = list.flatMap(({ code }) => code ?? [])
  return `the code of one of the ${name}${didYouMean(given, codes)}`
}

/** A name in several languages must have the organisation's own: the others fall back to it. */
function nameFaults(file: Loose): Fault[] {
  const locale = LOCALES.find((known) => known === (file.locale ?? 'zh-CN'))
  if (locale === undefined) return []
  const named: [Path, Loose['name']][] = [
    [['name'], file.name],
    ...file.units.map(({ name }, index): [Path, Loose['name']] => [['units', index, 'name'], name]),
    ...file.categories.map(({ name }, index): [Path, Loose['name']] => [
      ['categories', index, 'name'],
      name,
    ]),
    ...file.emergencies.flatMap(({ name, advice }, index): [Path, Loose['name']][] => [
      [['emergencies', index, 'name'], name],
      [['emergencies', index, 'advice'], advice],
    ]),
    ...file.outside.flatMap(({ name, where }, index): [Path, Loose['name']][] => [
      [['outside', index, 'name'], name],
      [['outside', index, 'where'], where],
    ]),
  ]
  return named
    .filter(([, name]) => name !== undefined && !Object.hasOwn(name, locale))
    .map(([path]) => ({ path: [...path, locale], expected: 'the name in the default language' }))
}
