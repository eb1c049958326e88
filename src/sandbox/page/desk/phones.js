/* global AbortController, history, location, window */
import { listen } from '../core/bus.js'
import { el } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { closePhone, store } from '../core/store.js'
import { t } from '../core/texts.js'
import { clockChip } from './clock-card.js'
import { phone } from '../chat/phone.js'

/** The open phones: side by side on a laptop, one that covers the list on a narrow screen. */
export function phones(isNarrow, signal) {
  const place = el('main', { class: 'phones', data: { testid: 'phones' } })
  const empty = el(
    'p',
    { class: 'phones-empty' },
    icon('phone'),
    el('span', { text: t('page.nothingOpen') }),
  )
  /** @type {Map<number, { element: HTMLElement, put: AbortController, focus(): void }>} */
  const shown = new Map()

  const wanted = () => {
    if (!isNarrow) return store.open
    const id = Number(location.hash.slice(1))
    return store.people.has(id) ? [id] : []
  }
  const arrange = (called) => {
    for (const [id, one] of shown) {
      if (wanted().includes(id)) continue
      one.put.abort()
      one.element.remove()
      shown.delete(id)
    }
    for (const id of wanted()) {
      if (!shown.has(id)) shown.set(id, newPhone(id, isNarrow, signal))
      if (shown.get(id).element.parentElement !== place) place.append(shown.get(id).element)
    }
    empty.hidden = shown.size > 0
    place.classList.toggle('covering', isNarrow && shown.size > 0)
    // Closing a phone calls nobody forward.
    if (shown.has(called) && !isNarrow) bringForward(shown.get(called))
  }
  place.append(empty)
  listen('open', (id) => arrange(id), signal)
  listen('route', () => arrange(), signal)
  arrange()
  return place
}

function newPhone(id, isNarrow, signal) {
  const put = new AbortController()
  signal.addEventListener('abort', () => put.abort(), { signal: put.signal })
  const frame = isNarrow
    ? { leave, extras: [clockChip(put.signal)] }
    : { close: () => closePhone(id), extras: [] }
  return { put, ...phone(store.people.get(id), frame, put.signal) }
}

/** Back to the list, also when the chat was opened by its address. */
function leave() {
  if (history.state?.isFromList) history.back()
  else location.hash = ''
}

function bringForward(one) {
  const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  one.element.scrollIntoView({
    behavior: isCalm ? 'auto' : 'smooth',
    inline: 'nearest',
    block: 'nearest',
  })
  one.focus()
}
