import { el } from '../core/dom.js'
import { store } from '../core/store.js'
import { t } from '../core/texts.js'

/** The published commands: behind the "/" button, and while one is being typed. */
export function commandMenu(chat, choose) {
  const element = el('div', {
    class: 'menu commands',
    role: 'listbox',
    'aria-label': t('send.commands'),
    hidden: true,
  })
  const button = el('button', {
    type: 'button',
    class: 'tool slash',
    text: '/',
    title: t('send.commands'),
    'aria-label': t('send.commands'),
    'aria-expanded': 'false',
    data: { testid: 'commands' },
    onclick: () => (element.hidden ? open(all()) : close()),
  })
  let at = 0

  const all = () => store.people.get(chat.id).commands ?? []
  const close = () => {
    element.hidden = true
    button.ariaExpanded = 'false'
  }
  const open = (commands) => {
    at = 0
    element.hidden = false
    button.ariaExpanded = 'true'
    element.replaceChildren(
      ...commands.map(row),
      ...(commands.length === 0
        ? [el('p', { class: 'menu-empty', text: t('send.noCommands') })]
        : []),
    )
    mark()
  }
  const row = ({ command, description }) =>
    el(
      'button',
      {
        type: 'button',
        class: 'menu-row',
        role: 'option',
        data: { command },
        onclick: () => {
          close()
          choose(`/${command}`)
        },
      },
      el('span', { class: 'menu-command', text: `/${command}` }),
      el('bdi', { class: 'menu-words', text: description }),
    )
  const rows = () => [...element.querySelectorAll('.menu-row')]
  const mark = () =>
    rows().forEach((one, index) => {
      one.ariaSelected = String(index === at)
      if (index === at) one.scrollIntoView({ block: 'nearest' })
    })

  chat.element.addEventListener('pointerdown', ({ target }) => {
    if (!element.contains(target) && !button.contains(target)) close()
  })
  return {
    element,
    button,
    /** Shows what begins with the typed letters; anything but a lone command closes the menu. */
    filter(text) {
      const typed = /^\/(\w*)$/.exec(text)
      const fitting =
        typed === null ? [] : all().filter(({ command }) => command.startsWith(typed[1]))
      if (fitting.length > 0) open(fitting)
      else close()
    },
    /** Arrows move, Enter and Tab choose, Escape closes. Answers whether the key was for the menu. */
    takesKey(event) {
      if (element.hidden || rows().length === 0) return false
      const count = rows().length
      if (event.key === 'ArrowDown') at = (at + 1) % count
      else if (event.key === 'ArrowUp') at = (at + count - 1) % count
      else if (event.key === 'Escape') close()
      else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') rows()[at].click()
      else return false
      event.preventDefault()
      mark()
      return true
    },
  }
}
