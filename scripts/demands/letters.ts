import { z } from 'zod'
import type { Letter } from '../../src/demands/letter.ts'

/** What a file of letters holds, and what is wrong with its lines, counted from 1. */
export interface ReadLetters {
  letters: Letter[]
  faults: { line: number; fault: string }[]
}

/** Reads JSONL; blank lines are passed over. An id that comes twice is a fault: nobody could tell the two apart. */
export function readLetters(content: string): ReadLetters {
  const read: ReadLetters = { letters: [], faults: [] }
  const lineOf = new Map<string, number>()
  for (const [index, text] of content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (text.trim() === '') continue
    const line = index + 1
    const parsed = letterIn(text)
    if (typeof parsed === 'string') {
      read.faults.push({ line, fault: parsed })
      continue
    }
    const earlier = lineOf.get(parsed.id)
    if (earlier === undefined) read.letters.push(parsed)
    else read.faults.push({ line, fault: `id ${parsed.id} stands in line ${earlier} already` })
    lineOf.set(parsed.id, earlier ?? line)
  }
  return read
}

const identity = z.union([z.string().min(1), z.number()]).transform(String)
const row = z.object({
  id: identity,
  title: z.string().nullish(),
  text: z.string(),
  time: z.string().transform((time, context) => {
    const at = millisecondsOf(time)
    if (at === null) context.addIssue('not a time such as "2019/2/28 11:25:05"')
    return at ?? z.NEVER
  }),
  user: identity.nullish(),
})

/** The letter, or what is wrong. */
function letterIn(line: string): Letter | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'not JSON'
  }
  const { data, error } = row.safeParse(value)
  if (!data)
    return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  const { id, title, text, time, user } = data
  return {
    ...{ id, text, at: time, title: title ?? null },
    ...{ household: user ?? null, place: null, category: null },
  }
}

const WRITTEN = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

/** A time without an offset is taken as UTC: only the distance between letters counts. Null: no time. */
function millisecondsOf(time: string): number | null {
  const parts = WRITTEN.exec(time.trim())
  try {
    if (!parts) return Temporal.Instant.from(time.trim()).epochMilliseconds
    const [, year, month, day, hour, minute, second] = parts.map(Number)
    const written = { year: year ?? 0, month: month ?? 0, day: day ?? 0 }
    const clock = { hour: hour || 0, minute: minute || 0, second: second || 0 }
    return Temporal.PlainDateTime.from(
      { ...written, ...clock },
      { overflow: 'reject' },
    ).toZonedDateTime('UTC').epochMilliseconds
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
