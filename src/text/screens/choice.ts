import { cut } from '../../domain/words.ts'
import type { AboutView } from '../../flows/views.ts'
import type { Key } from '../resources.ts'
import { bold, code, type Writer } from '../writer.ts'

/** Enough to know the matter again; the question and its buttons must stay in sight. */
const BEGINNING_UNITS = 240

/** A question about an appeal, above its buttons: what it is about stays in sight while one chooses. */
export function choice(question: Key, { view }: { view: AboutView }, writer: Writer): void {
  const { number, category, place, words } = view
  writer.title(question, { number: code(number) })
  if (place !== null) writer.line('task:where', { unit: bold(writer.unit(place)) })
  if (category !== null) writer.line('task:about', { category: bold(writer.category(category)) })
  const beginning = cut(words.trim(), BEGINNING_UNITS)
  if (beginning === '') writer.line('task:words_none')
  else writer.gap().quote(beginning)
}

/** What is left of the question which unit should have it. */
export function proposed(
  { number, unit }: { number: string; unit: string | null },
  writer: Writer,
): void {
  if (unit === null) writer.line('task:proposed_none', { number: code(number) })
  else writer.line('task:proposed', { number: code(number), unit: bold(writer.unit(unit)) })
}
