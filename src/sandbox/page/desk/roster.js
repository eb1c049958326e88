/* global document, history */
import { emit, listen } from '../core/bus.js'
import { briefTime } from '../core/clock.js'
import { el } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { addResident, nameOf, openPhone, store, unreadCount } from '../core/store.js'
import { language, t } from '../core/texts.js'
import { summary } from '../chat/summary.js'
import { avatar, roleLine } from '../parts/person.js'

/** Everybody in the cast, with the last thing said and what is unread. */
export function roster(signal) {
  const rows = new Map([...store.people.values()].map((person) => [person.id, row(person)]))
  const redraw = (id) => rows.get(id)?.show()
  const redrawAll = () => rows.forEach((one) => one.show())
  listen('chat', redraw, signal)
  listen('read', redraw, signal)
  listen('open', redrawAll, signal)
  listen('clock', redrawAll, signal)
  redrawAll()
  const element = el(
    'nav',
    { class: 'roster', 'aria-label': t('page.people') },
    ...[...rows.values()].map(({ button }) => button),
  )
  if (rows.size > mainCount + 1) element.append(moreButton(element, rows.size))
  element.append(anotherButton())
  return element
}

/** The three residents and one of each post; a county has many more. */
const mainCount = 7
let isWhole = false

/** Some things need many neighbours: each press brings one more, who speaks the page's language. */
function anotherButton() {
  return el('button', {
    type: 'button',
    class: 'roster-more',
    text: t('page.another'),
    data: { testid: 'another-resident' },
    onclick: async () => {
      isWhole = true
      openPhone(await addResident(language() === 'zh-CN' ? 'zh-hans' : language()))
    },
  })
}

function moreButton(element, count) {
  const show = () => {
    element.classList.toggle('whole', isWhole)
    button.textContent = t(isWhole ? 'page.fewer' : 'page.everybody', { count })
    button.ariaExpanded = String(isWhole)
  }
  const button = el('button', {
    type: 'button',
    class: 'roster-more',
    data: { testid: 'everybody' },
    onclick: () => {
      isWhole = !isWhole
      show()
    },
  })
  show()
  return button
}

function row(person) {
  const last = el('span', { class: 'row-last', dir: 'auto' })
  const time = el('time', { class: 'row-time' })
  const badge = el('span', { class: 'badge' })
  const name = nameOf(person)
  const button = el(
    'button',
    {
      type: 'button',
      class: 'row',
      data: { roster: String(person.id), testid: `open-${person.id}` },
      onclick: () => show(person.id),
    },
    avatar(person),
    el(
      'span',
      { class: 'row-words' },
      el('span', { class: 'row-top' }, el('bdi', { class: 'row-name', text: name }), time),
      el('span', { class: 'row-role', text: roleLine(person) }),
      el('span', { class: 'row-bottom' }, last, badge),
    ),
  )
  return {
    button,
    show() {
      const { bubbles, blocked } = store.people.get(person.id)
      const latest = bubbles.at(-1)
      const unread = unreadCount(person.id)
      last.replaceChildren(...(blocked ? [icon('block')] : []), summary(latest))
      time.textContent = latest === undefined ? '' : briefTime(latest.date * 1000)
      badge.textContent = unread > 99 ? '99+' : String(unread)
      badge.hidden = unread === 0
      badge.setAttribute('aria-label', t('page.unread', { count: unread }))
      button.classList.toggle('open', store.open.includes(person.id))
      button.classList.toggle('calling', unread > 0)
      const news = unread > 0 ? [t('page.unread', { count: unread })] : []
      const said = [t('page.openPhone', { name }), roleLine(person), ...news]
      button.setAttribute('aria-label', said.join(', '))
    },
  }
}

function show(id) {
  openPhone(id)
  if (document.querySelector('.desk.narrow') === null) return
  history.pushState({ isFromList: true }, '', `#${id}`)
  emit('route')
}
