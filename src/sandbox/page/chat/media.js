import { fileUrl } from '../core/api.js'
import { el } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { language, t } from '../core/texts.js'
import { openDialog } from '../parts/dialog.js'
import { voicePlayer } from './voice-player.js'

/** One file of a message, shown after its kind. */
export function media(file) {
  const { kind, fileId, mimeType = '' } = file
  switch (kind) {
    case 'photo':
      return picture(file, 'picture single')
    case 'sticker':
      return el('img', { class: 'sticker', src: fileUrl(fileId), alt: t('chat.sticker') })
    case 'animation':
      return mimeType.startsWith('image/') ? picture(file, 'picture single') : moving(file)
    case 'video':
    case 'video_note':
      return moving(file)
    case 'voice':
    case 'audio':
      return voicePlayer(file)
    default:
      return fileChip(file)
  }
}

/** Photos and videos of an album as a grid, other files as a list. */
export function album(bubbles) {
  const isPictures = bubbles.every(({ media: file }) => ['photo', 'video'].includes(file?.kind))
  const tiles = bubbles.map(({ media: file, messageId }) => {
    const tile = !isPictures || file === undefined ? media(file) : pictureTile(file)
    tile.dataset.message = String(messageId)
    return tile
  })
  return el(
    'div',
    { class: isPictures ? 'album' : 'file-list', data: { count: String(tiles.length) } },
    ...tiles,
  )
}

const pictureTile = (file) => (file.kind === 'photo' ? picture(file, 'picture') : moving(file))

function picture(file, kind) {
  const { fileId } = file
  const image = el('img', { src: fileUrl(fileId), alt: t('chat.photo'), draggable: 'false' })
  return el(
    'button',
    {
      type: 'button',
      class: kind,
      'aria-label': t('chat.openPhoto'),
      data: { file: fileId },
      onclick: () => view(fileId),
    },
    image,
  )
}

function view(fileId) {
  const dialog = openDialog({
    label: t('chat.photo'),
    class: 'viewer',
    children: [
      el('img', { src: fileUrl(fileId), alt: t('chat.photo'), onclick: () => dialog.close() }),
      el(
        'button',
        {
          type: 'button',
          class: 'round viewer-close',
          'aria-label': t('page.close'),
          onclick: () => dialog.close(),
        },
        icon('close'),
      ),
    ],
  })
}

function moving({ kind, fileId }) {
  const isLoop = kind === 'animation'
  const video = el('video', {
    class: kind === 'video_note' ? 'moving note' : 'moving',
    src: fileUrl(fileId),
    controls: !isLoop,
    preload: 'metadata',
    playsinline: true,
    loop: isLoop,
    'aria-label': t(isLoop ? 'chat.animation' : 'chat.video'),
  })
  if (isLoop) Object.assign(video, { muted: true, autoplay: true })
  return video
}

function fileChip({ fileId, fileName = t('chat.file'), size }) {
  return el(
    'a',
    {
      class: 'file',
      href: fileUrl(fileId),
      download: fileName,
      'aria-label': t('chat.download', { name: fileName }),
      data: { file: fileId },
    },
    el('span', { class: 'disc' }, icon('download')),
    el(
      'span',
      { class: 'file-words' },
      el('bdi', { class: 'file-name', text: fileName }),
      size !== undefined && el('span', { class: 'file-size', text: sizeWords(size) }),
    ),
  )
}

function sizeWords(bytes) {
  const [value, unit] =
    bytes < 1000
      ? [bytes, 'byte']
      : bytes < 1_000_000
        ? [bytes / 1000, 'kilobyte']
        : [bytes / 1e6, 'megabyte']
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: unit === 'megabyte' ? 1 : 0,
  }).format(value)
}
