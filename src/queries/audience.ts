import type { Appeal, Joiner, RequestKind } from '../domain/appeal.ts'
import type { Audience } from '../domain/notices.ts'
import type { Role } from '../domain/organisation.ts'
import type { Transaction } from '../store/database.ts'
import { sqlOf } from '../store/sql.ts'
import { together } from '../store/together.ts'

/** Person ids of the handlers and heads of a unit. */
export async function unitPeople(tx: Transaction, unit: string | null): Promise<number[]> {
  if (unit === null) return []
  return holdersOf(tx, { unit, role: { in: ['handler', 'head'] } })
}

/** Person ids of the heads of a unit. */
export function headsOf(tx: Transaction, unit: string): Promise<number[]> {
  return holdersOf(tx, { unit, role: 'head' })
}

/** What was done, as far as it decides who hears of it. */
export interface Heard {
  appeal: Pick<Appeal, 'resident' | 'unit' | 'handler'>
  /** The unit that held it before the act. */
  unit: string | null
  /** Who else stands behind it after the act. */
  joiners: readonly Pick<Joiner, 'person'>[]
  /** Person ids of those who came to it by this act. */
  joining: readonly number[]
  /** Units that it is about, if it is a complaint about staff: their people do not hear of it. */
  subject: readonly string[]
  /** The co-unit that it is about. */
  help: string | null
  request: { by: number; unit: string; kind: RequestKind } | null
  actor: number | null
}

const OF_HOUSEHOLDS: readonly Audience[] = ['resident', 'households', 'joining']

/**
 * Who hears a notice of that audience, in person ids; among staff never whoever did what it tells, nor who stands
 * behind the appeal.
 */
export async function audienceOf(
  tx: Transaction,
  audience: Audience,
  heard: Heard,
): Promise<number[]> {
  const people = await everyoneIn(tx, audience, heard)
  if (OF_HOUSEHOLDS.includes(audience)) return people
  const passedOver = [heard.actor, ...householdsOf(heard), ...(await subjects(tx, heard))]
  return people.filter((id) => !passedOver.includes(id))
}

async function subjects(tx: Transaction, { subject }: Heard): Promise<number[]> {
  return subject.length === 0 ? [] : holdersOf(tx, { unit: { in: [...subject] } })
}

function householdsOf({ appeal, joiners }: Heard): number[] {
  return [appeal.resident, ...joiners.map(({ person }) => person)]
}

async function everyoneIn(tx: Transaction, audience: Audience, heard: Heard): Promise<number[]> {
  const { appeal, request, help } = heard
  switch (audience) {
    case 'resident':
      return [appeal.resident]
    case 'households':
      return householdsOf(heard)
    case 'joining':
      return [...heard.joining]
    case 'unit':
      return appeal.unit === null ? dispatchers(tx) : unitPeople(tx, appeal.unit)
    case 'unit_before':
      return unitPeople(tx, heard.unit)
    case 'helpers':
      return unitPeople(tx, help)
    case 'helping_heads':
      return help === null ? [] : headsElsePeople(tx, help)
    case 'handler':
      return handlerOf(tx, appeal)
    case 'requester':
      return request ? [request.by] : []
    case 'dispatchers':
      return dispatchers(tx)
    case 'deciders':
      return request ? deciders(tx, request) : []
  }
}

/** A unit without a head must hear it all the same. */
async function headsElsePeople(tx: Transaction, unit: string): Promise<number[]> {
  const heads = await headsOf(tx, unit)
  return heads.length > 0 ? heads : unitPeople(tx, unit)
}

/** Whoever signed for it, as long as they are of the unit; else everybody in it; without a unit the dispatchers. */
export async function handlerOf(
  tx: Transaction,
  { unit, handler }: Pick<Appeal, 'unit' | 'handler'>,
): Promise<number[]> {
  if (unit === null) return dispatchers(tx)
  const people = await unitPeople(tx, unit)
  return handler !== null && people.includes(handler) ? [handler] : people
}

/** The dispatchers; a desk that has none yet falls back on whoever stands above. */
export async function dispatchers(tx: Transaction): Promise<number[]> {
  for (const role of ['dispatcher', 'leader', 'admin'] as const) {
    const people = await holdersOf(tx, { role })
    if (people.length > 0) return people
  }
  return []
}

/**
 * A return goes to the dispatchers; more time also to the head; shelving also to the leaders; an ending as explained
 * to the dispatchers and the leaders who are not of that unit.
 */
async function deciders(
  tx: Transaction,
  request: { unit: string; kind: RequestKind },
): Promise<number[]> {
  const people = await dispatchers(tx)
  if (request.kind === 'explained') {
    const own = await holdersOf(tx, { unit: request.unit })
    const leaders = await holdersOf(tx, { role: 'leader' })
    return [...new Set([...people, ...leaders])].filter((id) => !own.includes(id))
  }
  if (request.kind !== 'return') {
    people.push(...(await holdersOf(tx, { unit: request.unit, role: 'head' })))
  }
  if (request.kind === 'suspension') people.push(...(await holdersOf(tx, { role: 'leader' })))
  return [...new Set(people)]
}

/** Person ids of the heads of all units. */
export function everyHead(tx: Transaction): Promise<number[]> {
  return holdersOf(tx, { role: 'head' })
}

/** Person ids of all leaders. */
export function leaders(tx: Transaction): Promise<number[]> {
  return holdersOf(tx, { role: 'leader' })
}

/** Person ids of the dispatchers and the leaders. */
export function overseers(tx: Transaction): Promise<number[]> {
  return holdersOf(tx, { role: { in: ['dispatcher', 'leader'] } })
}

interface Holding {
  unit?: string | { in: string[] }
  role?: Role | { in: Role[] }
}

interface PostRow {
  person: number
  unit: string
  role: Role
}

async function holdersOf(tx: Transaction, { unit, role }: Holding): Promise<number[]> {
  const roles = role === undefined ? null : typeof role === 'string' ? [role] : role.in
  const rows =
    unit === undefined
      ? await postsByRole(tx, roles ?? [])
      : (await Promise.all(listOf(unit).map((one) => postsIn(tx, one)))).flat()
  const fit = rows.filter((post) => !roles || roles.includes(post.role))
  return [...new Set(fit.map(({ person }) => person))]
}

function listOf(unit: string | { in: string[] }): string[] {
  return typeof unit === 'string' ? [unit] : unit.in
}

const POST = 'person_id as person, unit, role'

/** The posts of a unit, in the order in which they were given. */
const postsIn = together(async (tx, units: readonly string[]) => {
  const rows = await sqlOf(tx).rows<PostRow>(
    `select ${POST} from staff where retired_at is null and unit = any($1::text[]) order by id`,
    [[...new Set(units)]],
  )
  return units.map((unit) => rows.filter((row) => row.unit === unit))
})

/** The posts in these roles, wherever they are. */
const postsByRole = together(async (tx, asked: readonly (readonly Role[])[]) => {
  const rows = await sqlOf(tx).rows<PostRow>(
    `select ${POST} from staff where retired_at is null and role::text = any($1::text[]) order by id`,
    [[...new Set(asked.flat())]],
  )
  return asked.map((roles) => rows.filter(({ role }) => roles.includes(role)))
})

/** The people of a unit with their titles, to hand an appeal to; never whoever stands behind it. */
export async function unitColleagues(
  tx: Transaction,
  unit: string | null,
  households: readonly number[],
): Promise<{ id: number; name: string }[]> {
  if (unit === null) return []
  const rows = await tx.staff.findMany({
    where: {
      unit,
      role: { in: ['handler', 'head'] },
      retiredAt: null,
      personId: { notIn: [...households] },
    },
    select: { personId: true, name: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ personId, name }) => ({ id: personId, name }))
}
