/* global document, IntersectionObserver, requestAnimationFrame, ResizeObserver */
import { listen } from '../core/bus.js'
import { dayKey, dayName } from '../core/clock.js'
import { el } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { markRead, nameOf, readMark, store, unreadCount } from '../core/store.js'
import { t } from '../core/texts.js'
import { bubbleRow } from './bubble.js'

const nearEndPx = 80
const sameRunSeconds = 600

/** The messages of one chat: keeps to the end while one is there, and tells what is new. */
export function chatLog(chat, signal) {
  const list = el('div', { class: 'list' })
  const log = el(
    'div',
    {
      class: 'log',
      tabindex: 0,
      role: 'log',
      'aria-label': t('chat.messages', { name: nameOf(chat.person) }),
      data: { testid: 'log' },
    },
    list,
  )
  const count = el('span', { class: 'badge' })
  const toEnd = el(
    'button',
    {
      type: 'button',
      class: 'round to-end',
      'aria-label': t('chat.toEnd'),
      onclick: () => scrollToEnd(true),
    },
    icon('down'),
    count,
  )
  const shown = new Map()
  let isAtEnd = true
  let lastTop = 0
  let isOnScreen = false
  let newAfter = unreadCount(chat.id) > 0 && readMark(chat.id) > 0 ? readMark(chat.id) : Infinity
  let isSettled = false

  const refresh = () => {
    arrange(list, shown, itemsOf(chat, newAfter), isSettled)
    showEnd()
  }
  const scrollToEnd = (isSmooth) =>
    log.scrollTo({ top: log.scrollHeight, behavior: isSmooth ? 'smooth' : 'instant' })
  const isNearEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < nearEndPx
  const showEnd = () => {
    if (isAtEnd) scrollToEnd(false)
    if (isAtEnd && isOnScreen) markRead(chat.id)
    const unread = unreadCount(chat.id)
    toEnd.classList.toggle('shown', !isAtEnd)
    count.textContent = String(unread)
    count.hidden = unread === 0
  }

  log.addEventListener('scroll', () => {
    // Growing content leaves the place as it is; only a person moves up from the end.
    if (isNearEnd()) isAtEnd = true
    else if (log.scrollTop < lastTop) isAtEnd = false
    lastTop = log.scrollTop
    showEndSoon()
  })
  let isWaiting = false
  const showEndSoon = () => {
    if (isWaiting) return
    isWaiting = true
    requestAnimationFrame(() => {
      isWaiting = false
      toEnd.classList.toggle('shown', !isAtEnd)
      if (isAtEnd && isOnScreen) markRead(chat.id)
    })
  }
  // Pictures that load late and a keyboard that opens change heights; the end stays in sight.
  const heights = new ResizeObserver(() => isAtEnd && scrollToEnd(false))
  heights.observe(list)
  heights.observe(log)
  const sight = new IntersectionObserver(([entry]) => {
    isOnScreen = entry.isIntersecting
    if (!isSettled && isOnScreen) settle()
    showEnd()
  })
  sight.observe(log)
  const settle = () => {
    isSettled = true
    const mark = list.querySelector('.new-mark')
    if (mark === null) return scrollToEnd(false)
    mark.scrollIntoView({ block: 'start' })
    // What is new may fit the screen whole: then nothing scrolls, and all of it has been seen.
    isAtEnd = isNearEnd()
  }
  document.addEventListener('visibilitychange', showEnd, { signal })
  signal.addEventListener('abort', () => {
    heights.disconnect()
    sight.disconnect()
  })
  listen('chat', (id) => id === chat.id && refresh(), signal)
  listen('read', (id) => id === chat.id && (count.hidden = unreadCount(id) === 0), signal)
  listen('clock', refresh, signal)
  refresh()

  return {
    element: el('div', { class: 'log-place' }, log, toEnd),
    /** The person wrote something: what was new has been seen, and the end comes into sight. */
    hasWritten() {
      newAfter = Infinity
      isAtEnd = true
      refresh()
    },
    show(messageId) {
      const row = list.querySelector(`[data-message="${messageId}"]`)
      row?.scrollIntoView({ block: 'center', behavior: 'smooth' })
      row?.classList.add('called')
      row?.addEventListener('animationend', () => row.classList.remove('called'), { once: true })
    },
  }
}

/** What stands in the log, top to bottom: day lines, the mark of what is new, messages, albums. */
function itemsOf(chat, newAfter) {
  const groups = []
  for (const bubble of chat.bubbles()) {
    const last = groups.at(-1)
    const isSameAlbum =
      bubble.mediaGroupId !== undefined && last?.[0].mediaGroupId === bubble.mediaGroupId
    if (isSameAlbum) last.push(bubble)
    else groups.push([bubble])
  }
  const items = []
  const { profile } = store.people.get(chat.id)
  if (groups.length === 0 && profile?.description) {
    items.push({ key: 'profile', sign: JSON.stringify(profile), make: () => introduction(profile) })
  }
  let isMarked = false
  groups.forEach((group, index) => {
    const [head] = group
    const before = groups[index - 1]?.[0]
    const after = groups[index + 1]?.[0]
    const day = dayKey(head.date * 1000)
    if (before === undefined || dayKey(before.date * 1000) !== day) {
      const text = dayName(head.date * 1000)
      items.push({ key: `day ${day}`, sign: text, make: () => el('div', { class: 'day', text }) })
    }
    if (!isMarked && head.by === 'bot' && head.messageId > newAfter) {
      isMarked = true
      const text = t('chat.newMessages')
      items.push({ key: 'new', sign: '', make: () => el('div', { class: 'new-mark', text }) })
    }
    const place = { isFirst: !isRun(before, head), isLast: !isRun(head, after) }
    const quoted = head.replyTo === undefined ? undefined : chat.find(head.replyTo)
    items.push({
      key: `message ${head.messageId}`,
      sign: JSON.stringify([group, place, quoted]),
      make: () => bubbleRow(chat, group, place),
    })
  })
  return items
}

/** What the bot says about itself before the first word. */
const introduction = ({ name, description }) =>
  el(
    'div',
    { class: 'introduction' },
    el('h3', { dir: 'auto', text: name }),
    el('p', { dir: 'auto', text: description }),
  )

const isRun = (one, next) =>
  one !== undefined &&
  next !== undefined &&
  one.by === next.by &&
  next.date - one.date < sameRunSeconds &&
  dayKey(one.date * 1000) === dayKey(next.date * 1000)

/** Brings the list into the wanted order; what did not change keeps its element. */
function arrange(list, shown, items, isArriving) {
  const keys = new Set(items.map(({ key }) => key))
  for (const [key, { element }] of shown) {
    if (keys.has(key)) continue
    element.remove()
    shown.delete(key)
  }
  items.forEach(({ key, sign, make }, index) => {
    const old = shown.get(key)
    if (old?.sign !== sign) {
      const element = make()
      if (old) replace(old.element, element)
      else if (isArriving) element.classList.add('arriving')
      shown.set(key, { sign, element })
    }
    const { element } = shown.get(key)
    if (list.children[index] !== element) list.insertBefore(element, list.children[index] ?? null)
  })
}

/** Whoever was about to press a button again finds the focus on the same button. */
function replace(old, element) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null
  old.replaceWith(element)
  if (focused === null) return
  const same = [...element.querySelectorAll('[data-callback]')].find(
    (key) => key.dataset.callback === focused.dataset.callback,
  )
  ;(same ?? element.closest('.log')).focus({ preventScroll: true })
}
