import type { Org } from '../domain/organisation.ts'
import { numbersOf } from '../domain/papers/objection.ts'
import type { Explained, NoticeCase, NoticeFacts, Objection } from '../figures/notice.ts'
import { monthNamed, monthOf, type Scope } from '../figures/period.ts'
import type { Rate } from '../figures/rate.ts'
import type { Transaction } from '../store/database.ts'
import { dateOf, momentOf } from '../store/moments.ts'
import { paperEntries, partsOf, type StoredPaper } from '../store/papers.ts'
import { endedIn, figuresOf } from './figures.ts'

/** How many good cases, and how many bad ones, stand in a notice. */
const CASES = 2

/** Everything that the notice of a month is made of, as it was known at a moment. */
export async function noticeFacts(
  tx: Transaction,
  org: Org,
  notice: StoredPaper,
  knownAt: Temporal.Instant,
): Promise<NoticeFacts> {
  const month = String(notice.data['month'])
  const objections = await objectionsTo(tx, notice.id)
  const scope = { ...scopeOf(month, org), ...{ knownAt, without: leftOut(objections) } }
  const ago = (months: number) => monthOf(scope.from, org.timezone, months)
  const { units, whole } = await figuresOf(tx, org, scope)
  const before = await figuresOf(tx, org, ago(1))
  const lastYear = await figuresOf(tx, org, ago(12))
  const entries = await paperEntries(tx, notice.id)
  const lastWords = (act: string) => entries.findLast((one) => one.act === act)?.words ?? ''
  return {
    ...{ month, knownAt: knownAt.toString(), units, objections },
    whole: { now: whole, before: before.whole, lastYear: lastYear.whole },
    orders: await ordersIn(tx, scope),
    explained: await explainedIn(tx, scope),
    cases: await casesIn(tx, scope, org.policy.conduct),
    ...{ introduction: lastWords('introduce'), remark: lastWords('remark') },
  }
}

/** The month of a notice as a period. */
export function scopeOf(month: string, { timezone }: Pick<Org, 'timezone'>): Scope {
  return monthNamed(month, timezone)
}

function leftOut(objections: readonly Objection[]): string[] {
  return [...new Set(objections.flatMap(({ numbers }) => numbers))]
}

async function objectionsTo(tx: Transaction, notice: number): Promise<Objection[]> {
  const objections: Objection[] = []
  for (const { id, kind, unit, state, data } of await partsOf(tx, notice)) {
    if (kind !== 'objection' || unit === null) continue
    const [opened, answered] = await paperEntries(tx, id)
    const upheld = data['answer'] === 'leave_out' ? 'leave_out' : 'remark'
    const answer = state === 'open' ? null : state === 'denied' ? 'deny' : upheld
    objections.push({
      ...{ unit, answer, words: opened?.words ?? '', reason: answered?.words ?? '' },
      numbers: answer === 'leave_out' ? numbersOf({ data }) : [],
    })
  }
  return objections
}

/** Directives and orders whose date lay in the period, and those that were answered by it. */
async function ordersIn(tx: Transaction, { from, to }: Scope): Promise<Map<string, Rate>> {
  const rows = await tx.$queryRaw<{ unit: string; k: number; n: number }[]>`
    SELECT paper.unit, count(*)::int AS n,
      (count(*) FILTER (WHERE EXISTS (
        SELECT FROM paper_entry AS answer
        WHERE answer.paper_id = paper.id AND answer.act = 'answer' AND answer.at <= paper.due
          AND answer.id > (
            SELECT max(asked.id) FROM paper_entry AS asked
            WHERE asked.paper_id = paper.id AND asked.act IN ('open', 'refuse')))))::int AS k
    FROM paper
    WHERE paper.kind IN ('directive', 'order') AND paper.unit IS NOT NULL
      AND paper.state <> 'cancelled' AND paper.due >= ${dateOf(from)} AND paper.due < ${dateOf(to)}
    GROUP BY paper.unit`
  return new Map(rows.map(({ unit, k, n }) => [unit, { k, n }]))
}

/** Units that ended appeals as explained, with these, and with how many they brought to an end at all. */
async function explainedIn(
  tx: Transaction,
  { from, to, without = [] }: Scope,
): Promise<Omit<Explained, 'atMost'>[]> {
  const rows = await tx.$queryRaw<
    { unit: string; number: string; category: string | null; explained: boolean }[]
  >`
    SELECT DISTINCT appeal.unit, appeal.number, appeal.category,
      appeal.outcome = 'explained' AND appeal.closed_at = h.at AS explained
    FROM history AS h JOIN appeal ON appeal.id = h.appeal_id
    WHERE h.at >= ${dateOf(from)} AND h.at < ${dateOf(to)} AND h.to = 'closed' AND h.from <> 'closed'
      AND appeal.unit IS NOT NULL AND appeal.number <> ALL(${[...without]})
    ORDER BY appeal.unit, appeal.number`
  return [...Map.groupBy(rows, ({ unit }) => unit)].flatMap(([unit, own]) => {
    const appeals = own.filter(({ explained }) => explained)
    const numbers = new Set(own.map(({ number }) => number))
    if (appeals.length === 0) return []
    return {
      ...{ unit, endings: numbers.size },
      appeals: appeals.map(({ number, category }) => ({ number, category })),
    }
  })
}

/**
 * Cases to learn from. Good: solved and confirmed in the first round, of most households, soonest. Bad: sent back to
 * work, most often and after the longest time. None that is anonymous, none about the conduct of staff.
 */
async function casesIn(
  tx: Transaction,
  scope: Scope,
  conduct: readonly string[],
): Promise<{ good: NoticeCase[]; bad: NoticeCase[] }> {
  const rows = await tx.$queryRaw<
    (NoticeCase & { act: string; outcome: string | null; households: number })[]
  >`
    WITH ${endedIn(scope)}
    SELECT DISTINCT ON (appeal.number) appeal.number, appeal.category, ended.unit, ended.act, ended.outcome,
      appeal.households, floor(extract(epoch FROM ended.at - appeal.registered_at) / 86400)::int AS days,
      (SELECT count(*) FROM history AS r
       WHERE r.appeal_id = ended.appeal_id AND r.seq <= ended.seq AND r.act IN ('rework', 'reopen'))::int AS rounds
    FROM ended JOIN appeal ON appeal.id = ended.appeal_id
    WHERE NOT appeal.anonymous AND coalesce(appeal.category, '') <> ALL(${[...conduct]})
    ORDER BY appeal.number, ended.seq DESC`
  const good = rows.filter(
    ({ act, outcome, rounds }) => act === 'close' && outcome === 'solved_confirmed' && rounds === 0,
  )
  const bad = rows.filter(({ act }) => act === 'rework')
  const byNumber = (a: NoticeCase, b: NoticeCase) => (a.number < b.number ? -1 : 1)
  return {
    good: good
      .sort((a, b) => b.households - a.households || a.days - b.days || byNumber(a, b))
      .slice(0, CASES)
      .map(caseOf),
    bad: bad
      .sort((a, b) => b.rounds - a.rounds || b.days - a.days || byNumber(a, b))
      .slice(0, CASES)
      .map(caseOf),
  }
}

function caseOf({ number, category, unit, days, rounds }: NoticeCase): NoticeCase {
  return { number, category, unit, days, rounds }
}

/** Those of these appeals whose return visit, after a reply of this unit, ended in the month. */
export async function countedFor(
  tx: Transaction,
  unit: string,
  numbers: readonly string[],
  scope: Scope,
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ number: string }[]>`
    WITH ${endedIn(scope)}
    SELECT DISTINCT appeal.number FROM ended JOIN appeal ON appeal.id = ended.appeal_id
    WHERE ended.unit = ${unit} AND appeal.number = ANY(${[...numbers]})`
  return new Set(rows.map(({ number }) => number))
}

/** When the draft was first counted: what came later is not in it. */
export async function firstCounted(
  tx: Transaction,
  notice: number,
): Promise<Temporal.Instant | null> {
  const first = await tx.noticeVersion.findFirst({
    where: { paperId: notice },
    orderBy: { id: 'asc' },
    select: { at: true },
  })
  return momentOf(first?.at ?? null)
}
