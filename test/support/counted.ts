import type { TestDesk } from './desk.ts'

/*
 * The figures counted once more, by walking through each history in plain JavaScript: what the queries are held
 * against. Nothing of theirs is used here.
 */

interface Entry {
  act: string
  at: Date
  actor: number | null
  unit: string | null
  from: string | null
  to: string
  data: Record<string, string | number | null>
}

export interface Counted {
  asked: number
  answered: number
  response: [number, number]
  solution: [number, number]
  satisfaction: [number, number]
  partly: number
  reworks: [number, number]
  confirmed: [number, number]
  accept: [number, number]
  reply: [number, number]
  returns: number
  extensions: number
  relapses: number
  explained: number
  minutes: number[]
}

function nothing(): Counted {
  return {
    ...{
      asked: 0,
      answered: 0,
      response: [0, 0],
      solution: [0, 0],
      satisfaction: [0, 0],
      partly: 0,
    },
    ...{ reworks: [0, 0], confirmed: [0, 0], accept: [0, 0], reply: [0, 0] },
    ...{ returns: 0, extensions: 0, relapses: 0, explained: 0, minutes: [] },
  }
}

/** Figures of the units, from `from` on and before `to`. */
export async function countedAgain(
  { desk }: TestDesk,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<Map<string, Counted>> {
  const units = new Map<string, Counted>()
  const of = (unit: string | null) => {
    const known = units.get(unit ?? '') ?? nothing()
    units.set(unit ?? '', known)
    return known
  }
  const isIn = (at: Date | null) =>
    at !== null && at.getTime() >= from.epochMilliseconds && at.getTime() < to.epochMilliseconds
  const appeals = await desk.db.prisma.appeal.findMany({
    include: { history: { orderBy: { seq: 'asc' } }, charges: true, requests: true },
  })
  for (const appeal of appeals) {
    for (const { unit, kind, state, decidedAt } of appeal.requests) {
      if (state !== 'approved' || !isIn(decidedAt)) continue
      if (kind === 'return') of(unit).returns += 1
      if (kind === 'extension') of(unit).extensions += 1
    }
    const isExplained = appeal.outcome === 'explained'
    if (isExplained && isIn(appeal.closedAt)) of(appeal.unit).explained += 1
    const entries = appeal.history.map(
      (row) => ({ ...row, actor: row.actorId }) as unknown as Entry,
    )
    walk(entries, { of, isIn, isExplained, charges: appeal.charges })
  }
  return units
}

interface Round {
  unit: string | null
  number: number
  asked: number
  /** The first end; null while it goes on. */
  end: Entry | null
  answers: Map<number | null, { contacted?: string; solved?: string; satisfied?: number }>
}

function walk(
  entries: readonly Entry[],
  {
    of,
    isIn,
    isExplained,
    charges,
  }: {
    of: (unit: string | null) => Counted
    isIn: (at: Date) => boolean
    isExplained: boolean
    charges: readonly { unit: string; round: number; minutes: number }[]
  },
): void {
  const rounds: Round[] = []
  let workedBefore = 0
  for (const { act, at, actor, unit, from, to, data } of entries) {
    const round = rounds.at(-1)
    const answers = round?.answers.get(actor) ?? {}
    const dueNote = data['acceptDue'] ?? data['replyDue']
    if (act === 'accept' && typeof dueNote === 'string' && isIn(at))
      add(of(unit).accept, Date.parse(dueNote) >= at.getTime())
    if (act === 'resolve') {
      if (typeof dueNote === 'string' && isIn(at))
        add(of(unit).reply, Date.parse(dueNote) >= at.getTime())
      const asked = Number(data['asked'])
      rounds.push({ unit, number: workedBefore, asked, end: null, answers: new Map() })
    }
    const given = String(data['answer'])
    if (act === 'contacted') round?.answers.set(actor, { ...answers, contacted: given })
    if (act === 'solved') round?.answers.set(actor, { ...answers, solved: given })
    if (act === 'satisfied') round?.answers.set(actor, { ...answers, satisfied: Number(given) })
    if (act === 'change')
      round?.answers.set(actor, { ...answers, solved: given, satisfied: Number(data['rating']) })
    if ((act === 'close' || act === 'rework') && round && !round.end)
      round.end = { act, at, actor, unit, from, to, data }
    if (from === 'closed' && to !== 'closed' && isIn(at)) of(round?.unit ?? unit).relapses += 1
    if (act === 'rework' || act === 'reopen') workedBefore += 1
  }
  if (isExplained) return
  for (const { unit, number, asked, end, answers } of rounds) {
    if (!end || !isIn(end.at)) continue
    const sum = of(unit)
    sum.asked += asked
    add(sum.reworks, end.act === 'rework')
    if (end.act === 'close') add(sum.confirmed, end.data['outcome'] === 'solved_confirmed')
    for (const { contacted, solved, satisfied } of answers.values()) {
      if (contacted !== undefined) add(sum.response, contacted === 'yes')
      if (solved !== undefined) {
        sum.answered += 1
        add(sum.solution, solved === 'yes')
        if (solved === 'partly') sum.partly += 1
      }
      if (satisfied !== undefined) add(sum.satisfaction, satisfied > 2)
    }
    const worked = charges.filter((one) => one.unit === unit && one.round === number)
    if (worked.length > 0) sum.minutes.push(worked.reduce((all, one) => all + one.minutes, 0))
  }
}

function add(rate: [number, number], isYes: boolean): void {
  rate[0] += isYes ? 1 : 0
  rate[1] += 1
}
