import { reasonsIn } from '../../domain/papers/reasons.ts'
import type { PaperView } from '../../flows/paper/views.ts'
import type { Writer } from '../writer.ts'
import { because } from './because.ts'

/** Why it is a key appeal, when the rota decides, what the leader set out to do, and the contacts on record. */
export function claimLines(view: PaperView, writer: Writer): void {
  const { data, state, steps, contacts } = view
  writer.gap()
  because('claim', reasonsIn(view), writer)
  if (state === 'waiting' && typeof data['rota'] === 'string')
    writer.line('claim:rota_at', { when: writer.moment(Temporal.Instant.from(data['rota'])) })
  for (const [at, { words, isDone }] of steps.entries()) {
    const values = { position: at + 1, words: writer.foreign(words) }
    writer.line(isDone ? 'claim:step_done' : 'claim:step_open', values)
  }
  if (contacts && (state === 'claimed' || state === 'asked'))
    writer.line('claim:contacts', { count: contacts.logged, needed: contacts.needed })
}
