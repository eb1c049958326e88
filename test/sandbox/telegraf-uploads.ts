import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

interface FormStream {
  currentStream: Readable
  currentStreamOnReadable: () => void
  push: (chunk: unknown) => void
}

/**
 * telegraf's uploads stall on this Node, against any server: the stream library below it pushes an empty
 * chunk and waits for an answer that no longer comes. This reads what is there instead. The bytes on the
 * wire stay telegraf's own.
 */
export function mendTelegrafUploads(): void {
  const require = createRequire(import.meta.url)
  const folder = dirname(require.resolve('telegraf'))
  const path = join(folder, 'core/network/multipart-stream.js')
  const { default: form } = require(path) as { default: { prototype: FormStream } }
  form.prototype.currentStreamOnReadable = function (this: FormStream) {
    for (;;) {
      const chunk: unknown = this.currentStream.read()
      if (chunk === null) return
      this.push(chunk)
    }
  }
}
