import { randomInt } from 'node:crypto'
import { newGroupId } from './methods/album.ts'
import type { Files } from './state/files.ts'
import { mediaContent } from './state/media.ts'
import type { MessageContent } from './telegram-types.ts'
import { withFound } from './text/found.ts'
import type { Outgoing, OutgoingFile } from './world-types.ts'

const MAX_TEXT = 4096
const MAX_CAPTION = 1024
const MAX_ALBUM = 10

export type PersonContent = MessageContent & { media_group_id?: string }

/** What a person sends, as the messages their app makes of it. */
export function contentsOf(what: Outgoing, files: Files): PersonContent[] {
  if ('text' in what) return pieces(what.text).map((text) => textContent(text))
  if ('files' in what) return filesContent(what.files, what.caption ?? '', files)
  if ('location' in what) return [{ location: what.location }]
  if ('dice' in what) return [{ dice: { emoji: what.dice, value: randomInt(1, 7) } }]
  if ('poll' in what) return [pollContent(what.poll.question, what.poll.options)]
  const { phone, firstName, userId } = what.contact
  const contact = { phone_number: phone, first_name: firstName }
  return [{ contact: userId === undefined ? contact : { ...contact, user_id: userId } }]
}

/** Apps cut a long text into several messages, never inside a surrogate pair. */
function pieces(source: string): string[] {
  let rest = visible(source)
  if (rest === '') throw new Error('A person cannot send an empty text')
  const cut: string[] = []
  while (rest.length > MAX_TEXT) {
    const isPair = /[\ud800-\udbff]/.test(rest.charAt(MAX_TEXT - 1))
    const end = isPair ? MAX_TEXT - 1 : MAX_TEXT
    cut.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...cut, rest]
}

/** Half a surrogate pair cannot travel; apps trim blanks at the ends. */
function visible(source: string): string {
  return source.toWellFormed().trim()
}

export function textContent(text: string): MessageContent {
  const entities = withFound(text, [])
  return entities.length > 0 ? { text, entities } : { text }
}

export function captionContent(source: string): MessageContent {
  const caption = visible(source).slice(0, MAX_CAPTION)
  if (caption === '') return {}
  const entities = withFound(caption, [])
  return entities.length > 0 ? { caption, caption_entities: entities } : { caption }
}

/** Photos and videos, or documents, go as albums of up to ten; all else goes alone. */
function filesContent(outgoing: OutgoingFile[], caption: string, files: Files): PersonContent[] {
  const isAlbum = albumMakes(outgoing)
  const groups = Math.ceil(outgoing.length / MAX_ALBUM)
  const groupIds = Array.from({ length: groups }, newGroupId)
  return outgoing.map((file, index) => {
    const content = mediaContent(files, files.add(file))
    const groupId = isAlbum ? groupIds[Math.floor(index / MAX_ALBUM)] : undefined
    return {
      ...content,
      ...(index === 0 ? captionContent(caption) : {}),
      ...(groupId === undefined ? {} : { media_group_id: groupId }),
    }
  })
}

function albumMakes(outgoing: OutgoingFile[]): boolean {
  if (outgoing.length < 2) return false
  const isPicture = ({ kind }: OutgoingFile) => kind === 'photo' || kind === 'video'
  return outgoing.every(isPicture) || outgoing.every(({ kind }) => kind === 'document')
}

function pollContent(question: string, options: string[]): MessageContent {
  return {
    poll: {
      id: `${randomInt(1_000_000, 9_999_999)}${randomInt(100_000_000, 999_999_999)}`,
      question,
      options: options.map((text) => ({ text, voter_count: 0 })),
      total_voter_count: 0,
      is_closed: false,
      is_anonymous: true,
      type: 'regular',
      allows_multiple_answers: false,
    },
  }
}
