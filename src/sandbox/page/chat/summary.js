import { el } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { t } from '../core/texts.js'

const icons = {
  photo: 'photo',
  video: 'photo',
  animation: 'photo',
  video_note: 'photo',
  voice: 'mic',
  audio: 'wave',
  document: 'file',
  sticker: 'photo',
}

/** A message in one line: for the list of chats and for quotes. */
export function summary(bubble) {
  const line = el('span', { class: 'summary' })
  if (bubble === undefined) {
    line.append(t('chat.empty'))
    return line
  }
  const { media, location, contact, other } = bubble
  if (media) line.append(icon(icons[media.kind]))
  if (location) line.append(icon('pin'))
  if (contact) line.append(icon('contact'))
  line.append(el('bdi', { text: wordsOf(bubble) || (other?.text ?? t('chat.message')) }))
  return line
}

function wordsOf({ text, caption, media, location, contact, other }) {
  if (text ?? caption) return (text ?? caption).replace(/\s+/g, ' ').slice(0, 120)
  if (media?.kind === 'document') return media.fileName ?? t('chat.file')
  if (media) return t(`chat.${media.kind === 'video_note' ? 'video' : media.kind}`)
  if (location) return t('chat.location')
  if (contact) return t('chat.contact')
  return other?.text ?? ''
}
