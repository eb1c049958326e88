import type { ButtonSpec } from './screen.ts'
import type { Verb } from './verbs.ts'

/** One button. The verb is checked against the table of verbs. */
export function button(
  verb: Verb,
  args: (string | number)[],
  label: string,
  values?: ButtonSpec['values'],
): ButtonSpec {
  return values ? { verb, args, label, values } : { verb, args, label }
}
