import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DESK, isHousehold, standingsOf, type Actor } from '../../src/domain/actor.ts'
import { STATUSES, UNASKED, type Appeal, type UnitRequest } from '../../src/domain/appeal.ts'
import type { Command } from '../../src/domain/command.ts'
import { decide } from '../../src/domain/decide.ts'
import { GUARDS, type Case, type OtherAppeal } from '../../src/domain/guards.ts'
import { ACT_NAMES, rowOf, type ActName } from '../../src/domain/lifecycle.ts'
import { lifecycleDocument } from '../../src/domain/lifecycle-document.ts'
import { movesOf } from '../../src/domain/moves.ts'
import {
  appeal,
  DISPATCHER,
  given,
  HANDLER,
  HEAD,
  JOINER,
  LEADER,
  NOW,
  request,
  RESIDENT,
  STRANGER,
} from '../support/builders.ts'

const ACTORS: Record<string, Actor> = {
  resident: { desk: false, person: RESIDENT, posts: [] },
  handler: { desk: false, person: HANDLER, posts: [{ unit: 'housing', role: 'handler' }] },
  head: { desk: false, person: HEAD, posts: [{ unit: 'housing', role: 'head' }] },
  'handler of another unit': {
    desk: false,
    person: 12,
    posts: [{ unit: 'anshun', role: 'handler' }],
  },
  'head of a co-unit': { desk: false, person: 13, posts: [{ unit: 'town', role: 'head' }] },
  dispatcher: { desk: false, person: DISPATCHER, posts: [{ unit: 'county', role: 'dispatcher' }] },
  leader: { desk: false, person: LEADER, posts: [{ unit: 'county', role: 'leader' }] },
  admin: { desk: false, person: 6, posts: [{ unit: 'county', role: 'admin' }] },
  stranger: { desk: false, person: STRANGER, posts: [] },
  'resident who works in the unit': {
    desk: false,
    person: RESIDENT,
    posts: [
      { unit: 'housing', role: 'head' },
      { unit: 'county', role: 'dispatcher' },
    ],
  },
  'neighbour who joined and works in the unit': {
    desk: false,
    person: JOINER,
    posts: [
      { unit: 'housing', role: 'head' },
      { unit: 'county', role: 'dispatcher' },
    ],
  },
  desk: DESK,
}

/** What an act needs to be complete, so that only status and standing decide. */
const ARGUMENTS: Partial<Record<ActName, Partial<Command>>> = {
  assign: { unit: 'housing' },
  reassign: { unit: 'anshun' },
  hand: { staff: HEAD },
  recategorise: { category: 'noise' },
  contacted: { answer: 'yes' },
  solved: { answer: 'yes' },
  satisfied: { answer: '5' },
  ask_help: { unit: 'anshun' },
  end_help: { unit: 'town' },
  change: { answer: 'yes', rating: '5' },
  still: { answer: 'yes' },
}

function commandFor(act: ActName): Command {
  return { act, hasWords: true, hasFiles: false, request: 7, ...ARGUMENTS[act] }
}

/** The appeal and the request as this act finds them when nothing else stands in its way. */
function readyFor(act: ActName, subject: Appeal): Case {
  const kind = /_(return|extension|suspension|explained)$/.exec(act)?.[1] as
    UnitRequest['kind'] | undefined
  const pending = kind && !act.startsWith('ask_') ? request(kind) : null
  const visit = { ...subject.visit }
  if (act === 'solved' || act === 'satisfied') visit.contacted = true
  if (act === 'satisfied') visit.solved = 'yes'
  if (act === 'rework') visit.solved = 'no'
  const ended = subject.status === 'closed' ? { closedAt: endedFor(act) } : {}
  const paused =
    act === 'answer' || act === 'lapse' ? { since: subject.registeredAt, minutesLeft: 60 } : null
  const joiners = act === 'withdraw' ? [] : [{ person: JOINER, from: null, visit }]
  const card = CARDS.includes(act) ? { due: NOW, yellowAt: NOW, seriousAt: NOW } : {}
  const ready = {
    ...subject,
    ...ended,
    ...card,
    visit,
    paused,
    ...CONTACTS,
    ...(act === 'lower' ? URGENT : {}),
  }
  return given(ready, {
    pending,
    joiners,
    other: OTHER,
    endings: { all: 0, explained: 0 },
    helps: [HELP],
  })
}

const HELP = { id: 1, unit: 'town', due: NOW, isDone: false }
const CONTACTS = { contacts: 3, unreached: 0 }
const URGENT = { urgency: 'urgent' } as const

/** The answer may be changed in the first week; whether it is still solved is asked after a month. */
function endedFor(act: ActName): Temporal.Instant {
  return NOW.subtract({ hours: act === 'still' ? 31 * 24 : 24 })
}

const CARDS: readonly ActName[] = ['yellow', 'red', 'serious']

/** An open appeal with which this one can be merged, or is. */
const OTHER: OtherAppeal = {
  ...{
    number: '26-0000002-9',
    status: 'assigned',
    unit: 'housing',
    resident: 21,
    emergencies: [],
    joiners: [],
  },
}

describe('the lifecycle', () => {
  let walked = 0
  let allowed = 0

  for (const act of ACT_NAMES) {
    it(`${act} is possible exactly where and for whom the table says`, () => {
      for (const status of STATUSES) {
        for (const [who, actor] of Object.entries(ACTORS)) {
          const ready = readyFor(act, appeal(status))
          const row = rowOf(act)
          const standings = standingsOf(actor, ready)
          const expected = row.from.includes(status) && row.who.some((one) => standings.has(one))
          const decision = decide(commandFor(act), actor, ready)
          expect(decision.ok, `${act} in ${status} by ${who}`).toBe(expected)
          expect(movesOf(actor, ready).includes(act), `button ${act} in ${status} for ${who}`).toBe(
            expected,
          )
          if (decision.ok) {
            expect(decision.appeal.status).toBe(row.to === 'same' ? status : row.to)
            // Some news are not worth a message each time.
            expect(row.tells).toEqual(expect.arrayContaining([...decision.notices]))
            if (act !== 'join' && act !== 'absorb') expect(decision.notices).toEqual(row.tells)
            allowed += 1
          }
          walked += 1
        }
      }
    })
  }

  it('was walked whole: every status, every act, every kind of actor', () => {
    expect(walked).toBe(STATUSES.length * ACT_NAMES.length * Object.keys(ACTORS).length)
    process.stdout.write(
      `lifecycle: ${walked} combinations walked, ${allowed} allowed, ${walked - allowed} refused\n`,
    )
    expect(allowed).toBeGreaterThan(0)
  })

  it('never lets a member of staff handle an appeal of their own', () => {
    const joiners = [{ person: JOINER, from: null, visit: UNASKED }]
    for (const who of [
      'resident who works in the unit',
      'neighbour who joined and works in the unit',
    ]) {
      for (const status of STATUSES) {
        const moves = movesOf(ACTORS[who]!, given(appeal(status), { joiners }))
        const ofStaff = moves.filter((act) => !isHousehold(rowOf(act).who))
        expect(ofStaff, `${who} in ${status}`).toEqual([])
      }
    }
  })

  it('refuses words that are missing before it looks at anything else of the act', () => {
    for (const act of ACT_NAMES.filter((name) => rowOf(name).carries !== 'nothing')) {
      const status = rowOf(act).from[0]!
      const who = Object.values(ACTORS).find(
        (actor) => decide(commandFor(act), actor, readyFor(act, appeal(status))).ok,
      )!
      const silent = decide(
        { ...commandFor(act), hasWords: false },
        who,
        readyFor(act, appeal(status)),
      )
      expect(silent).toMatchObject({ ok: false })
    }
  })

  it('has no guard for an act that is not in the table', () => {
    for (const act of Object.keys(GUARDS)) expect(ACT_NAMES).toContain(act)
  })

  it('is described in docs/lifecycle.md as it is', () => {
    const written = readFileSync(new URL('../../docs/lifecycle.md', import.meta.url), 'utf8')
    expect(written, 'run: npm run lifecycle').toBe(lifecycleDocument())
  })
})
