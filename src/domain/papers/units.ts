import type { Paper } from './paper.ts'

/** Codes of the units that were invited to it, in the order in which they were. */
export function unitsIn({ data }: Pick<Paper, 'data'>): string[] {
  const units = data['units']
  return Array.isArray(units) ? units.filter((one) => typeof one === 'string') : []
}
