import type { Candidate, Subject } from '../domain/agenda.ts'
import type { Moment } from '../domain/appeal.ts'
import { subtractWorking } from '../domain/calendar.ts'
import type { Rules } from '../domain/rules.ts'
import type { Transaction } from '../store/database.ts'
import { Prisma } from '../store/generated/client.ts'
import { dateOf } from '../store/moments.ts'

/** More of one kind than fit on an agenda are not read: what a session cannot look at waits for the next. */
const MOST = 100

/**
 * What a joint review should look at now, strongest first of each reason: what the last session left over, what was
 * decided and not done when it was due, appeals that came back or were given back, disputes about whose they are, what
 * has been late for long, and the strongest common demands, topics first.
 */
export async function agendaCandidates(
  tx: Transaction,
  { now, rules }: { now: Moment; rules: Rules },
): Promise<Candidate[]> {
  const { review } = rules.org.policy
  const red = subtractWorking(rules.calendar, now, review.red)
  return [
    ...(await leftOver(tx)),
    ...(await notDone(tx, now)),
    ...(await appealsBy(
      tx,
      'reworked',
      Prisma.sql`rounds >= ${review.reworks} ORDER BY rounds DESC, id`,
    )),
    ...(await appealsBy(
      tx,
      'returned',
      Prisma.sql`returns >= ${review.returns} ORDER BY returns DESC, id`,
    )),
    ...(await appealsBy(tx, 'disputed', DISPUTED)),
    ...(await appealsBy(
      tx,
      'red',
      Prisma.sql`
      status IN ('registered', 'assigned', 'accepted') AND paused_at IS NULL AND due <= ${dateOf(red)}
      ORDER BY due, id`,
    )),
    ...(await demands(tx, review.demands)),
  ]
}

/** A unit wanted to give it back and was told to keep it. */
const DISPUTED = Prisma.sql`
  EXISTS (SELECT 1 FROM request WHERE appeal_id = appeal.id AND kind = 'return' AND state = 'denied')
  ORDER BY id`

/** Open appeals that no session has decided on, but for what it is about to look at anew. */
async function appealsBy(
  tx: Transaction,
  reason: Candidate['reason'],
  condition: Prisma.Sql,
): Promise<Candidate[]> {
  const rows = await tx.$queryRaw<{ number: string }[]>`
    SELECT number FROM appeal
    WHERE closed_at IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM paper WHERE appeal_id = appeal.id AND kind = 'item' AND state IN ('decided', 'reported'))
      AND ${condition} LIMIT ${MOST}`
  return rows.map(({ number }) => ({ subject: { appeal: number, demand: null }, reason }))
}

/** What the last session that was held did not come to, as long as nothing newer was put down about it. */
async function leftOver(tx: Transaction): Promise<Candidate[]> {
  const last = await tx.paper.findFirst({
    where: { kind: 'review', state: { in: ['held', 'cancelled'] } },
    orderBy: { closedAt: 'desc' },
    select: { id: true },
  })
  if (!last) return []
  const rows = await tx.paper.findMany({
    where: { kind: 'item', state: 'postponed', parentId: last.id, ...STILL_OPEN },
    orderBy: { id: 'asc' },
    select: SUBJECT,
  })
  return rows.map((row) => ({ subject: subjectOf(row), reason: 'postponed' }))
}

/** Decisions whose report is overdue. */
async function notDone(tx: Transaction, now: Moment): Promise<Candidate[]> {
  const rows = await tx.paper.findMany({
    where: { kind: 'item', state: 'decided', due: { lte: dateOf(now) }, ...STILL_OPEN },
    orderBy: [{ due: 'asc' }, { id: 'asc' }],
    select: SUBJECT,
  })
  return rows.map((row) => ({ subject: subjectOf(row), reason: 'not_done' }))
}

async function demands(tx: Transaction, most: number): Promise<Candidate[]> {
  const rows = await tx.demand.findMany({
    where: {
      OR: [{ state: 'confirmed' }, { state: 'found', resting: false }],
      id: { notIn: await decidedDemands(tx) },
    },
    // Topics first: `confirmed` comes after `found` in the list of states.
    orderBy: [{ state: 'desc' }, { households: 'desc' }, { id: 'asc' }],
    take: most,
    select: { id: true },
  })
  return rows.map(({ id }) => ({ subject: { appeal: null, demand: id }, reason: 'demand' }))
}

async function decidedDemands(tx: Transaction): Promise<number[]> {
  const rows = await tx.paper.findMany({
    where: { kind: 'item', state: { in: ['decided', 'reported'] }, demandId: { not: null } },
    select: { demandId: true },
  })
  return rows.flatMap(({ demandId }) => demandId ?? [])
}

const STILL_OPEN = { OR: [{ appealId: null }, { appeal: { closedAt: null } }] }
const SUBJECT = { demandId: true, appeal: { select: { number: true } } } as const

function subjectOf(row: { demandId: number | null; appeal: { number: string } | null }): Subject {
  return row.appeal
    ? { appeal: row.appeal.number, demand: null }
    : { appeal: null, demand: row.demandId ?? 0 }
}
