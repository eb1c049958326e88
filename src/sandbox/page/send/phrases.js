import { listen } from '../core/bus.js'
import { el } from '../core/dom.js'
import { closest, tIn } from '../core/texts.js'

const soonBubbles = 6

/** Sentences to begin with, in the person's own language, while a resident's chat is young. */
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
    const isYoung = chat.bubbles().length <= soonBubbles
    element.hidden = !(chat.person.role === 'resident' && isYoung && isFree)
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
