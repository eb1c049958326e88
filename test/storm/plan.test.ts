import { expect, it } from 'vitest'
import { digestOf, linesOf, planOf } from './plan.ts'
import { isForMachines } from './strokes.ts'

it('the same seed gives the same plan, another seed another one', () => {
  expect(linesOf(planOf(7, 10))).toEqual(linesOf(planOf(7, 10)))
  expect(digestOf(planOf(7, 10))).toBe(digestOf(planOf(7, 10)))
  const digests = Array.from({ length: 50 }, (_, seed) => digestOf(planOf(seed, 2)))
  expect(new Set(digests).size).toBe(50)
})

it('ten minutes meet every kind of fault, in both ways of receiving', () => {
  const plan = planOf(3, 10)
  const kindsIn = (mode: string) =>
    new Set(
      plan.stages
        .filter((stage) => stage.mode === mode)
        .flatMap(({ strokes }) => strokes)
        .map((one) => (one.kind === 'fault' ? one.fault.kind : one.kind)),
    )
  const expected = ['flood', 'error', 'reset-before', 'reset-after', 'truncated', 'delay']
  const others = ['flood_all', 'redeliver', 'repeat_press', 'restart_ids', 'late', 'away', 'block']
  const machines = ['kill_desk', 'stop_desk', 'freeze_desk', 'sleep', 'skew_clock']
  const databases = ['kill_database', 'freeze_database', 'cut_database', 'migrate', 'topics_off']
  const all = [...expected, ...others, ...machines, ...databases].sort()
  expect([...kindsIn('polling')].sort()).toEqual(all)
  expect([...kindsIn('replicas')].sort()).toEqual(all)
})

it('a stage ends with the strokes that it began, and machines are struck one at a time', () => {
  for (let seed = 0; seed < 20; seed += 1)
    for (const { ms, strokes } of planOf(seed, 2).stages) {
      for (const { at, lastsMs } of strokes) expect(at + lastsMs).toBeLessThan(ms)
      const machines = strokes.filter(isForMachines)
      for (const [index, one] of machines.entries()) {
        const before = machines[index - 1]
        if (before) expect(before.at + before.lastsMs).toBeLessThan(one.at)
      }
    }
})

it('a third of the residents hide their names', () => {
  const residents = planOf(1, 1).people.filter(({ role }) => role === 'resident')
  expect(residents.filter(({ hidesName }) => hidesName)).toHaveLength(residents.length / 3)
})
