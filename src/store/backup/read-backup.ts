import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { BackupEnd, BackupHead, BackupPart, BackupRow } from './lines.ts'

/** Reads a backup to its end: whether it is one, and whole. Throws a RangeError that says what is wrong with it. */
export async function checkBackup(file: string): Promise<BackupHead> {
  const sum = createHash('sha256')
  let head: BackupHead | null = null
  let end: BackupEnd | null = null
  let rows = 0
  for await (const line of linesOf(file)) {
    if (end) throw damaged(file, 'it goes on after its end')
    const value = parse(file, line)
    head ??= headOf(file, value)
    if (Array.isArray(value)) rows += 1
    if (isEnd(value)) end = value
    else sum.update(`${line}\n`)
  }
  if (!head || !end) throw damaged(file, 'its end is missing')
  if (end.rows !== rows || end.sha256 !== sum.digest('hex'))
    throw damaged(file, 'its checksum does not hold')
  return head
}

/** The rows of a backup that was checked, in order, each with its table. */
export async function* rowsOf(file: string): AsyncGenerator<{ table: string; row: BackupRow }> {
  let table: string | null = null
  for await (const line of linesOf(file)) {
    const value = parse(file, line)
    if (Array.isArray(value) && table !== null) yield { table, row: value as BackupRow }
    else if (isPart(value)) ({ table } = value)
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const packed = createReadStream(file)
  const unpacked = createGunzip()
  packed.on('error', (error) => unpacked.destroy(error))
  try {
    // Not node:readline: it takes U+2028, which people's words may hold, for the end of a line.
    let rest = ''
    for await (const part of packed.pipe(unpacked).setEncoding('utf8')) {
      const lines = (rest + String(part)).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
    if (rest !== '') yield rest
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw damaged(file, 'it is cut off, or no gzip')
    throw error
  } finally {
    packed.destroy()
  }
}

function headOf(file: string, value: unknown): BackupHead {
  if (typeof value === 'object' && value !== null && 'huiying' in value && value.huiying === 1)
    return value as BackupHead
  throw damaged(file, 'it does not begin as one')
}

function isEnd(value: unknown): value is BackupEnd {
  return typeof value === 'object' && value !== null && 'sha256' in value
}

function isPart(value: unknown): value is BackupPart {
  return typeof value === 'object' && value !== null && 'table' in value
}

function parse(file: string, line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) throw damaged(file, 'a line of it is no JSON')
    throw error
  }
}

function damaged(file: string, reason: string): RangeError {
  return new RangeError(`${JSON.stringify(file)} is no whole backup: ${reason}.`)
}
