import { listen } from '../core/bus.js'
import { el } from '../core/dom.js'
import { closest, tIn } from '../core/texts.js'

/** Sentences to begin with, in the person's own language, until a resident has said something. */
export function phrases(chat, signal, write) {
  const locale = closest(chat.person.languageCode ?? 'zh')
  const element = el(
    'div',
    { class: 'phrases', lang: locale },
    ...['first', 'second', 'third'].map((name) => {
      const text = tIn(locale, `sample.${name}`)
      return el('button', {
        type: 'button',
        class: 'phrase',
        dir: 'auto',
        text,
        onclick: () => write(text),
      })
    }),
  )
  let isFree = true
  const show = () => {
    const hasSpoken = chat.bubbles().some((one) => one.by === 'person' && !isCommand(one))
    element.hidden = chat.person.role !== 'resident' || hasSpoken || !isFree
  }
  listen('chat', (id) => id === chat.id && show(), signal)
  return {
    element,
    show(free) {
      isFree = free
      show()
    },
  }
}

const isCommand = ({ text }) => text?.startsWith('/') === true
