import type { Appeal } from '../domain/appeal.ts'
import type { Transaction } from './database.ts'
import type { Prisma } from './generated/client.ts'
import { jsonText } from './json-text.ts'
import { dateOf, momentOf } from './moments.ts'
import { sqlOf } from './sql.ts'
import { together } from './together.ts'

type AppealRow = Omit<Prisma.AppealGetPayload<object>, 'entries' | 'headHash'>

/** An appeal with what only the store needs to know. */
export interface StoredAppeal extends Appeal {
  id: number
  pin: { longitude: number; latitude: number } | null
}

/** The appeal, locked, unless somebody is changing it at this moment. */
export async function lockIfIdle(tx: Transaction, number: string): Promise<StoredAppeal | null> {
  return (await isLocked(tx, number)) ? findAppeal(tx, number) : null
}

const isLocked = together(async (tx, numbers: readonly string[]) => {
  const rows = await sqlOf(tx).rows<{ number: string }>(
    'select number from appeal where number = any($1::text[]) order by id for update skip locked',
    [numbers],
  )
  const locked = new Set(rows.map(({ number }) => number))
  return numbers.map((number) => locked.has(number))
})

/** Locks several appeals, always in the same order. */
export async function lockAppeals(tx: Transaction, numbers: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM appeal WHERE number = ANY(${[...numbers]}) ORDER BY id FOR UPDATE`
}

/** An appeal as `appealOf` reads it, where `appeal` is in reach. */
export const APPEAL = `
  appeal.id, appeal.number, appeal.resident_id as "residentId", appeal.status, appeal.outcome, appeal.urgency,
  appeal.emergencies, appeal.anonymous, appeal.category, appeal.place, appeal.longitude, appeal.latitude, appeal.unit,
  appeal.handler_id as "handlerId", appeal.held_since as "heldSince", appeal.registered_at as "registeredAt",
  appeal.assigned_at as "assignedAt", appeal.accepted_at as "acceptedAt", appeal.resolved_at as "resolvedAt",
  appeal.closed_at as "closedAt", appeal.accept_due as "acceptDue", appeal.respond_due as "respondDue",
  appeal.contacted_at as "contactedAt", appeal.due, appeal.allowed_minutes as allowed,
  appeal.yellow_at as "yellowAt", appeal.serious_at as "seriousAt", appeal.charged_from as "chargedFrom",
  appeal.paused_at as "pausedAt", appeal.minutes_left as "minutesLeft", appeal.extended, appeal.returns,
  appeal.rounds, appeal.replied_id as "repliedId", appeal.relieved_id as "relievedId",
  appeal.passed_over as "passedOver", appeal.reopened, appeal.contacts, appeal.unreached,
  appeal.about, appeal.urged_at as "urgedAt", appeal.contacted, appeal.solved, appeal.satisfied, appeal.pressed,
  appeal.still, appeal.households, appeal.main`

/** Reads an appeal without a lock. */
export const findAppeal = together(async (tx, numbers: readonly string[]) => {
  const rows = await sqlOf(tx).rows<AppealRow>(
    `select ${APPEAL} from appeal where number = any($1::text[])`,
    [numbers],
  )
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  return numbers.map((number): StoredAppeal | null => {
    const row = byNumber.get(number)
    return row ? appealOf(row) : null
  })
})

/** Enters a new appeal. Gives its id. */
export function insertAppeal(
  tx: Transaction,
  appeal: Appeal,
  pin: StoredAppeal['pin'],
): Promise<number> {
  return insert(tx, { appeal, pin })
}

const insert = together(
  async (tx, asked: readonly { appeal: Appeal; pin: StoredAppeal['pin'] }[]) => {
    const given = asked.map(({ appeal, pin }) => ({
      ...{ ...columnsOf(appeal), number: appeal.number },
      ...{ longitude: pin?.longitude ?? null, latitude: pin?.latitude ?? null },
    }))
    const rows = await sqlOf(tx).rows<{ id: number; number: string }>(
      `insert into appeal (number, longitude, latitude, ${COLUMNS})
       select number, longitude, latitude, ${COLUMNS} from jsonb_populate_recordset(null::appeal, $1::jsonb)
       returning id, number`,
      [jsonText(given)],
    )
    const idOf = new Map(rows.map(({ id, number }) => [number, id]))
    return asked.map(({ appeal }) => idOf.get(appeal.number) ?? 0)
  },
)

/** Saves what a decision made of an appeal. */
export function saveAppeal(tx: Transaction, id: number, appeal: Appeal): Promise<void> {
  return save(tx, { id, appeal })
}

const save = together(async (tx, asked: readonly { id: number; appeal: Appeal }[]) => {
  const given = asked.map(({ id, appeal }) => ({ id, ...columnsOf(appeal) }))
  await sqlOf(tx).write(
    `update appeal set (${COLUMNS}) = (select ${COLUMNS.replaceAll(/\w+/g, 'given.$&')})
     from jsonb_populate_recordset(null::appeal, $1::jsonb) as given where appeal.id = given.id`,
    [jsonText(given)],
  )
  return asked.map(() => undefined)
})

/** The columns that a decision may change. */
const COLUMNS = `
  status, outcome, urgency, emergencies, anonymous, category, place, unit, handler_id, held_since, registered_at,
  assigned_at, accepted_at, resolved_at, closed_at, accept_due, respond_due, contacted_at, due, allowed_minutes,
  yellow_at, serious_at, charged_from, paused_at, minutes_left, extended, returns, rounds, replied_id, relieved_id,
  passed_over, reopened, contacts, unreached, about, urged_at, contacted, solved, satisfied, pressed, still, resident_id, households, main`

function columnsOf(appeal: Appeal) {
  return {
    status: appeal.status,
    outcome: appeal.outcome,
    urgency: appeal.urgency,
    emergencies: appeal.emergencies,
    anonymous: appeal.anonymous,
    category: appeal.category,
    place: appeal.place,
    unit: appeal.unit,
    handler_id: appeal.handler,
    held_since: dateOf(appeal.heldSince),
    registered_at: dateOf(appeal.registeredAt),
    assigned_at: dateOf(appeal.assignedAt),
    accepted_at: dateOf(appeal.acceptedAt),
    resolved_at: dateOf(appeal.resolvedAt),
    closed_at: dateOf(appeal.closedAt),
    accept_due: dateOf(appeal.acceptDue),
    respond_due: dateOf(appeal.respondDue),
    contacted_at: dateOf(appeal.contactedAt),
    due: dateOf(appeal.due),
    allowed_minutes: appeal.allowedMinutes,
    yellow_at: dateOf(appeal.yellowAt),
    serious_at: dateOf(appeal.seriousAt),
    charged_from: dateOf(appeal.chargedFrom),
    paused_at: dateOf(appeal.paused?.since ?? null),
    minutes_left: appeal.paused?.minutesLeft ?? null,
    extended: appeal.extended,
    returns: appeal.returns,
    rounds: appeal.rounds,
    replied_id: appeal.replied,
    relieved_id: appeal.relieved,
    passed_over: appeal.passedOver,
    reopened: appeal.reopened,
    contacts: appeal.contacts,
    unreached: appeal.unreached,
    about: appeal.about,
    urged_at: dateOf(appeal.urgedAt),
    contacted: appeal.visit.contacted,
    solved: appeal.visit.solved,
    satisfied: appeal.visit.satisfied,
    pressed: appeal.visit.pressed,
    still: appeal.visit.still,
    resident_id: appeal.resident,
    households: appeal.households,
    main: appeal.main,
  }
}

/** From the row to what the rules see. */
export function appealOf(row: AppealRow): StoredAppeal {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    outcome: row.outcome,
    resident: row.residentId,
    anonymous: row.anonymous,
    urgency: row.urgency,
    emergencies: row.emergencies,
    category: row.category,
    place: row.place,
    pin:
      row.longitude !== null && row.latitude !== null
        ? { longitude: row.longitude, latitude: row.latitude }
        : null,
    unit: row.unit,
    handler: row.handlerId,
    heldSince: momentOf(row.heldSince),
    registeredAt: momentOf(row.registeredAt),
    assignedAt: momentOf(row.assignedAt),
    acceptedAt: momentOf(row.acceptedAt),
    resolvedAt: momentOf(row.resolvedAt),
    closedAt: momentOf(row.closedAt),
    acceptDue: momentOf(row.acceptDue),
    respondDue: momentOf(row.respondDue),
    contactedAt: momentOf(row.contactedAt),
    due: momentOf(row.due),
    allowedMinutes: row.allowed,
    yellowAt: momentOf(row.yellowAt),
    seriousAt: momentOf(row.seriousAt),
    chargedFrom: momentOf(row.chargedFrom),
    paused: row.pausedAt && {
      since: momentOf(row.pausedAt),
      minutesLeft: row.minutesLeft ?? 0,
    },
    extended: row.extended,
    returns: row.returns,
    rounds: row.rounds,
    replied: row.repliedId,
    relieved: row.relievedId,
    passedOver: row.passedOver,
    reopened: row.reopened,
    contacts: row.contacts,
    unreached: row.unreached,
    about: row.about,
    urgedAt: momentOf(row.urgedAt),
    visit: {
      contacted: row.contacted,
      solved: row.solved,
      satisfied: row.satisfied,
      pressed: row.pressed,
      still: row.still,
    },
    households: row.households,
    main: row.main,
  }
}
