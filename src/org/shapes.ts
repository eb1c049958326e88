import { z } from 'zod'
import { LOCALES } from '../domain/organisation.ts'
import { didYouMean } from './did-you-mean.ts'

/*
 * What entries of the org file are made of. Every message completes "expected …". Codes stand in button data of at
 * most 64 bytes, hence their length.
 */

/** A map in the file. An unknown key becomes the list of known ones, from which a fault per key is made. */
export function map<Shape extends z.ZodRawShape>(shape: Shape, what: string) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : what),
  })
}

export function list<Entry extends z.ZodType>(entry: Entry, what: string) {
  return z.array(entry, { error: what })
}

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, {
    error: ({ input }) =>
      `one of ${values.join(', ')}${typeof input === 'string' ? didYouMean(input, values) : ''}`,
  })
}

const codeForm = '1 to 24 letters a-z, digits, - or _ (in quotes if digits only)'
export const code = z.string({ error: codeForm }).regex(/^[a-z0-9_-]{1,24}$/, { error: codeForm })

export const text = z.string({ error: 'text' }).trim().min(1, { error: 'text that is not empty' })
export const words = list(text, 'a list of texts')

const nameForm = `text, or a map of ${LOCALES.join(', ')}`
/** One text for all languages, or one for each. */
export const names = z.preprocess(
  (given) => (typeof given === 'string' ? { 'zh-CN': given, en: given } : given),
  map({ 'zh-CN': text.optional(), en: text.optional() }, nameForm),
)

const workForm = 'working hours or days such as 2h or 1d, more than none'
export const workDuration = z
  .string({ error: workForm })
  .regex(/^[1-9]\d{0,3}[hd]$/, { error: workForm })
  .transform((given) => ({
    amount: Number.parseInt(given, 10),
    unit: given.endsWith('h') ? ('hours' as const) : ('days' as const),
  }))

const hoursForm = 'plain hours or days such as 1h or 30d, more than none'
export const plainHours = z
  .string({ error: hoursForm })
  .regex(/^[1-9]\d{0,4}[hd]$/, { error: hoursForm })
  .transform((given) => Number.parseInt(given, 10) * (given.endsWith('d') ? 24 : 1))
