import { el } from '../core/dom.js'
import { nameOf, store } from '../core/store.js'
import { hasText, t, word } from '../core/texts.js'

const hues = 7

/** A round initial; everybody keeps their colour. */
export function avatar(person) {
  const first = [...new Intl.Segmenter().segment(nameOf(person))][0]?.segment ?? ''
  return el('span', {
    class: 'avatar',
    'aria-hidden': 'true',
    text: first.toUpperCase(),
    data: { hue: String([...store.people.keys()].indexOf(person.id) % hues) },
  })
}

/** "Community secretary · Anshun Community" */
export function roleLine({ role, unitName }) {
  const title = hasText(`role.${role}`) ? t(`role.${role}`) : ''
  return [title, word(unitName)].filter((part) => part !== '').join(' · ')
}
