import { LIMITS } from './limits.ts'

/** Somebody without a chat, who calls or comes by: staff register an appeal for them. */
export interface Caller {
  /** The name they go by. */
  name: string
  phone: string | null
}

/**
 * Who it is, out of one message: the name, and the telephone number where there is one, in any order. Null: there is no
 * name in it, or more than a name.
 */
export function readCaller(message: string): Caller | null {
  const line = message.normalize('NFKC').replaceAll(/\s+/g, ' ')
  const phones = line.match(PHONE) ?? []
  const name = line.replaceAll(PHONE, ' ').replaceAll(/\s+/g, ' ').replaceAll(AROUND_NAME, '')
  if (!/\p{L}/v.test(name) || name.length > LIMITS.nameCharacters) return null
  return { name, phone: phones.length === 0 ? null : phones.join(', ') }
}

/** Seven digits or more, as people write them: what is shorter is a house or a flat. No number has more than fifteen. */
const PHONE = /(?<!\d)\+?\d(?:[ -]*\d){6,14}(?!\d)/g

/** What stands between a name and a number, or around both. */
const AROUND_NAME = /^[\s\p{Pd}\p{Po}]+|[\s\p{Pd}\p{Po}]+$/gv
