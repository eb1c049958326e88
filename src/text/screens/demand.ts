import type { Volume } from '../../domain/demand.ts'
import type { DemandItem, DemandTitle, DemandView, Measure } from '../../flows/demand/views.ts'
import type { Screen } from '../../flows/screen.ts'
import type { Piece } from '../entities.ts'
import type { Key } from '../resources.ts'
import { bold, type Writer } from '../writer.ts'

type Of<Name extends Screen['screen']> = Extract<Screen, { screen: Name }>

/** Common demands, strongest first, numbered like the buttons below. */
export function demands(screen: Of<'demands'>, writer: Writer): void {
  const { items, first, total, countedAt } = screen
  writer.title('demand:title')
  if (countedAt === null) writer.line('demand:empty_never')
  else if (items.length === 0) writer.line('demand:empty')
  else writer.line('demand:total', { count: total, when: writer.moment(countedAt) })
  for (const [at, item] of items.entries()) listed(item, first + at + 1, writer)
}

/** The card of a demand: how many, how it grows, where, and what is done about it. */
export function demand(view: DemandView, writer: Writer): void {
  writer.title('demand:called', { title: titleOf(view.title, writer) })
  writer.line(`demand:state.${view.state}`)
  if (view.lead !== null) writer.line('demand:lead', { unit: bold(writer.unit(view.lead)) })
  else if (view.state === 'confirmed') writer.line('demand:lead_none')
  if (view.resting) writer.line('demand:resting')
  figures(view, writer)
  about(view, writer)
  measures(view, writer)
  writer.gap().line('demand:counted_at', { when: writer.moment(view.countedAt) })
}

/** What this one could be merged into, numbered like the buttons below. */
export function demandMerge(screen: Of<'demand_merge'>, writer: Writer): void {
  demandChoice('demand:merge', screen.title, writer)
  if (screen.items.length === 0) writer.gap().line('demand:merge_none')
  for (const [at, item] of screen.items.entries()) listed(item, at + 1, writer)
}

/** A question about a demand, which stays in sight above its buttons. */
export function demandChoice(question: Key, title: DemandTitle, writer: Writer): void {
  writer.title(question).line('demand:called', { title: titleOf(title, writer) })
}

/** Asks for the words of a name, a measure or an improvement. */
export function demandPrompt({ what, kind, title }: Of<'demand_prompt'>, writer: Writer): void {
  writer.title('demand:called', { title: titleOf(title, writer) })
  if (kind !== null) writer.line(`demand:improvement.${kind}`)
  writer.line(`demand:prompt.${what}`).gap().line('prompt:cancel')
}

/** To the heads of the unit that leads a topic from now on. */
export function demandLeads({ title, unit }: Of<'demand_leads'>, writer: Writer): void {
  writer.line('demand:leads', { unit: bold(writer.unit(unit)) })
  writer
    .title('demand:called', { title: titleOf(title, writer) })
    .gap()
    .line('demand:leads_next')
}

/** The morning's message: what is new and unusual. */
export function demandsUnusual({ items, more }: Of<'demands_unusual'>, writer: Writer): void {
  writer.title('demand:morning')
  for (const [at, item] of items.entries()) {
    writer.gap().title('demand:item', { position: at + 1, title: titleOf(item.title, writer) })
    const households = householdsOf(item.month, writer)
    // Where nothing is known to be usual, nothing is unusual.
    writer.line('demand:morning_item', { households, usual: usualOf(item.expected ?? 0, writer) })
  }
  if (more > 0) writer.gap().line('demand:more', { count: more })
}

function listed(item: DemandItem, position: number, writer: Writer): void {
  writer.gap().title('demand:item', { position, title: titleOf(item.title, writer) })
  const figures = {
    households: householdsOf(item.households, writer),
    month: item.month,
  }
  if (item.percent === null) writer.line('demand:item_figures', figures)
  else writer.line('demand:item_grown', { ...figures, growth: growthOf(item.percent, writer) })
  const marks = [
    ...(item.unusual ? [writer.t('demand:unusual_mark')] : []),
    ...(item.state === 'confirmed' ? [writer.t('demand:topic')] : []),
  ]
  if (marks.length > 0) writer.line('demand:marks', { marks: marks.join(writer.t('files:join')) })
}

function figures({ figures, percent }: DemandView, writer: Writer): void {
  const { whole, month, before, lastYear, expected, unusual } = figures
  writer.gap()
  volume('demand:whole', whole, writer)
  volume('demand:month', month, writer)
  compared('before', before, percent.before, writer)
  compared('last_year', lastYear, percent.lastYear, writer)
  if (expected === null) writer.line('demand:too_early')
  else {
    const households = bold(householdsOf(month.households, writer))
    const key = unusual ? 'demand:unusual' : 'demand:usual'
    writer.line(key, { households, usual: usualOf(expected, writer) })
  }
}

function volume(key: 'demand:whole' | 'demand:month', of: Volume, writer: Writer): void {
  const households = bold(householdsOf(of.households, writer))
  writer.line(key, { households, count: of.letters })
}

function compared(
  name: 'before' | 'last_year',
  then: Volume | null,
  percent: number | null,
  writer: Writer,
): void {
  if (then === null) writer.line(`demand:${name}_none`)
  else {
    const households = householdsOf(then.households, writer)
    writer.line(`demand:${name}`, { households, growth: growthOf(percent, writer) })
  }
}

function about({ places, categories }: DemandView, writer: Writer): void {
  writer.gap()
  const list = (items: { name: string; count: number }[]) =>
    items.map((item) => writer.t('demand:counted', item)).join(writer.t('files:join'))
  if (places.length > 0) {
    const named = places.map(({ unit, letters }) => ({ name: writer.unit(unit), count: letters }))
    writer.line('demand:places', { list: list(named) })
  }
  if (categories.length > 0) {
    const named = categories.map(({ category, letters }) => ({
      ...{ name: writer.category(category), count: letters },
    }))
    writer.line('demand:categories', { list: list(named) })
  }
}

function measures({ measures, improvements }: DemandView, writer: Writer): void {
  if (measures.length > 0) writer.gap().title('demand:measures')
  for (const measure of measures) {
    writer.line('demand:entry', whoAndWhen(measure, writer)).quote(measure.words)
  }
  if (improvements.length > 0) writer.gap().title('demand:improvements')
  for (const improvement of improvements) {
    const what = writer.t(`demand:improvement.${improvement.kind}`)
    writer.line('demand:improved', { ...whoAndWhen(improvement, writer), what })
    writer.quote(improvement.words)
    if (improvement.volume === null) writer.line('demand:volume_early')
    else {
      const { days, before, after } = improvement.volume
      writer.line('demand:volume', {
        days,
        before: bold(householdsOf(before.households, writer)),
        after: bold(householdsOf(after.households, writer)),
      })
    }
  }
}

function whoAndWhen({ at, by }: Measure, writer: Writer): { when: string; by: Piece | string } {
  const name = by === '' ? writer.t('demand:somebody') : writer.foreign(by)
  return { when: writer.moment(at), by: name }
}

/** Its name; else what and where most of it is. */
export function titleOf({ name, category, place }: DemandTitle, writer: Writer): Piece | string {
  const named = writer.foreign(name)
  if (named.text !== '') return named
  if (category !== null && place !== null) {
    const names = { category: writer.category(category), place: writer.unit(place) }
    return writer.t('demand:name_place', names)
  }
  if (category !== null) return writer.category(category)
  return place === null ? writer.t('demand:unnamed') : writer.unit(place)
}

function householdsOf(count: number, writer: Writer): string {
  return writer.t('demand:households', { count })
}

function growthOf(percent: number | null, writer: Writer): string {
  if (percent === null) return writer.t('demand:growth.unknown')
  if (percent === 0) return writer.t('demand:growth.same')
  return writer.t(`demand:growth.${percent > 0 ? 'up' : 'down'}`, { percent: Math.abs(percent) })
}

/** Whole households: nobody expects half a one. */
function usualOf(expected: number, writer: Writer): string {
  const count = Math.round(expected)
  return count === 0 ? writer.t('demand:usually.none') : writer.t('demand:usually.about', { count })
}
