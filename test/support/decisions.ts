import { expect, it } from 'vitest'
import type { Actor } from '../../src/domain/actor.ts'
import type { Command } from '../../src/domain/command.ts'
import { decide } from '../../src/domain/decide.ts'
import type { Case } from '../../src/domain/guards.ts'
import type { Refusal } from '../../src/domain/refusal.ts'
import { DISPATCHER, HANDLER, HEAD, LEADER, RESIDENT } from './builders.ts'

/** Somebody with these posts. */
export const person = (id: number, ...posts: Extract<Actor, { desk: false }>['posts']): Actor => ({
  ...{ desk: false, person: id, posts },
})

export const resident = person(RESIDENT)
export const handler = person(HANDLER, { unit: 'housing', role: 'handler' })
export const head = person(HEAD, { unit: 'housing', role: 'head' })
export const dispatcher = person(DISPATCHER, { unit: 'county', role: 'dispatcher' })
export const leader = person(LEADER, { unit: 'county', role: 'leader' })

/** One decision: what is there, who wants what, and what follows from it. Moments in local time. */
export interface DecisionRow {
  remark: string
  given: Case
  who: Actor
  when: Command
  /** A refusal, or what the decision has at least. */
  then: Refusal | Readonly<Record<string, unknown>>
}

/** Each row is a test of its own, named by its remark. */
export function decisions(rows: readonly DecisionRow[]): void {
  for (const { remark, given, who, when, then } of rows) {
    it(remark, () => {
      const decision = decide(when, who, given)
      if (typeof then === 'string') expect(decision).toEqual({ ok: false, refusal: then })
      else expect(inLocalTime(decision)).toMatchObject({ ok: true, ...then })
    })
  }
}

/** Moments as local time in Shanghai, so that a row can be read and compared. */
export function inLocalTime(value: unknown): unknown {
  if (value instanceof Temporal.Instant) {
    return value.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString()
  }
  if (Array.isArray(value)) return value.map(inLocalTime)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inLocalTime(one)]))
}
