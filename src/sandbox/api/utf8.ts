import { badRequest } from './api-error.ts'

const strict = new TextDecoder('utf-8', { fatal: true })

/** Bytes as text; what is not UTF-8 is refused. */
export function utf8(bytes: Buffer): string {
  try {
    return strict.decode(bytes)
  } catch {
    throw notUtf8()
  }
}

export function notUtf8(): Error {
  return badRequest('Strings must be encoded in UTF-8')
}
