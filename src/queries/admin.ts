import type { Org } from '../domain/organisation.ts'
import type { Moment } from '../domain/appeal.ts'
import type { AdminView } from '../flows/figures/admin.ts'
import { latestAnchors } from '../store/anchors.ts'
import type { Transaction } from '../store/database.ts'
import { dateOf, momentOf } from '../store/moments.ts'
import { sqlOf } from '../store/sql.ts'

/** What is dealt with within this time does not wait. */
const WAITS_SECONDS = 10
/** What happens by itself may wait its turn for so long. */
const LATE_MINUTES = 10

/** How the desk itself is doing. */
export async function adminView(tx: Transaction, org: Org, now: Moment): Promise<AdminView> {
  const [counts, silent, staffed, learned, [anchor]] = await Promise.all([
    countsOf(tx, now),
    silentStaff(tx),
    staffedUnits(tx),
    tx.model.findFirst({ where: { inUse: true }, select: { letters: true, trainedAt: true } }),
    latestAnchors(tx, 1),
  ])
  const { bytes, late, away, people } = counts
  return {
    incoming: { count: counts.in_count, minutes: counts.in_minutes, aside: counts.aside },
    outgoing: { count: counts.out_count, minutes: counts.out_minutes, givenUp: counts.given_up },
    ...{ late, away, bytes: Number(bytes) },
    staff: { people, silent },
    empty: org.units
      .filter(({ kind, code }) => kind !== 'county' && !staffed.has(code))
      .map(({ code }) => code),
    learned: learned && { letters: learned.letters, at: momentOf(learned.trainedAt) },
    anchored: anchor ? Temporal.Instant.from(anchor.at) : null,
  }
}

interface Counts {
  in_count: number
  in_minutes: number
  aside: number
  out_count: number
  out_minutes: number
  given_up: number
  late: number
  away: number
  people: number
  bytes: string
}

/**
 * In real time what comes and goes, in desk time what happens by itself. An edit that is replaced by a newer one, or
 * that comes too late for whom it was meant, was not given up.
 */
async function countsOf(tx: Transaction, now: Moment): Promise<Counts> {
  const [counts] = await sqlOf(tx).rows<Counts>(
    `select came.*, goes.*,
       (select count(*)::int from inbox where state = 'failed') as aside,
       (select count(*)::int from outbox
         where state = 'failed' and delivery <> 'edit' and created_at > now() - interval '1 day'
           and (error like 'refused%' or error like 'unknown%')) as given_up,
       (select count(*)::int from timer where due_at < $1::timestamptz - interval '${LATE_MINUTES} minutes') as late,
       (select count(*)::int from person where unreachable is not null and telegram_id is not null) as away,
       (select count(distinct person_id)::int from staff where retired_at is null) as people,
       pg_database_size(current_database()) as bytes
     from
       (select count(*)::int as in_count, ${minutesSince('min(received_at)')} as in_minutes
         from inbox where state = 'waiting' and received_at < now() - interval '${WAITS_SECONDS} seconds') as came,
       (select count(*)::int as out_count, ${minutesSince(`min(${MAY_GO})`)} as out_minutes
         from outbox where state in ('waiting', 'sending') and ${MAY_GO} < now() - interval '${WAITS_SECONDS} seconds') as goes`,
    [dateOf(now)],
  )
  if (!counts) throw new Error('The desk could not be counted.')
  return counts
}

const MAY_GO = 'coalesce(not_before, created_at)'

function minutesSince(moment: string): string {
  return `coalesce(floor(extract(epoch from now() - ${moment}) / 60), 0)::int`
}

/** Who has a post and has never written, so that Telegram lets nothing through to them. */
function silentStaff(tx: Transaction): Promise<{ unit: string; name: string }[]> {
  return sqlOf(tx).rows(
    `select min(staff.unit) as unit, min(staff.name) as name
     from staff join person on person.id = staff.person_id
     where staff.retired_at is null and person.name = '' group by person.id order by unit, name`,
    [],
  )
}

async function staffedUnits(tx: Transaction): Promise<Set<string>> {
  const rows = await sqlOf(tx).rows<{ unit: string }>(
    `select distinct unit from staff where retired_at is null and role in ('handler', 'head')`,
    [],
  )
  return new Set(rows.map(({ unit }) => unit))
}
