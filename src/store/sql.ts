import { createHash } from 'node:crypto'
import type pg from 'pg'
import { Prisma } from './generated/client.ts'

/** Plain statements on one connection, or each on any of the pool. Parsed and planned once a connection. */
export interface Sql {
  rows<Row>(text: string, values: readonly unknown[]): Promise<Row[]>
  /** Gives how many rows it touched. */
  run(text: string, values: readonly unknown[]): Promise<number>
}

type Queryable = Pick<pg.ClientBase, 'query'>

/** `isOpen`: what is still to be said to a transaction that has ended must not be said to the next one. */
export function sqlOn(to: Queryable, isOpen: () => boolean = () => true): Sql {
  const ask = (text: string, values: readonly unknown[]) => {
    if (!isOpen()) return Promise.reject(new Error('The transaction has ended.'))
    return to.query<pg.QueryResultRow>({ name: nameStatement(text), text, values: [...values] })
  }
  return {
    rows: async <Row>(text: string, values: readonly unknown[]) =>
      (await ask(text, values)).rows as Row[],
    run: async (text, values) => (await ask(text, values)).rowCount ?? 0,
  }
}

const names = new Map<string, string>()
/** Texts are few, unless lists of values are written into them. */
const NAMES_MOST = 5_000

/** PostgreSQL parses and plans a named statement once per connection, not at every call. */
export function nameStatement(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = createHash('sha1').update(text).digest('base64url')
  if (names.size < NAMES_MOST) names.set(text, name)
  return name
}

const ofTransactions = new WeakMap<object, Sql>()

/** Plain statements in this transaction. */
export function sqlOf(tx: object): Sql {
  const sql = ofTransactions.get(tx)
  if (!sql) throw new Error('This transaction was not begun by inOneTransaction.')
  return sql
}

/** From now on `sqlOf` answers this. */
export function remember(tx: object, sql: Sql): void {
  ofTransactions.set(tx, sql)
}

/** Tagged templates as Prisma has them, without its way through. Only texts and counts: rows come in Prisma's types. */
export function executeRaw(sql: Sql) {
  return (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<number> => {
    const { text, values: given } = 'raw' in query ? Prisma.sql(query, ...values) : query
    return sql.run(text, given)
  }
}
