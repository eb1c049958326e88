/* global location */
import { emit, listen } from '../core/bus.js'
import { el } from '../core/dom.js'
import { chooseLanguage, language, languages, t, tIn, word } from '../core/texts.js'
import { store } from '../core/store.js'
import { clockCard } from './clock-card.js'
import { guide } from './guide.js'
import { roster } from './roster.js'

/** The left side: name, language, how to begin, clock, people. */
export function sidebar(isNarrow, signal) {
  const side = el('aside', { class: 'side' }, brand(), guide(), clockCard(signal), roster(signal))
  // On a narrow screen an open chat covers the list.
  const showRoute = () => (side.inert = isNarrow && location.hash.length > 1)
  listen('route', showRoute, signal)
  showRoute()
  return side
}

function brand() {
  return el(
    'header',
    { class: 'brand' },
    el('img', { src: '/sandbox/page/icon.svg', alt: '', width: 36, height: 36 }),
    el(
      'div',
      { class: 'brand-words' },
      el('h1', { text: t('page.name') }),
      el('p', { text: [word(store.desk.name), t('page.subtitle')].filter(Boolean).join(' · ') }),
    ),
    el(
      'div',
      { class: 'languages', role: 'group' },
      ...languages().map(({ code, name }) =>
        el('button', {
          class: 'language',
          type: 'button',
          lang: code,
          text: tIn(code, 'page.shortLanguage'),
          title: name,
          'aria-label': t('page.switchLanguage', { language: name }),
          'aria-pressed': String(code === language()),
          data: { testid: `language-${code}` },
          onclick: () => {
            chooseLanguage(code)
            emit('language')
          },
        }),
      ),
    ),
  )
}
