/** What Telegram takes as callback data. */
const DATA_BYTES = 64
const VERB = /^[a-z]+(\.[a-z]+)?$/
const ARGUMENT = /^[\w.-]+$/

/** Packs a button: `verb` or `verb:arg:arg`. Throws when it would not fit: that is a fault of ours. */
export function packVerb(verb: string, args: readonly (string | number)[] = []): string {
  const data = [verb, ...args].join(':')
  if (unpackVerb(data) === null) throw new Error(`No button can carry "${data}"`)
  return data
}

/** Reads callback data. Null: forged or not ours. */
export function unpackVerb(data: string): { verb: string; args: string[] } | null {
  if (Buffer.byteLength(data) > DATA_BYTES) return null
  const [verb = '', ...args] = data.split(':')
  if (!VERB.test(verb) || !args.every((argument) => ARGUMENT.test(argument))) return null
  return { verb, args }
}
