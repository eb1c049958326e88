/* global queueMicrotask */
import { api } from '../core/api.js'
import { listen } from '../core/bus.js'
import { el } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { nameOf, store } from '../core/store.js'
import { t } from '../core/texts.js'
import { notice, showFault } from '../parts/dialog.js'
import { avatar, roleLine } from '../parts/person.js'
import { composer } from '../send/composer.js'
import { chatLog } from './log.js'

/**
 * One person's phone with the bot's chat open.
 * @param {object} person
 * @param {{ leave?(): void, close?(): void, extras: Node[] }} frame how one gets away from it
 */
export function phone(person, frame, signal) {
  const { id } = person
  const name = nameOf(person)
  const element = el('section', {
    class: 'phone',
    'aria-label': t('page.phone', { name }),
    data: { person: String(id) },
  })
  const chat = {
    id,
    person,
    element,
    pressing: new Set(),
    bubbles: () => store.people.get(id).bubbles,
    find: (messageId) => chat.bubbles().find((bubble) => bubble.messageId === messageId),
    say: (text) => chat.send({ text }),
    notice: (text) => notice(text, element),
    alert: (text) => element.append(alertBox(text)),
    showMessage: (messageId) => log.show(messageId),
    showPressing(messageId, data, is) {
      for (const key of element.querySelectorAll(`[data-message="${messageId}"] .key`)) {
        if (key.dataset.callback === data) key.toggleAttribute('aria-busy', is)
      }
    },
    /** Sends from this phone; answers whether it went. */
    async send(what) {
      try {
        await api.send(id, what)
        log.hasWritten()
        return true
      } catch (fault) {
        showFault(fault, element)
        return false
      }
    },
  }
  const log = chatLog(chat, signal)
  chat.compose = composer(chat, signal)
  const bottom = el('footer', { class: 'bottom' })
  const showBottom = () => {
    const { blocked, bubbles } = store.people.get(id)
    element.classList.toggle('blocked', blocked)
    const part = blocked
      ? blockedBar(chat, name)
      : bubbles.length === 0
        ? startBar(chat, name)
        : chat.compose.element
    if (bottom.firstChild !== part && bottom.dataset.shows !== (part.dataset.part ?? '')) {
      bottom.dataset.shows = part.dataset.part ?? ''
      bottom.replaceChildren(part)
    }
  }
  element.append(header(chat, name, frame, signal), log.element, bottom)
  listen('chat', (changed) => changed === id && showBottom(), signal)
  showBottom()
  return { element, focus: () => chat.compose.focus() }
}

function header(chat, name, { leave, close, extras }, signal) {
  const { person, id } = chat
  const round = (title, kind, onclick, testid) =>
    el(
      'button',
      { type: 'button', class: 'round', title, 'aria-label': title, data: { testid }, onclick },
      icon(kind),
    )
  const block = round('', 'block', () => toggleBlock(chat), 'block')
  const showBlock = () => {
    const { blocked } = store.people.get(id)
    const title = t(blocked ? 'chat.unblock' : 'chat.block')
    Object.assign(block, { title, ariaLabel: title, ariaPressed: String(blocked) })
  }
  listen('chat', (changed) => changed === id && showBlock(), signal)
  showBlock()
  return el(
    'header',
    { class: 'phone-head' },
    leave && round(t('page.back'), 'back', leave, 'back'),
    avatar(person),
    el(
      'div',
      { class: 'phone-words' },
      el('h2', {}, el('bdi', { text: name, title: name })),
      el(
        'p',
        { title: roleLine(person) },
        person.languageCode &&
          el('span', { class: 'tongue', text: person.languageCode.split('-')[0] }),
        roleLine(person),
      ),
    ),
    ...extras,
    block,
    close && round(t('page.closePhone', { name }), 'close', close, 'close-phone'),
  )
}

async function toggleBlock(chat) {
  const { blocked } = store.people.get(chat.id)
  await (blocked ? api.unblock(chat.id) : api.block(chat.id)).catch((fault) =>
    showFault(fault, chat.element),
  )
}

function blockedBar(chat, name) {
  return el(
    'div',
    { class: 'bar', data: { part: 'blocked' } },
    el('p', { text: t('chat.blockedHint', { name }) }),
    el('button', {
      type: 'button',
      class: 'bar-button',
      text: t('chat.unblock'),
      data: { testid: 'unblock' },
      onclick: () => toggleBlock(chat),
    }),
  )
}

function startBar(chat, name) {
  return el(
    'div',
    { class: 'bar', data: { part: 'start' } },
    el('p', { text: t('chat.startHint', { name }) }),
    el('button', {
      type: 'button',
      class: 'bar-button',
      text: t('chat.start'),
      data: { testid: 'start' },
      onclick: () => chat.say('/start'),
    }),
  )
}

/** What the bot insists on telling: stays until it is put away. */
function alertBox(text) {
  const ok = el('button', {
    type: 'button',
    class: 'plain main',
    text: t('page.ok'),
    data: { testid: 'alert-ok' },
  })
  const box = el(
    'div',
    { class: 'alert', role: 'alertdialog', 'aria-label': text, data: { testid: 'alert' } },
    el('div', { class: 'alert-body' }, el('p', { text, dir: 'auto' }), ok),
  )
  const away = () => box.remove()
  box.addEventListener('click', (event) => event.target === box && away())
  box.addEventListener('keydown', (event) => event.key === 'Escape' && away())
  ok.addEventListener('click', away)
  queueMicrotask(() => ok.focus())
  return box
}
