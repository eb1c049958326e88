import { el } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { store } from '../core/store.js'
import { t, word } from '../core/texts.js'
import { openDialog } from '../parts/dialog.js'
import { drawMap, middle, placeWords, wholeView } from '../parts/map.js'

/** Asks for a place on the drawn map; answers it, or nothing when the dialog was closed. */
export function choosePlace() {
  return new Promise((answer) => {
    const view = wholeView(240)
    const map = drawMap(view)
    let chosen = store.areas[0] ? middle(store.areas[0].ring) : view.centre
    const spots = store.areas.map(({ name, ring }) =>
      el(
        'button',
        { type: 'button', class: 'spot', onclick: () => choose(middle(ring)) },
        icon('pin'),
        el('bdi', { text: word(name) }),
      ),
    )
    const words = el('span', { class: 'place-now' })
    const choose = (location) => {
      chosen = location
      map.putPin(location)
      words.textContent = placeWords(location)
    }
    map.drawing.addEventListener('click', (event) => choose(map.place(event)))
    const close = (value) => () => dialog.close(value)
    const dialog = openDialog({
      label: t('map.title'),
      class: 'picker sheet',
      children: [
        el(
          'header',
          { class: 'picker-head' },
          el('h2', { text: t('map.title') }),
          el('p', { text: t('map.hint') }),
        ),
        el('div', { class: 'picker-map', data: { testid: 'map' } }, map.drawing),
        el('div', { class: 'spots' }, ...spots),
        el(
          'footer',
          { class: 'ask-buttons' },
          words,
          el('button', {
            type: 'button',
            class: 'plain',
            text: t('page.cancel'),
            onclick: close(''),
          }),
          el('button', {
            type: 'button',
            class: 'plain main',
            text: t('map.send'),
            data: { testid: 'map-send' },
            onclick: close('yes'),
          }),
        ),
      ],
    })
    dialog.addEventListener('close', () =>
      answer(dialog.returnValue === 'yes' ? chosen : undefined),
    )
    choose(chosen)
  })
}
