import type { Paper } from './paper.ts'

/** Codes of the reasons for which it was made. */
export function reasonsIn({ data }: Pick<Paper, 'data'>): string[] {
  const reasons = data['reasons']
  return Array.isArray(reasons) ? reasons.map(String) : []
}
