import type { PaperData } from '../../domain/papers/paper.ts'
import { unitsIn } from '../../domain/papers/units.ts'
import type { PaperView } from '../../flows/paper/views.ts'
import type { Key } from '../resources.ts'
import type { Writer } from '../writer.ts'

/** Who else is asked to come, and what came of it. */
export function meetingLines({ data }: PaperView, writer: Writer): void {
  const units = unitsIn({ data }).map((unit) => writer.unit(unit))
  if (units.length > 0)
    writer.line('meeting:invited', { units: units.join(writer.t('files:join')) })
  if (typeof data['outcome'] === 'string')
    writer.line('meeting:outcome_is', { outcome: outcomeOf(data, writer) })
}

/** The way, what that is, and what came of it, in words. */
export function meetingValues(data: PaperData, writer: Writer): Record<string, string> {
  const { form } = data
  return {
    way: typeof form === 'string' ? writer.t(`meeting:form.${form}` as Key) : '',
    what: typeof form === 'string' ? writer.t(`meeting:what.${form}` as Key) : '',
    outcome: outcomeOf(data, writer),
  }
}

function outcomeOf({ outcome }: PaperData, writer: Writer): string {
  return typeof outcome === 'string' ? writer.t(`meeting:outcome.${outcome}` as Key) : ''
}
