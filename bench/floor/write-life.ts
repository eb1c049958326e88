import type pg from 'pg'
import { formatNumber, readNumber } from '../../src/domain/number.ts'
import type { Row, Table } from './tables.ts'
import type { Written } from './written.ts'

/** A table and how many of its rows each life writes. */
export interface Part {
  table: Table
  each: Written
}

/** Numbers that no row of the desk has: each is given once. */
export interface Numbers {
  next(): number
  /** Ids of people who are there, one after another. */
  person(): number
}

/** Keys of the rows that one life has inserted, by table. */
type Keys = Map<string, unknown[][]>

/**
 * Writes what one life leaves, in as many transactions as it has updates: rows of one table and transaction in one
 * prepared INSERT, each update of a row a prepared UPDATE of all that is in it, rows that go in one DELETE. `nth` is
 * the how-manieth life it is: what a life writes on average two and a half times it writes twice, then three times.
 */
export async function writeLife(
  client: pg.Client,
  parts: readonly Part[],
  transactions: number,
  nth: number,
  numbers: Numbers,
): Promise<void> {
  const keys: Keys = new Map()
  const person = numbers.person()
  for (let at = 0; at < transactions; at++) {
    const shareOf = (each: number) => rowsIn(each, nth, at, transactions)
    await client.query('BEGIN')
    for (const { table, each } of parts) {
      const count = Math.min(shareOf(each.inserted), roomFor(table, keys))
      if (count > 0) await insert(client, table, count, { keys, person, numbers })
    }
    for (const { table, each } of parts)
      for (let count = shareOf(each.updated); count > 0; count--)
        await update(client, table, { keys, person, numbers })
    for (const { table, each } of parts) {
      const count = shareOf(each.deleted)
      if (count > 0) await remove(client, table, count, keys)
    }
    await client.query('COMMIT')
  }
}

/** How many of the rows of this life fall into this transaction, dealt out evenly. */
function rowsIn(each: number, nth: number, at: number, transactions: number): number {
  const until = (step: number) => Math.floor(each * (nth + step / transactions) + 1e-9)
  return until(at + 1) - until(at)
}

/** Where the key is a parent's, there is one row for each parent: what comes before its parent is left out. */
function roomFor({ name, key, refers }: Table, keys: Keys): number {
  const [column = '', ...others] = key
  const parents = others.length === 0 && refers.get(column)
  if (!parents || parents === 'person') return Infinity
  return (keys.get(parents)?.length ?? 0) - (keys.get(name)?.length ?? 0)
}

interface Context {
  keys: Keys
  person: number
  numbers: Numbers
}

async function insert(
  client: pg.Client,
  table: Table,
  count: number,
  context: Context,
): Promise<void> {
  const { name, columns, key, isNumbered } = table
  const written = isNumbered ? columns.filter((column) => column !== 'id') : columns
  const rows = Array.from({ length: count }, (_one, at) => newRow(table, at, context))
  let place = 0
  const tuple = () => `(${written.map(() => `$${++place}`).join(', ')})`
  const { rows: made } = await client.query<Row>({
    name: `insert ${name} ${count}`,
    text: `INSERT INTO "${name}" (${listed(written)}) VALUES ${rows.map(tuple).join(', ')} RETURNING ${listed(key)}`,
    values: rows.flatMap((row) => written.map((column) => row[column])),
  })
  const known = context.keys.get(name) ?? []
  known.push(...made.map((row) => key.map((column) => row[column])))
  context.keys.set(name, known)
}

/** A row like one of the desk's, with keys of its own. */
function newRow(table: Table, at: number, { keys, person, numbers }: Context): Row {
  const sample = pick(table.first.length > 0 ? table.first : table.last, numbers.next())
  const row = { ...sample }
  const ordinal = (keys.get(table.name)?.length ?? 0) + at
  for (const [column, to] of table.refers) {
    if (row[column] === null) continue
    const parents = keys.get(to)
    if (to === 'person') row[column] = person
    // One row each where the key is a parent's; else the one that came last.
    else if (parents)
      row[column] =
        (table.key.includes(column) ? parents[ordinal] : undefined)?.[0] ?? parents.at(-1)?.[0]
  }
  for (const column of table.distinct)
    if (row[column] !== null) row[column] = ownValue(row[column], numbers.next())
  return row
}

/** No appeal of the desk is of this year. */
const OTHER_YEAR = 98

/** As long as the one that it stands for, and of its type. */
function ownValue(like: unknown, number: number): unknown {
  if (typeof like === 'number') return number
  const text = String(like)
  if (readNumber(text).kind === 'number') return formatNumber(OTHER_YEAR, number % 10_000_000)
  return /^\d+$/.test(text) ? String(1e12 + number) : String(number).padStart(text.length, '~')
}

async function update(
  client: pg.Client,
  table: Table,
  { keys, person, numbers }: Context,
): Promise<void> {
  const { name, columns, key, refers, distinct } = table
  const sample = pick(table.last, numbers.next())
  const inserted = keys.get(name)
  const mine = name === 'person' ? [person] : inserted?.[numbers.next() % inserted.length]
  const set = columns.filter(
    (one) => !key.includes(one) && !refers.has(one) && !distinct.includes(one),
  )
  const values = [...set, ...(mine ? [] : key)].map((column) => sample[column])
  await client.query({
    name: `update ${name}`,
    text: `UPDATE "${name}" SET ${set.map((column, at) => `"${column}" = $${at + 1}`).join(', ')} WHERE ${key.map((column, at) => `"${column}" = $${set.length + at + 1}`).join(' AND ')}`,
    values: [...values, ...(mine ?? [])],
  })
}

async function remove(
  client: pg.Client,
  { name, key }: Table,
  count: number,
  keys: Keys,
): Promise<void> {
  const gone = keys.get(name)?.splice(0, count) ?? []
  if (gone.length === 0) return
  let place = 0
  const tuples = gone.map((values) => `(${values.map(() => `$${++place}`).join(', ')})`)
  await client.query({
    name: `delete ${name} ${gone.length}`,
    text: `DELETE FROM "${name}" WHERE (${listed(key)}) IN (${tuples.join(', ')})`,
    values: gone.flat(),
  })
}

function pick(rows: readonly Row[], number: number): Row {
  const row = rows[number % rows.length]
  if (!row) throw new Error('No row to copy')
  return row
}

function listed(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ')
}
