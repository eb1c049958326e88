import { el } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { t } from '../core/texts.js'

/* global URL */
const mostFiles = 10

/** Files that wait to be sent with the next message. */
export function tray(draft, chat, changed) {
  const tiles = el('div', { class: 'tray-tiles' })
  const asFiles = el('input', { type: 'checkbox', data: { testid: 'as-files' } })
  const element = el(
    'div',
    { class: 'tray', hidden: true, data: { testid: 'tray' } },
    tiles,
    el('label', { class: 'as-files' }, asFiles, t('send.asFiles')),
  )
  asFiles.addEventListener('change', () => {
    for (const file of draft.files) file.kind = asFiles.checked ? 'document' : kindOf(file.blob)
  })

  const show = () => {
    element.hidden = draft.files.length === 0
    if (element.hidden) asFiles.checked = false
    const known = new Map([...tiles.children].map((node) => [node.dataset.key, node]))
    const wanted = draft.files.map((file) => known.get(file.key) ?? tile(file))
    tiles.replaceChildren(...wanted)
  }
  const tile = (file) => {
    const isPicture = file.blob.type.startsWith('image/')
    const address = isPicture ? URL.createObjectURL(file.blob) : ''
    return el(
      'div',
      { class: 'tray-tile', title: file.name, data: { key: file.key } },
      isPicture
        ? el('img', { src: address, alt: file.name, onload: () => URL.revokeObjectURL(address) })
        : el('span', { class: 'tray-file' }, icon('file'), el('bdi', { text: file.name })),
      el(
        'button',
        {
          type: 'button',
          class: 'tray-drop',
          'aria-label': t('send.remove', { name: file.name }),
          onclick: () => {
            draft.files = draft.files.filter((other) => other !== file)
            show()
            changed()
          },
        },
        icon('close'),
      ),
    )
  }
  const add = (files, isPlain = false) => {
    const fresh = [...files].map((blob) => ({
      key: `file ${++count}`,
      blob,
      name: blob.name,
      kind: isPlain || asFiles.checked ? 'document' : kindOf(blob),
    }))
    if (draft.files.length + fresh.length > mostFiles) chat.notice(t('send.tooMany'))
    draft.editing = undefined
    draft.files = [...draft.files, ...fresh].slice(0, mostFiles)
    if (isPlain) asFiles.checked = true
    show()
    changed()
  }
  return { element, show, add, takeDrops: (phone, signal) => takeDrops(phone, signal, add) }
}

let count = 0

function kindOf({ type }) {
  if (type === 'image/gif') return 'animation'
  if (type.startsWith('image/') && !type.includes('svg')) return 'photo'
  if (type.startsWith('video/')) return 'video'
  return type.startsWith('audio/') ? 'audio' : 'document'
}

function takeDrops(phone, signal, add) {
  const veil = el('div', { class: 'veil' }, el('span', { text: t('send.dropHere') }))
  const isFiles = ({ dataTransfer }) => dataTransfer?.types.includes('Files') === true
  const on = (name, heard) =>
    phone.addEventListener(
      name,
      (event) => {
        if (!isFiles(event)) return
        event.preventDefault()
        heard(event)
      },
      { signal },
    )
  on('dragenter', () => phone.append(veil))
  on('dragover', () => undefined)
  on('dragleave', (event) => !phone.contains(event.relatedTarget) && veil.remove())
  on('drop', (event) => {
    veil.remove()
    add(event.dataTransfer.files)
  })
}
