import { formatNumber } from '../domain/number.ts'
import type { Transaction } from './database.ts'

/**
 * Takes the next serial of that year. The row stays locked until the transaction ends,
 * so no number is lost and none is given twice.
 */
export async function nextNumber(tx: Transaction, year: number): Promise<string> {
  const name = `serial.${year}`
  const [row] = await tx.$queryRaw<{ serial: number }[]>`
    INSERT INTO setting (name, value) VALUES (${name}, '1'::jsonb)
    ON CONFLICT (name) DO UPDATE SET value = to_jsonb((setting.value #>> '{}')::int + 1)
    RETURNING (value #>> '{}')::int AS serial`
  if (!row) throw new Error('The serial of the year could not be taken.')
  return formatNumber(year % 100, row.serial)
}
