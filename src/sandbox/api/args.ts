import { badRequest } from './api-error.ts'

export interface UploadedFile {
  fileName: string
  mimeType: string
  bytes: Buffer
}

/** The parameters of one call. Telegram reads all of them as text, whatever the request was made of. */
export class Args {
  readonly values: Record<string, unknown>
  readonly files: Record<string, UploadedFile>

  constructor(values: Record<string, unknown>, files?: Record<string, UploadedFile>) {
    this.values = values
    this.files = files ?? (Object.create(null) as Record<string, UploadedFile>)
  }

  has(name: string): boolean {
    return this.text(name) !== ''
  }

  /** The parameter as text; empty when absent. Objects are their JSON, as on the real server. */
  text(name: string): string {
    const value = this.values[name]
    if (value === undefined || value === null) return ''
    if (typeof value === 'string') return value
    return JSON.stringify(value)
  }

  requiredText(name: string): string {
    const value = this.text(name)
    if (value === '') throw badRequest(`Parameter "${name}" is required`)
    return value
  }

  /** Digits up to the first other character, clamped; nonsense is 0, as on the real server. */
  integer(name: string, absent = 0, min = -(2 ** 31), max = 2 ** 31 - 1): number {
    const text = this.text(name).trim()
    if (text === '') return absent
    const digits = /^-?\d+/.exec(text)?.[0] ?? '0'
    return Math.min(max, Math.max(min, Number(digits)))
  }

  boolean(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name).trim().toLowerCase())
  }

  /** The parameter as JSON; undefined when absent. `what` names it in the refusal. */
  json(name: string, what: string): unknown {
    const value = this.values[name]
    if (value === undefined || value === null || value === '') return undefined
    if (typeof value !== 'string') return value
    try {
      return JSON.parse(value)
    } catch {
      throw badRequest(`Can't parse ${what} JSON object`)
    }
  }
}
