import { ApiError, badRequest } from './api-error.ts'
import { Args } from './args.ts'
import { isObject } from './fields.ts'
import { readMultipart } from './multipart.ts'
import { notUtf8, utf8 } from './utf8.ts'

/** Parameters from the query string and a body in any of the three forms the Bot API takes. */
export function readArgs(url: string, contentType: string, body: Buffer | undefined): Args {
  // No prototype: a parameter may have any name.
  const values = Object.create(null) as Record<string, unknown>
  const mark = url.indexOf('?')
  if (mark >= 0) copyPairs(new URLSearchParams(url.slice(mark + 1)), values)
  if (body === undefined || body.length === 0) return checked(new Args(values))
  if (contentType.startsWith('application/json')) {
    const text = utf8(body)
    const args = new Args(Object.assign(values, readJson(text)))
    // In text that is UTF-8 only an escape can stand for half a pair.
    return text.includes('\\u') ? checked(args) : args
  }
  if (contentType.startsWith('multipart/form-data')) {
    const parts = readMultipart(body, contentType)
    return checked(new Args(Object.assign(values, parts.values), parts.files))
  }
  copyPairs(new URLSearchParams(utf8(body)), values)
  return checked(new Args(values))
}

function copyPairs(pairs: URLSearchParams, values: Record<string, unknown>): void {
  for (const [name, value] of pairs) values[name] = value
}

function readJson(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ApiError(400, "Bad Request: can't parse JSON object")
  }
  if (!isObject(value)) throw badRequest('Object expected as request body')
  return value
}

/** Half a surrogate pair cannot be written in UTF-8; the real server refuses it. */
function checked(args: Args): Args {
  for (const value of Object.values(args.values)) {
    if (!isWellFormed(value)) throw notUtf8()
  }
  return args
}

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isWellFormed)
  return true
}
