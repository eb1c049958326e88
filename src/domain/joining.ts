import { householdOf, type Actor } from './actor.ts'
import type { Joiner } from './appeal.ts'
import type { Change, Changes } from './change.ts'
import { isSubject } from './conduct.ts'
import { dangerIn } from './danger.ts'
import { end } from './ending.ts'
import type { Case, OtherAppeal } from './guards.ts'
import { rowOf, type ActName } from './lifecycle.ts'
import { waitsForAnswer } from './question.ts'
import type { Refusal } from './refusal.ts'
import { isStaffed } from './rules.ts'

/** The effects of the acts by which several households come to stand behind one appeal, and part again. */
export const JOINING: Partial<Record<ActName, Changes>> = {
  join: (command, actor, given) => {
    const household = householdOf(actor)
    if (household === null) return 'not_allowed'
    const change = gather([household], null, given, command.emergencies)
    // A picture is evidence: the unit gets it at once, however many stand behind the appeal already.
    return command.hasFiles ? { ...change, quiet: [] } : change
  },
  leave: (_command, actor, given) => {
    if (actor.desk) return 'not_allowed'
    return actor.person === given.appeal.resident ? passOn(given) : part([actor.person], given)
  },
  merge: (_command, actor, given) => {
    const { appeal, other } = given
    if (!other || !rowOf('absorb').from.includes(other.status)) return 'merge_over'
    if (other.number === appeal.number) return 'merge_itself'
    if (standsBehind(actor, other)) return 'own_appeal'
    if (isSubject(given.rules.org, appeal.about, other.unit)) return 'about_own_unit'
    const ended = end('merged', given)
    return {
      ...ended,
      appeal: { ...ended.appeal, main: other.number },
      data: { number: other.number },
    }
  },
  absorb: (_command, _actor, given) => {
    const { appeal, joiners, other } = given
    if (!other) return 'merge_over'
    const known = new Set([appeal.resident, ...peopleOf(joiners)])
    const people = [other.resident, ...peopleOf(other.joiners)].filter((one) => !known.has(one))
    const change = gather(people, other.number, given, other.emergencies)
    return { ...change, data: { ...change.data, number: other.number } }
  },
  split: (_command, actor, { appeal, other, rules }) => {
    if (!other || !rowOf('release').from.includes(other.status)) return 'merge_over'
    if (standsBehind(actor, other)) return 'own_appeal'
    const isFree = !isSubject(rules.org, appeal.about, other.unit)
    const unit = other.unit !== null && isFree && isStaffed(rules, other.unit) ? other.unit : null
    return {
      appeal: ANEW,
      data: { number: other.number },
      clear: ['retain'],
      next: unit === null ? { act: 'queue' } : { act: 'assign', unit },
    }
  },
  release: (_command, _actor, given) => {
    const { joiners, other } = given
    if (!other) return 'merge_over'
    const came = joiners.filter(({ from }) => from === other.number)
    return { ...part(peopleOf(came), given), data: { number: other.number } }
  },
}

/** An appeal that stands on its own again, with the date that was promised, if one was. */
const ANEW = {
  ...{ outcome: null, closedAt: null, main: null },
  ...{ unit: null, handler: null, heldSince: null, acceptedAt: null, acceptDue: null },
}

/** Nobody decides where their own matter belongs. */
function standsBehind(actor: Actor, { resident, joiners }: OtherAppeal): boolean {
  return !actor.desk && [resident, ...peopleOf(joiners)].includes(actor.person)
}

/** What they say may be an emergency that nobody has told yet. */
function gather(
  people: readonly number[],
  from: string | null,
  given: Case,
  emergencies: readonly string[] = [],
): Change {
  const { appeal } = given
  const households = appeal.households + people.length
  const danger = dangerIn(emergencies, given)
  return {
    ...danger,
    appeal: { ...danger.appeal, households },
    joiners: { do: 'add', people, from },
    data: { ...danger.data, households },
    quiet: isWorthTelling(appeal.households, households) ? [] : ['unit.joined'],
  }
}

function part(people: readonly number[], { appeal }: Case): Change {
  const households = appeal.households - people.length
  return { appeal: { households }, joiners: { do: 'remove', people }, data: { households } }
}

/** The resident leaves, the matter stays: whoever joined first goes on asking, without a name, as joiners do. */
function passOn(given: Case): Change | Refusal {
  const [next] = given.joiners
  if (!next) return 'not_now'
  const change = part([next.person], given)
  const { person: resident, visit } = next
  const passed = { ...change, appeal: { ...change.appeal, resident, visit, anonymous: true } }
  // What the unit asked was for whoever left: nobody else is to answer it, or to read it.
  return waitsForAnswer(given.appeal) ? { ...passed, next: { act: 'lapse' } } : passed
}

/** A unit hears of the 2nd, 5th, 10th, 20th, 50th, 100th … household: the card always has the count. */
export function isWorthTelling(before: number, after: number): boolean {
  for (let count = before + 1; count <= after; count++)
    if (count > 1 && /^[125]0*$/.test(String(count))) return true
  return false
}

function peopleOf(joiners: readonly Joiner[]): number[] {
  return joiners.map(({ person }) => person)
}
