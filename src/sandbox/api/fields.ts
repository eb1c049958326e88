import { ApiError, badRequest } from './api-error.ts'

export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function field(object: JsonObject, name: string): unknown {
  const value = object[name]
  return value === null ? undefined : value
}

function missing(name: string): Error {
  return badRequest(`Can't find field "${name}"`)
}

/** A string field; Telegram takes a number for its digits. */
export function optionalString(object: JsonObject, name: string): string | undefined {
  const value = field(object, name)
  if (value === undefined) return undefined
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value
  throw badRequest(`Field "${name}" must be of type String`)
}

export function requiredString(object: JsonObject, name: string): string {
  const value = optionalString(object, name)
  if (value === undefined) throw missing(name)
  return value
}

/** An integer field; Telegram takes a string of digits for a number. */
export function optionalInteger(object: JsonObject, name: string): number | undefined {
  const value = field(object, name)
  if (value === undefined) return undefined
  if (typeof value !== 'number' && typeof value !== 'string') {
    throw badRequest(`Field "${name}" must be of type Number`)
  }
  const number = value === '' ? NaN : Number(value)
  if (!Number.isInteger(number)) throw badRequest(`Field "${name}" must be a valid Number`)
  return number
}

export function requiredInteger(object: JsonObject, name: string): number {
  const value = optionalInteger(object, name)
  if (value === undefined) throw missing(name)
  return value
}

export function optionalBoolean(object: JsonObject, name: string): boolean {
  const value = field(object, name)
  if (value === undefined) return false
  if (typeof value === 'boolean') return value
  throw badRequest(`Field "${name}" must be of type Boolean`)
}

/** Runs a reader of a nested object; its refusals are told as "can't parse <what>: …". */
export function parsing<T>(what: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw badRequest(`Can't parse ${what}: ${error.reason}`)
  }
}
