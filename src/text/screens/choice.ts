import { cut } from '../../domain/words.ts'
import type { AboutView, SameView } from '../../flows/views.ts'
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

/** Into which appeal should this one be merged? What each is about stands above the buttons. */
export function mergeChoice(
  screen: { view: AboutView; similar: readonly SameView[] },
  writer: Writer,
): void {
  choice('task:merge', screen, writer)
  if (screen.similar.length === 0) writer.gap().line('task:merge_none')
  else sameMatters(screen.similar, writer)
}

/** Open appeals that may be the same matter, each with the beginning of what was said. */
export function sameMatters(similar: readonly SameView[], writer: Writer): void {
  if (similar.length === 0) return
  writer.gap().title('task:similar')
  for (const { number, place, category, households, words } of similar) {
    writer.line('task:similar_item', {
      number: code(number),
      place: place === null ? writer.t('task:where_unknown') : writer.unit(place),
      category: category === null ? writer.t('task:about_unknown') : writer.category(category),
    })
    if (households > 1) writer.line('task:households', { count: households })
    writer.beginning(words)
  }
}

/** What is left of the question which unit should have it. */
export function proposed(
  { number, unit }: { number: string; unit: string | null },
  writer: Writer,
): void {
  if (unit === null) writer.line('task:proposed_none', { number: code(number) })
  else writer.line('task:proposed', { number: code(number), unit: bold(writer.unit(unit)) })
}
