import type { Key } from '../resources.ts'
import type { Writer } from '../writer.ts'

/** Why a claim or an item was made, in one line. */
export function because(kind: 'claim' | 'item', reasons: readonly string[], writer: Writer): void {
  if (reasons.length === 0) return
  const keyOf = (reason: string) =>
    (kind === 'claim' ? `claim:reason.${reason}` : `item:reason.${reason}`) as Key
  const said = reasons.map((reason) => writer.t(keyOf(reason)))
  writer.line('paper:because', { reasons: said.join(writer.t('files:join')) })
}
