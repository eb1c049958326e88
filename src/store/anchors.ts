import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import type { Moment } from '../domain/appeal.ts'
import {
  ANCHORED_TABLES,
  runsOf,
  type AnchoredTable,
  type Run,
  type Span,
} from './anchored-rows.ts'
import { canonical } from './canonical.ts'
import type { Transaction } from './database.ts'
import { lockNamed } from './papers.ts'

/** What an anchor says: which rows were there at a moment, and that the anchors before it said what they said. */
export interface AnchorBody {
  number: number
  /** ISO 8601. */
  at: string
  /** Hash of the anchor before; of the first one: nothing. */
  previous: string
  tables: Record<AnchoredTable, AnchoredRows>
}

/** What is new of one table since the anchor before. */
export interface AnchoredRows {
  /** The highest id that was ever anchored. */
  upTo: number
  /** How many rows were anchored by now. */
  count: number
  runs: readonly Run[]
}

/** An anchor with SHA-256 over its canonical JSON. */
export interface Anchor extends AnchorBody {
  hash: string
}

/** Rows of a table that one anchor takes in: some seconds' work. */
const MOST_ROWS = 200_000

/**
 * A row may be committed after one with a higher id was anchored, as its transaction took longer: so many anchors later
 * it is still looked for in the gap that it left.
 */
const LOOK_BACK = 5

/**
 * Anchors everything append-only that is not anchored yet. One at a time; whoever writes meanwhile is not held up.
 * `isWhole`: nothing was left for the next one. Null: nothing was new.
 */
export async function addAnchor(
  tx: Transaction,
  now: Moment,
  atMost = MOST_ROWS,
): Promise<{ anchor: Anchor; isWhole: boolean } | null> {
  await lockNamed(tx, 'anchor')
  const latest = await latestAnchors(tx, LOOK_BACK + 1)
  const last = latest[0]
  const number = (last?.number ?? 0) + 1
  const tables = {} as Record<AnchoredTable, AnchoredRows>
  for (const table of ANCHORED_TABLES) tables[table] = await newIn(tx, table, latest, atMost)
  if (Object.values(tables).every(({ runs }) => runs.length === 0)) return null
  const anchor = sealed({ number, at: now.toString(), previous: last?.hash ?? '', tables })
  const { hash, ...body } = anchor
  await tx.anchor.create({ data: { number, body: canonical(body), hash } })
  const isWhole = Object.values(tables).every(({ runs }) => rowsIn(runs) < atMost)
  return { anchor, isWhole }
}

async function newIn(
  tx: Transaction,
  table: AnchoredTable,
  latest: readonly Anchor[],
  atMost: number,
): Promise<AnchoredRows> {
  const anchored = latest.map(({ tables }) => tables[table])
  const { upTo = 0, count = 0 } = anchored[0] ?? {}
  const from = anchored.length > LOOK_BACK ? (anchored.at(-1)?.upTo ?? 0) : 0
  const recent = anchored.slice(0, LOOK_BACK).flatMap(({ runs }) => runs)
  const gaps = gapsIn([from + 1, upTo], recent)
  const runs = await runsOf(tx, table, { after: upTo, gaps, atMost })
  const highest = Math.max(upTo, ...runs.map(([, last]) => last))
  return { upTo: highest, count: count + rowsIn(runs), runs }
}

/** What of a span the runs leave out. */
function gapsIn([first, last]: Span, runs: readonly Run[]): Span[] {
  const gaps: Span[] = []
  let next = first
  for (const [begin, end] of runs.toSorted(([a], [b]) => a - b)) {
    if (begin > next) gaps.push([next, begin - 1])
    next = Math.max(next, end + 1)
  }
  return next <= last ? [...gaps, [next, last]] : gaps
}

function rowsIn(runs: readonly Run[]): number {
  return runs.reduce((sum, [first, last]) => sum + last - first + 1, 0)
}

/** With the hash over what it says. */
export function sealed(body: AnchorBody): Anchor {
  return { ...body, hash: createHash('sha256').update(canonical(body)).digest('hex') }
}

/** The newest first. */
export async function latestAnchors(tx: Transaction, count: number): Promise<Anchor[]> {
  const rows = await tx.anchor.findMany({ orderBy: { number: 'desc' }, take: count })
  return rows.map(anchorOf)
}

/** Those that the database has from this number on, the first one first, a handful at a time. */
export async function anchorsFrom(
  db: Pool | Transaction,
  number: number,
  atMost = 20,
): Promise<Anchor[]> {
  const statement =
    'SELECT number, body, hash FROM anchor WHERE number >= $1 ORDER BY number LIMIT $2'
  const rows =
    'query' in db
      ? (await db.query<AnchorRow>(statement, [number, atMost])).rows
      : await db.$queryRawUnsafe<AnchorRow[]>(statement, number, atMost)
  return rows.map(anchorOf)
}

interface AnchorRow {
  number: number
  body: string
  hash: string
}

/** As it stands there: whether the hash is right is another question. */
function anchorOf({ number, body, hash }: AnchorRow): Anchor {
  return { ...(JSON.parse(body) as AnchorBody), number, hash }
}
