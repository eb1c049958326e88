/* global AbortController, document, setInterval, window */
import { emit, listen } from './core/bus.js'
import { watchDay } from './core/clock.js'
import { el } from './core/dom.js'
import { loadStore, openPhone, store } from './core/store.js'
import { closest, language, loadTexts, t } from './core/texts.js'
import { sidebar } from './desk/sidebar.js'
import { phones } from './desk/phones.js'

const narrow = window.matchMedia('(max-width: 719px)')
let mounted = new AbortController()

await loadTexts()
await loadStore()
openFirstPhones()
mount()
listen('language', mount)
listen('cast', mount)
narrow.addEventListener('change', mount)
setInterval(watchDay, 1000)
window.addEventListener('hashchange', () => emit('route'))

/** Draws the whole page; chats and drafts live in the store, so a new language loses nothing. */
function mount() {
  mounted.abort()
  mounted = new AbortController()
  const { signal } = mounted
  const offline = el('p', { class: 'offline', role: 'status', text: t('page.offline') })
  const showConnection = () => (offline.hidden = store.isConnected)
  showConnection()
  listen('connection', showConnection, signal)
  document.body.replaceChildren(
    el(
      'div',
      { class: narrow.matches ? 'desk narrow' : 'desk wide', 'data-testid': 'desk' },
      sidebar(narrow.matches, signal),
      phones(narrow.matches, signal),
    ),
    offline,
  )
}

/** A laptop begins with a resident who speaks the page's language, the handler and whoever else fits. */
function openFirstPhones() {
  const roles = ['resident', 'handler', 'secretary', 'dispatcher', 'leader']
  const room = Math.max(1, Math.min(4, Math.floor((window.innerWidth - 300) / 340)))
  const people = [...store.people.values()]
  const chosen = roles.map((role) => people.find((person) => person.role === role))
  const neighbour = people.find(
    ({ role, languageCode }) => role === 'resident' && closest(languageCode ?? '') === language(),
  )
  if (neighbour) chosen[0] = neighbour
  for (const person of [...chosen, ...people].filter(Boolean)) {
    if (store.open.length < room) openPhone(person.id)
  }
}
