import { actorOf } from '../../domain/actor.ts'
import { unitOf } from '../../domain/organisation.ts'
import { may } from '../../domain/rights/may.ts'
import { inviteButtons } from '../buttons.ts'
import { say, toast, type Effect } from '../effect.ts'
import type { Facts, Person, Role } from '../facts.ts'
import type { Input } from '../input.ts'
import { isVerb } from '../verbs.ts'

/** The code that a deep link brings along, or that a person types. Nothing else can be one. */
export function codeIn(input: Input): string | null {
  if (input.kind !== 'command' || input.name !== 'start') return null
  return CODE.test(input.argument) ? input.argument : null
}

const CODE = /^[\w-]{16,64}$/

/** The post that a press wants to end. */
export function postIn(input: Input): number | null {
  if (input.kind !== 'press' || input.verb !== 'uninvite') return null
  return isVerb(input.verb, input.args) ? Number(input.args[0]) : null
}

/** A head invites one colleague; with several units, says first into which. */
export function invite({ person, org }: Facts): Effect[] {
  const units = person.posts
    .map(({ unit }) => unit)
    .filter((unit) => unitOf(org, unit) && mayInUnit(person, 'invite', unit))
  const [only, ...more] = units
  if (only === undefined) return [toast('nothing_there')]
  if (more.length === 0) return [{ do: 'invite', unit: only }]
  return [say({ screen: 'invite', buttons: inviteButtons(units) }, 'choice', 'invite')]
}

/** The unit is chosen: the choice becomes the invitation, so that a second press makes no second one. */
export function chooseInvite({ person }: Facts, [unit = '']: readonly string[]): Effect[] {
  return mayInUnit(person, 'invite', unit) ? [{ do: 'invite', unit }] : [toast('nothing_there')]
}

/**
 * What a link does for whoever opens it: it lets them in; or it is no longer good, whether or not
 * it ever was; or they are of the unit already, and it stays good for somebody else.
 */
export function openLink({ person, invitation }: Facts): Effect[] | 'void' | 'not_needed' {
  if (!invitation) return 'void'
  const { unit } = invitation
  if (person.posts.some((post) => post.unit === unit && OF_UNIT.includes(post.role))) {
    return 'not_needed'
  }
  return [{ do: 'join', invitation }, say({ screen: 'joined', unit })]
}

const OF_UNIT: readonly Role[] = ['handler', 'head']

/** A head takes an invitation back after it was used: the post ends. */
export function uninvite({ person, post }: Facts): Effect[] {
  if (!post || !mayInUnit(person, 'uninvite', post.unit)) return [toast('nothing_there')]
  return [{ do: 'uninvite', post }, toast('done')]
}

function mayInUnit(person: Person, act: 'invite' | 'uninvite', unit: string): boolean {
  return may(actorOf(person), act, { is: 'unit', unit })
}
