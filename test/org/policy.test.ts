import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stringify, parse } from 'yaml'
import { parseOrg } from '../../src/org/parse-org.ts'
import { POLICY } from '../support/policy.ts'

const rest = `
name: county
units: [{ code: county, kind: county, name: county }]
staff: [{ telegram: 1, name: leader, unit: county, role: leader }, { telegram: 2, name: head, unit: county, role: head }]
categories: [{ code: other, name: other }]
`

function read(policy: unknown) {
  return parseOrg(`${rest}${stringify({ policy })}`, 'org.yaml')
}

/** The table of docs/policy.md as one policy, read as an operator would type it. */
function documented(): Record<string, unknown> {
  const rows = readFileSync('docs/policy.md', 'utf8').matchAll(
    /^\| `([\w.]+)`\s*\| `(.+?)`\s*\|/gmu,
  )
  const all: Record<string, unknown> = {}
  for (const [, key = '', value = ''] of rows) {
    const steps = key.split('.')
    let level = all
    for (const step of steps.slice(0, -1)) level = (level[step] ??= {}) as typeof all
    level[steps.at(-1) ?? ''] = parse(value)
  }
  return all
}

describe('the policy', () => {
  it('has the defaults that docs/policy.md names', () => {
    const given = read(documented())
    expect('org' in given && given.org.policy).toEqual(POLICY)
  })

  it('has every number that docs/policy.md names, and no other', () => {
    const all = documented()
    for (const part of Object.keys(POLICY)) expect(all, part).toHaveProperty(part)
    const names = (given: unknown): string[] =>
      typeof given === 'object' && given !== null && !Array.isArray(given)
        ? Object.entries(given).flatMap(([key, value]) =>
            names(value).map((below) => (below === '' ? key : `${key}.${below}`)),
          )
        : ['']
    // A name that is no key is refused, so what is read is what the file may have.
    const shaped = names({ ...POLICY, radar: 0, after: 0 }).filter(
      (name) => !/\.(amount|unit)$/.test(name),
    )
    for (const name of shaped.filter((one) => one !== 'radar' && one !== 'after'))
      expect(names(all), name).toContain(name)
  })

  it.each([
    [
      { claims: { joiners: 0 } },
      /policy\.claims\.joiners: given 0, expected a whole number from 1/,
    ],
    [{ claims: { joinres: 3 } }, /policy\.claims\.joinres.*did you mean "joiners"/],
    [{ claims: { categories: ['othr'] } }, /policy\.claims\.categories\[0\].*did you mean "other"/],
    [{ conduct: ['nothing'] }, /policy\.conduct\[0\].*the code of one of the categories/],
    [{ claims: { rota: [2] } }, /policy\.claims\.rota\[0\].*somebody with a leader post/],
    [{ notice: { weights: { response: 31 } } }, /policy\.notice\.weights.*100 together/],
    [{ notice: { day: 31 } }, /policy\.notice\.day.*from 1 to 28/],
    [{ reminders: { at: ['8:30'] } }, /policy\.reminders\.at\[0\].*a time of day/],
    [{ review: { weekday: 'fryday' } }, /policy\.review\.weekday.*did you mean "friday"/],
    [{ explained: { quota: 2 } }, /policy\.explained\.quota.*a share from 0 to 1/],
    [{ order: { reply: '3 days' } }, /policy\.order\.reply.*working hours or days/],
  ])('refuses %j in one line', (policy, line) => {
    const given = read(policy)
    expect('faults' in given && given.faults).toEqual([expect.stringMatching(line)])
  })
})
