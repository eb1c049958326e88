import { describe, expect, it } from 'vitest'
import { readUpdate } from '../../src/telegram/input.ts'

const from = { id: 7, is_bot: false, first_name: 'A' }
const chat = { id: 7, type: 'private' as const, first_name: 'A' }

/** What a document of this kind is for the desk. */
function read(mime_type: string) {
  const document = { file_id: 'F', file_unique_id: 'U', mime_type }
  const message = { message_id: 1, date: 0, from, chat, document }
  const reading = readUpdate({ update_id: 1, message })
  return reading.kind === 'input' ? reading.input : null
}

describe('a document', () => {
  it.each(['image/heic', 'image/tiff', 'image/svg+xml', 'text/html', 'application/x-msdownload'])(
    'of a kind that is not passed on is refused at once: %s',
    (kind) => {
      expect(read(kind)).toMatchObject({ kind: 'unusable', what: 'too_telling' })
    },
  )

  it.each(['image/jpeg', 'application/pdf', 'video/mp4', 'text/plain', ''])(
    'of any other kind is taken, without its name: %s',
    (kind) => {
      expect(read(kind)).toMatchObject({
        kind: 'file',
        file: { kind: 'document', fileId: 'F', size: null },
      })
    },
  )
})

describe('a live location', () => {
  const location = { longitude: 119.2, latitude: 35.7, live_period: 900 }
  const message = { message_id: 1, date: 0, from, chat, location }

  it('is a pin where it begins, and nothing whenever it moves or ends', () => {
    expect(readUpdate({ update_id: 1, message })).toMatchObject({ input: { kind: 'pin' } })
    const moved = { ...message, edit_date: 60 }
    expect(readUpdate({ update_id: 2, edited_message: moved })).toEqual({ kind: 'nothing' })
  })
})
