import { createReadStream } from 'node:fs'
import { extname } from 'node:path'
import { pipeline } from 'node:stream'
import { parse } from 'csv-parse'
import { z } from 'zod'
import { linesOf } from './lines.ts'
import { utf8Of } from './utf8.ts'

const letterSchema = z.object({ title: z.string().nullish(), text: z.string() })

/** As the contract has them: a letter to be read, and one that is labelled. */
export const idLetterSchema = letterSchema.extend({ id: z.unknown().optional() })
export const labelledSchema = letterSchema.extend({ label: z.string().trim().min(1) })
export type LabelledLetter = z.infer<typeof labelledSchema>

/** A line that does not hold what it should, said for whoever can mend it. */
export interface BadLine {
  number: number
  fault: string
}

/** What a line of JSON holds, by the schema, or what is wrong with it. */
export function readLine<T>(
  { number, text }: { number: number; text: string },
  schema: z.ZodType<T>,
): { value: T } | { bad: BadLine } {
  try {
    return checked(JSON.parse(text), number, schema)
  } catch {
    return { bad: { number, fault: 'this is not JSON' } }
  }
}

/** All labelled letters of a file, CSV by its ending, otherwise JSON Lines, and every line that is none. */
export async function readLabelled(
  file: string,
): Promise<{ letters: LabelledLetter[]; bad: BadLine[] }> {
  const letters: LabelledLetter[] = []
  const bad: BadLine[] = []
  const isCsv = extname(file).toLowerCase() === '.csv'
  for await (const read of isCsv ? rowsOf(file) : jsonOf(file))
    if ('bad' in read) bad.push(read.bad)
    else letters.push(read.value)
  return { letters, bad }
}

type Read = { value: LabelledLetter } | { bad: BadLine }

async function* jsonOf(file: string): AsyncGenerator<Read> {
  for await (const line of linesOf(textOf(file)))
    if (line.text.trim() !== '') yield readLine(line, labelledSchema)
}

/** The first row names the columns. */
async function* rowsOf(file: string): AsyncGenerator<Read> {
  const bad: BadLine[] = []
  const rows = parse({
    ...{ columns: true, info: true, skip_empty_lines: true },
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error) bad.push({ number: Number(error['lines']), fault: error.message })
      return undefined
    },
  })
  // A fault of the file is thrown where the rows are read.
  pipeline(textOf(file), rows, () => undefined)
  for await (const { record, info } of rows as AsyncIterable<CsvRow>)
    yield checked(record, info.lines, labelledSchema)
  for (const one of bad) yield { bad: one }
}

function textOf(file: string): AsyncGenerator<string> {
  return utf8Of(createReadStream(file), file)
}

interface CsvRow {
  record: unknown
  info: { lines: number }
}

function checked<T>(
  value: unknown,
  number: number,
  schema: z.ZodType<T>,
): { value: T } | { bad: BadLine } {
  const read = schema.safeParse(value)
  if (read.success) return { value: read.data }
  const [issue] = read.error.issues
  const where = issue?.path.join('.') ?? ''
  return { bad: { number, fault: `${where === '' ? 'the line' : where}: ${issue?.message ?? ''}` } }
}
