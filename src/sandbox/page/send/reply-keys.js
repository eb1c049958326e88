import { listen } from '../core/bus.js'
import { el } from '../core/dom.js'
import { nameOf, store } from '../core/store.js'
import { choosePlace } from './place.js'

/** The reply keyboard that the bot put below the chat: a key sends its words, a place or the number. */
export function replyKeys(chat, signal) {
  const element = el('div', { class: 'reply-keys' })
  let shown = ''
  const show = () => {
    const { replyKeys: rows = [] } = store.people.get(chat.id)
    element.hidden = rows.length === 0
    if (shown === JSON.stringify(rows)) return
    shown = JSON.stringify(rows)
    element.replaceChildren(
      ...rows.map((row) => el('div', { class: 'keys' }, ...row.map((one) => key(chat, one)))),
    )
  }
  listen('chat', (id) => id === chat.id && show(), signal)
  show()
  return element
}

function key(chat, { text, requestLocation, requestContact }) {
  const press = async () => {
    if (requestContact) return chat.send({ contact: contactOf(chat.person) })
    if (!requestLocation) return chat.say(text)
    const location = await choosePlace()
    if (location) await chat.send({ location })
  }
  return el('button', { type: 'button', class: 'reply-key', dir: 'auto', text, onclick: press })
}

/** A number nobody has. */
export const contactOf = (person) => ({
  phone: `+86 100 0000 ${String(person.id % 10_000).padStart(4, '0')}`,
  firstName: nameOf(person),
  userId: person.id,
})
