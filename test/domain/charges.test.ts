import { describe, expect, it } from 'vitest'
import { DESK, type Actor } from '../../src/domain/actor.ts'
import type { Appeal, Moment, UnitRequest } from '../../src/domain/appeal.ts'
import { workingMinutes } from '../../src/domain/calendar.ts'
import { chargeFor, type Charge } from '../../src/domain/charges.ts'
import type { Command } from '../../src/domain/command.ts'
import { countsDown } from '../../src/domain/countdown.ts'
import { clockOf } from '../../src/domain/deadlines.ts'
import { decide } from '../../src/domain/decide.ts'
import type { ClockMove } from '../../src/domain/lifecycle.ts'
import { rowOf, type ActName } from '../../src/domain/lifecycle.ts'
import { movesOf } from '../../src/domain/moves.ts'
import { appeal, at, given, HANDLER, HEAD, NOW, RULES } from '../support/builders.ts'
import { dispatcher, handler, head, inLocalTime, leader, resident } from '../support/decisions.ts'

const held = appeal('accepted', { chargedFrom: at('2026-11-23T09:00') })
const MORNING = at('2026-11-24T10:00:59')

// prettier-ignore
const stretches: [remark: string, before: Appeal, after: Partial<Appeal>, charge: object | null, from: string | null][] = [
  ['nothing that matters changed', held, { handler: 3 }, null, '2026-11-23T09:00:00'],
  ['another unit: the time was the first one’s', held, { unit: 'anshun' }, { unit: 'housing', minutes: 510 }, '2026-11-24T10:00:00'],
  ['a pause ends it', held, { paused: { since: MORNING, minutesLeft: 1 } }, { unit: 'housing', minutes: 510 }, null],
  ['a reply ends it', held, { status: 'resolved' }, { unit: 'housing', minutes: 510, round: 0 }, null],
  ['another clock begins another one', held, { urgency: 'urgent' }, { minutes: 510 }, '2026-11-24T10:00:00'],
  ['an urgent one is charged around the clock', { ...held, urgency: 'urgent' }, { unit: null, status: 'registered' }, { unit: 'housing', minutes: 1500 }, '2026-11-24T10:00:00'],
  ['the queue after a return is the county’s', { ...held, unit: null, status: 'registered' }, { unit: 'anshun', status: 'assigned' }, { unit: 'county', minutes: 510 }, '2026-11-24T10:00:00'],
  ['no time has passed', { ...held, chargedFrom: at('2026-11-24T10:00') }, { unit: 'anshun' }, null, '2026-11-24T10:00:00'],
  ['the clock had not begun', appeal('registered'), { status: 'assigned', unit: 'housing', due: NOW }, null, '2026-11-24T10:00:00'],
]

describe('an act that ends a stretch charges it to whoever held the appeal', () => {
  it.each(stretches)('%s', (_remark, before, after, charge, from) => {
    const now = { appeal: before, now: MORNING, rules: RULES }
    const found = inLocalTime(chargeFor({ ...before, ...after }, now)) as Record<string, unknown>
    expect(found.chargedFrom).toBe(from)
    if (charge === null) expect(found.charge).toBeNull()
    else expect(found.charge).toMatchObject(charge)
  })
})

const WALKS = 300
const STEPS = 50
const ACTORS: readonly Actor[] = [DESK, resident, handler, head, dispatcher, leader]
/** Acts after which the date of the reply may be another one. */
const MOVES_DUE: readonly ClockMove[] = ['start', 'resume', 'restart_half', 'shorten']

/** Chosen as often as anything else, they would leave no walk long enough to come back from a return visit. */
const ENDS: readonly ActName[] = ['withdraw', 'decline', 'close']

function randomFrom(seed: number): (below: number) => number {
  let state = seed * 7919 + 1
  return (below) => (state = (state * 48_271) % 2_147_483_647) % below
}

interface Walked {
  appeal: Appeal
  now: Moment
  charges: Charge[]
  /** Elapsed minutes on the clock of the appeal while it ran, counted act by act. */
  elapsed: number
  acts: number
}

/** The same decisions that the desk makes, with what happens between them. */
function walk(seed: number): Walked {
  const random = randomFrom(seed)
  const state: Walked = {
    appeal: { ...appeal('registered'), emergencies: [] },
    now: NOW,
    charges: [],
    elapsed: 0,
    acts: 0,
  }
  let pending: UnitRequest | null = null
  const minute = (moment: Moment) => moment.round({ smallestUnit: 'minute', roundingMode: 'floor' })
  for (let step = 0; step < STEPS; step += 1) {
    const before = state.appeal
    const later = state.now.add({ seconds: random(4) === 0 ? random(90) : random(500_000) })
    if (countsDown(before))
      state.elapsed += workingMinutes(clockOf(RULES, before), minute(state.now), minute(later))
    state.now = later
    const now = given(before, { now: later, pending, unitPeople: [HANDLER, HEAD] })
    const wishes = ACTORS.flatMap((actor) => movesOf(actor, now).map((act) => ({ act, actor })))
    const wish = wishes[random(wishes.length)]
    if (!wish) break
    if (ENDS.includes(wish.act) && random(10) > 0) continue
    const decision = decide(commandFor(wish.act, pending, random), wish.actor, now)
    if (!decision.ok) continue
    state.acts += 1
    const after = decision.appeal
    if (before.due && after.due?.epochMilliseconds !== before.due.epochMilliseconds) {
      const isAllowed =
        MOVES_DUE.includes(rowOf(wish.act).clock) ||
        wish.act === 'approve_extension' ||
        wish.act === 'approve_return' ||
        wish.act === 'recategorise' ||
        wish.act === 'lower'
      expect(isAllowed, `${wish.act} moved the date`).toBe(true)
    }
    if (before.assignedAt) expect(after.assignedAt).toEqual(before.assignedAt)
    if (decision.charge) state.charges.push(decision.charge)
    if (decision.settles) pending = null
    if (decision.newRequest)
      pending = {
        ...decision.newRequest,
        id: 7,
        state: 'pending',
        unit: 'housing',
        by: HANDLER,
        reason: 'x',
      }
    state.appeal = after
  }
  return state
}

function commandFor(
  act: ActName,
  pending: UnitRequest | null,
  random: (below: number) => number,
): Command {
  return {
    ...{ act, hasWords: true, hasFiles: true, staff: HEAD, category: 'noise', days: 1 + random(5) },
    unit: random(3) === 0 ? 'anshun' : 'housing',
    answer: act === 'satisfied' ? String(1 + random(5)) : ['yes', 'no', 'partly'][random(3)]!,
    ...(pending ? { request: pending.id } : {}),
  }
}

describe('whatever happens to an appeal', () => {
  const walks = Array.from({ length: WALKS }, (_one, seed) => walk(seed))

  it('its charges add up to the elapsed working time without its pauses', () => {
    for (const [seed, { appeal: last, now, charges, elapsed }] of walks.entries()) {
      const open = chargeFor(
        { ...last, status: 'closed' },
        { appeal: last, now, rules: RULES },
      ).charge
      const sum = [...charges, ...(open ? [open] : [])].reduce(
        (all, { minutes }) => all + minutes,
        0,
      )
      expect(sum, `walk ${seed}`).toBe(elapsed)
    }
  })

  it('the stretches follow each other and never overlap', () => {
    for (const { charges } of walks)
      for (const [index, { from, to }] of charges.entries()) {
        expect(Temporal.Instant.compare(from, to)).toBeLessThan(0)
        const next = charges[index + 1]
        if (next) expect(Temporal.Instant.compare(to, next.from)).toBeLessThanOrEqual(0)
      }
  })

  it('the walks came by everything: units, the queue, rounds, pauses', () => {
    const units = new Set(walks.flatMap(({ charges }) => charges.map(({ unit }) => unit)))
    expect([...units].sort()).toEqual(['anshun', 'county', 'housing'])
    expect(walks.some(({ appeal: { rounds } }) => rounds > 0)).toBe(true)
    expect(walks.reduce((sum, { acts }) => sum + acts, 0)).toBeGreaterThan(WALKS * 8)
  })
})
