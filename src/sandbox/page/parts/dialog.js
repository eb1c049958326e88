/* global Element, document, setTimeout */
import { Refused } from '../core/api.js'
import { el } from '../core/dom.js'
import { hasText, t } from '../core/texts.js'

/**
 * Shows a dialog above the page and removes it when it closes.
 * @param {{ label: string, class?: string, children: Node[] }} what
 */
export function openDialog({ label, class: kind = '', children }) {
  const dialog = el('dialog', { class: `dialog ${kind}`, 'aria-label': label }, ...children)
  dialog.addEventListener('close', () => dialog.remove())
  // A press outside the box closes, as in a messenger.
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close())
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

/** Asks once; answers whether the person agreed. */
export function confirmDialog({ title, text, yes, isGrave = false }) {
  return new Promise((answer) => {
    const button = (label, value, kind, testid) =>
      el('button', {
        type: 'button',
        class: `plain ${kind}`,
        text: label,
        data: { testid },
        onclick: () => dialog.close(value),
      })
    const dialog = openDialog({
      label: title,
      class: 'ask',
      children: [
        el(
          'div',
          { class: 'ask-body' },
          el('h2', { text: title }),
          text && el('p', { text, dir: 'auto' }),
          el(
            'div',
            { class: 'ask-buttons' },
            button(t('page.cancel'), '', '', 'dialog-no'),
            button(yes, 'yes', isGrave ? 'grave' : 'main', 'dialog-yes'),
          ),
        ),
      ],
    })
    dialog.addEventListener('close', () => answer(dialog.returnValue === 'yes'))
  })
}

const noticeMs = 4200

/**
 * A short notice that leaves by itself, in the given place or above the whole page.
 * @param {string} text
 * @param {Element} [place]
 */
export function notice(text, place = document.body) {
  place.querySelector(':scope > .notice')?.remove()
  const note = el('p', {
    class: 'notice',
    role: 'status',
    dir: 'auto',
    text,
    data: { testid: 'notice' },
  })
  place.append(note)
  setTimeout(() => note.classList.add('leaving'), noticeMs)
  setTimeout(() => note.remove(), noticeMs + 300)
}

/** Says in words what went wrong; anything but a refusal is a fault of the page and is thrown on. */
export function showFault(fault, place) {
  if (!(fault instanceof Refused)) throw fault
  const key = `error.${fault.code}`
  notice(t(hasText(key) ? key : 'error.broken'), place instanceof Element ? place : undefined)
}
