import type { Appeal } from '../domain/appeal.ts'
import type { Transaction } from './database.ts'
import type { Prisma } from './generated/client.ts'
import { dateOf, momentOf } from './moments.ts'

type AppealRow = Prisma.AppealGetPayload<object>

/** An appeal with what only the store needs to know. */
export interface StoredAppeal extends Appeal {
  id: number
  pin: { longitude: number; latitude: number } | null
}

/** The appeal, locked, unless somebody is changing it at this moment. */
export async function lockIfIdle(tx: Transaction, number: string): Promise<StoredAppeal | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM appeal WHERE number = ${number} FOR UPDATE SKIP LOCKED`
  return rows.length > 0 ? findAppeal(tx, number) : null
}

/** Locks several appeals, always in the same order. */
export async function lockAppeals(tx: Transaction, numbers: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM appeal WHERE number = ANY(${[...numbers]}) ORDER BY id FOR UPDATE`
}

/** Reads an appeal without a lock. */
export async function findAppeal(tx: Transaction, number: string): Promise<StoredAppeal | null> {
  const row = await tx.appeal.findUnique({ where: { number } })
  return row && appealOf(row)
}

/** Enters a new appeal. Gives its id. */
export async function insertAppeal(
  tx: Transaction,
  appeal: Appeal,
  pin: StoredAppeal['pin'],
): Promise<number> {
  const data = {
    ...columnsOf(appeal),
    number: appeal.number,
    longitude: pin?.longitude ?? null,
    latitude: pin?.latitude ?? null,
  }
  const { id } = await tx.appeal.create({ data, select: { id: true } })
  return id
}

/** Saves what a decision made of an appeal. */
export async function saveAppeal(tx: Transaction, id: number, appeal: Appeal): Promise<void> {
  await tx.appeal.update({ where: { id }, data: columnsOf(appeal), select: { id: true } })
}

function columnsOf(appeal: Appeal) {
  return {
    status: appeal.status,
    outcome: appeal.outcome,
    urgency: appeal.urgency,
    emergencies: [...appeal.emergencies],
    anonymous: appeal.anonymous,
    category: appeal.category,
    place: appeal.place,
    unit: appeal.unit,
    handlerId: appeal.handler,
    heldSince: dateOf(appeal.heldSince),
    registeredAt: dateOf(appeal.registeredAt),
    assignedAt: dateOf(appeal.assignedAt),
    acceptedAt: dateOf(appeal.acceptedAt),
    resolvedAt: dateOf(appeal.resolvedAt),
    closedAt: dateOf(appeal.closedAt),
    acceptDue: dateOf(appeal.acceptDue),
    respondDue: dateOf(appeal.respondDue),
    contactedAt: dateOf(appeal.contactedAt),
    due: dateOf(appeal.due),
    allowed: appeal.allowedMinutes,
    yellowAt: dateOf(appeal.yellowAt),
    seriousAt: dateOf(appeal.seriousAt),
    chargedFrom: dateOf(appeal.chargedFrom),
    pausedAt: dateOf(appeal.paused?.since ?? null),
    minutesLeft: appeal.paused?.minutesLeft ?? null,
    extended: appeal.extended,
    returns: appeal.returns,
    rounds: appeal.rounds,
    relievedId: appeal.relieved,
    reopened: appeal.reopened,
    contacts: appeal.contacts,
    unreached: appeal.unreached,
    about: appeal.about,
    urgedAt: dateOf(appeal.urgedAt),
    contacted: appeal.visit.contacted,
    solved: appeal.visit.solved,
    satisfied: appeal.visit.satisfied,
    pressed: appeal.visit.pressed,
    still: appeal.visit.still,
    residentId: appeal.resident,
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
    relieved: row.relievedId,
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
