import type { UploadedFile } from './args.ts'
import { utf8 } from './utf8.ts'

interface Parts {
  values: Record<string, string>
  files: Record<string, UploadedFile>
}

/**
 * Reads a multipart/form-data body that is already in memory.
 * Written by hand because it must take what any client sends, also the loose forms of older ones.
 */
export function readMultipart(body: Buffer, contentType: string): Parts {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  const mark = Buffer.from(`--${boundary?.[1] ?? boundary?.[2] ?? ''}`)
  const nextMark = Buffer.concat([Buffer.from('\r\n'), mark])
  const parts: Parts = {
    values: Object.create(null) as Parts['values'],
    files: Object.create(null) as Parts['files'],
  }
  let start = body.indexOf(mark)
  while (start >= 0) {
    const from = start + mark.length
    const next = body.indexOf(nextMark, from)
    if (next < 0) break
    readPart(body.subarray(from, next), parts)
    start = next + 2
  }
  return parts
}

function readPart(part: Buffer, parts: Parts): void {
  const headEnd = part.indexOf('\r\n\r\n')
  if (headEnd < 0) return
  const head = part.subarray(0, headEnd).toString('utf8')
  const content = part.subarray(headEnd + 4)
  const name = /[;\s]name="([^"]*)"/i.exec(head)?.[1] ?? /[;\s]name=([^;\s]+)/i.exec(head)?.[1]
  if (name === undefined) return
  const fileName = readFileName(head)
  if (fileName === undefined) {
    parts.values[name] = utf8(content)
    return
  }
  parts.files[name] = {
    fileName,
    mimeType: /content-type:\s*([^\s;]+)/i.exec(head)?.[1] ?? 'application/octet-stream',
    bytes: Buffer.from(content),
  }
}

function readFileName(head: string): string | undefined {
  const encoded = /filename\*=UTF-8''([^;\r\n]+)/i.exec(head)?.[1]
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="([^"]*)"/i.exec(head)?.[1] ?? /filename=([^;\r\n]+)/i.exec(head)?.[1]
}
