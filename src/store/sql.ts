import { createHash } from 'node:crypto'
import type pg from 'pg'
import { Prisma } from './generated/client.ts'

/** Plain statements on one connection, or each on any of the pool. Parsed and planned once a connection. */
export interface Sql {
  rows<Row>(text: string, values: readonly unknown[]): Promise<Row[]>
  /** Gives how many rows it touched. */
  run(text: string, values: readonly unknown[]): Promise<number>
  /**
   * In a transaction: says it and waits for no answer, for what is said after it sees its effect; if it fails, the
   * transaction does, with its error. Elsewhere it waits.
   */
  write(text: string, values: readonly unknown[]): Promise<void>
}

type Queryable = Pick<pg.ClientBase, 'query'>

/** What plain statements are part of. */
export interface Open {
  /** What is still to be said to a transaction that has ended must not be said to the next one. */
  isOpen: () => boolean
  /** Hears of every answer that is to come. */
  said: (answer: Promise<unknown>) => void
}

export function sqlOn(to: Queryable, transaction?: Open): Sql {
  const ask = (text: string, values: readonly unknown[]) => {
    if (transaction?.isOpen() === false)
      return Promise.reject(new Error('The transaction has ended.'))
    const given = { name: nameStatement(text), text, values: [...values] }
    const answer = to.query<pg.QueryResultRow>(given)
    transaction?.said(answer)
    return answer
  }
  return {
    rows: async <Row>(text: string, values: readonly unknown[]) =>
      (await ask(text, values)).rows as Row[],
    run: async (text, values) => (await ask(text, values)).rowCount ?? 0,
    async write(text, values) {
      const answer = ask(text, values)
      if (!transaction?.isOpen()) await answer
    },
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
