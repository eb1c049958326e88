import type { PaperChoice } from './choices.ts'

/** So many working days from now. */
export function dayChoices(days: readonly number[]): PaperChoice[] {
  return days.map((count) => ({ choice: String(count), label: 'choose_days', values: { count } }))
}
