/**
 * Acts by which a resident first hears from the unit itself, or that put a contact outside the chat on record. An
 * automatic step such as "accepted" is none; a suspension is one, for its plan is told in the words of the unit.
 */
export const CONTACTS: ReadonlySet<string> = new Set([
  'note',
  'ask',
  'resolve',
  'contact',
  'approve_suspension',
])
