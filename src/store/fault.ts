/** What an operator can put right: printed as one line, without a stack. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault'
}

/** The database is away, or does not let us in. */
export function cannotBeUsed(url: string, cause: unknown): DatabaseFault {
  return new DatabaseFault(
    `DATABASE_URL: given ${describe(url)}, expected a database that lets the desk in (${reason(cause)})`,
    { cause },
  )
}

/** Where, without the password. */
export function describe(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname}:${port || '5432'}${pathname}`
}

function reason(cause: unknown): string {
  // Several addresses tried: the message of the sum is empty.
  if (cause instanceof AggregateError) return cause.errors.map(reason).join('; ')
  return cause instanceof Error ? cause.message : String(cause)
}
