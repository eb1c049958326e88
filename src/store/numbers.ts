import { formatNumber } from '../domain/number.ts'
import type { Transaction } from './database.ts'
import { sqlOf } from './sql.ts'
import { together } from './together.ts'

/**
 * Takes the next serial of that year. The row stays locked until the transaction ends,
 * so no number is lost and none is given twice.
 */
export const nextNumber = together(async (tx, years: readonly number[]) => {
  const numbers: string[] = []
  const last = new Map<number, number>()
  for (const year of new Set(years))
    last.set(year, await takeSerials(tx, year, years.filter((one) => one === year).length))
  for (const year of years.toReversed()) {
    const serial = last.get(year) ?? 0
    numbers.unshift(formatNumber(year % 100, serial))
    last.set(year, serial - 1)
  }
  return numbers
})

/** Takes so many at once. Gives the last of them. */
async function takeSerials(tx: Transaction, year: number, count: number): Promise<number> {
  const [row] = await sqlOf(tx).rows<{ serial: number }>(
    `insert into setting (name, value) values ($1, to_jsonb($2::int))
     on conflict (name) do update set value = to_jsonb((setting.value #>> '{}')::int + $2::int)
     returning (value #>> '{}')::int as serial`,
    [`serial.${year}`, count],
  )
  if (!row) throw new Error('The serial of the year could not be taken.')
  return row.serial
}
