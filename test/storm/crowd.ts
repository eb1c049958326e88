import { setTimeout as pause } from 'node:timers/promises'
import type { World } from '../../src/sandbox/world-types.ts'
import { personOf, type Names, type Person } from '../crash/person.ts'
import { randomFrom } from '../crash/random.ts'
import { liveAsResident, residentOf, type Resident } from '../crash/resident.ts'
import { liveAsStaff } from '../crash/staff.ts'
import { watch, type Witness } from '../crash/witness.ts'
import type { Character } from './plan.ts'

/** The people of the plan with their phones. */
export interface Crowd {
  residents: readonly Resident[]
  staff: readonly Person[]
  /** What their phones ever showed. */
  witness: Witness
  /** From now on nobody begins anything new. */
  windDown(): void
  isAtRest(): boolean
  /** Everybody puts the phone away. */
  end(): Promise<void>
}

export function startCrowd(world: World, characters: readonly Character[]): Crowd {
  const enough = new AbortController()
  const end = new AbortController()
  const traffic = { world: ofTheLiving(world), enough: enough.signal, end: end.signal }
  const meet = ({ id, seed, role }: Character) =>
    personOf(id, randomFrom(seed), traffic, role === 'resident' ? namesOf(id, seed) : undefined)
  const residents = characters
    .filter(({ role }) => role === 'resident')
    .map((one) => ({
      ...residentOf(meet(one)),
      hidesName: one.hidesName,
      isSilent: one.isSilent === true,
    }))
  const staff = characters.filter(({ role }) => role === 'staff').map(meet)
  const witness = watch(world)
  const lives = [...residents.map(liveAsResident), ...staff.map(liveAsStaff)]
  return {
    ...{ residents, staff, witness },
    windDown: () => enough.abort(),
    isAtRest: () => [...residents, ...staff].every(({ isAtRest }) => isAtRest),
    async end() {
      end.abort()
      await Promise.all(lives)
      witness.stop()
      await pause(0)
    },
  }
}

/** Names that stand nowhere else: each of them is a canary. */
export function namesOf(id: number, seed: number): Required<Names> {
  const random = randomFrom(seed ^ id)
  const word = () =>
    Array.from({ length: 10 }, () => String.fromCharCode(97 + random.below(26))).join('')
  return { firstName: `N${word()}`, lastName: `L${word()}`, username: `u_${word()}` }
}

/** Whoever has blocked the bot can neither write nor press. */
function ofTheLiving(world: World): World {
  return {
    ...world,
    send: (id, what) => (world.isBlocked(id) ? [] : world.send(id, what)),
    press: (id, messageId, data) =>
      world.isBlocked(id) ? Promise.resolve({ alert: false }) : world.press(id, messageId, data),
  }
}
