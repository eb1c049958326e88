import type { Screen } from '../../flows/screen.ts'
import { bold, type Writer } from '../writer.ts'

/** Whom to call, in the line that a locked phone shows; what to do until then; what becomes of the words. */
export function emergency(
  { call, advice, about }: Extract<Screen, { screen: 'emergency' }>,
  writer: Writer,
): void {
  writer.line('draft:emergency.call', { call: bold(call) })
  if (advice !== null) writer.said(advice[writer.locale])
  if (about !== null) writer.gap().line(`draft:emergency.${about}`)
}
