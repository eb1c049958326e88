import { Refused } from './command.ts'

/** The text of a stream, strictly: an Excel sheet in GBK or UTF-16 would be taken for letters that nobody wrote. */
export async function* utf8Of(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const strictly = (part?: Buffer): string => {
    try {
      const text = part ? decoder.decode(part, { stream: true }) : decoder.decode()
      // UTF-16 without its mark is valid UTF-8, full of zeros.
      if (!text.includes('\0')) return text
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
    throw new Refused(`${name}: this is not UTF-8; save it as "CSV UTF-8", or as text in UTF-8`)
  }
  for await (const part of bytes) yield strictly(part)
  yield strictly()
}
