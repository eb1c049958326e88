import type { StudyDemand } from '../../flows/paper/notice-views.ts'
import type { Screen } from '../../flows/screen.ts'
import type { Writer } from '../writer.ts'
import { titleOf } from './demand.ts'

type Of<Name extends Screen['screen']> = Extract<Screen, { screen: Name }>

/** The strongest common demands of the month: how they grew, who leads them, what was done, before and after. */
export function studied(demands: readonly StudyDemand[], writer: Writer): void {
  if (demands.length === 0) writer.gap().line('study:none')
  for (const [at, demand] of demands.entries()) {
    const { households, before, percent, lead, measures, improvements } = demand
    writer.gap().title('study:demand', {
      position: at + 1,
      title: titleOf(demand.title, writer),
    })
    const way = percent === null ? 'unknown' : percent === 0 ? 'same' : percent > 0 ? 'up' : 'down'
    const growth = writer.t(`demand:growth.${way}`, { percent: Math.abs(percent ?? 0) })
    writer.line('study:households', { count: households, before, growth })
    if (lead === null) writer.line('demand:lead_none')
    else writer.line('demand:lead', { unit: writer.unit(lead) })
    const measure = measures.at(-1)
    if (measure) writer.line('study:measures', { count: measures.length }).quote(measure.words)
    for (const { kind, volume } of improvements.slice(-1)) {
      writer.line('study:improved', { what: writer.t(`demand:improvement.${kind}`) })
      if (volume)
        writer.line('study:volume', {
          ...{ days: volume.days, before: volume.before.households },
          after: volume.after.households,
        })
    }
  }
}

/** What leaders concluded, to the heads of a unit that leads these demands. */
export function studyConcluded(screen: Of<'study_concluded'>, writer: Writer): void {
  writer.title('study:concluded', { month: screen.month })
  writer.line('study:yours')
  for (const title of screen.demands) writer.line('study:one', { title: titleOf(title, writer) })
  for (const { by, words } of screen.conclusions)
    writer
      .gap()
      .line('study:by', { by: writer.foreign(by) })
      .quote(words)
}
