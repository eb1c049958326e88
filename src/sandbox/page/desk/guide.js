/* global localStorage */
import { el } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { t } from '../core/texts.js'

const remembered = 'huiying.guide'

/** How to begin, for a newcomer; once put away it stays away. */
export function guide() {
  const steps = ['one', 'two', 'three'].map((step) => el('li', { text: t(`guide.${step}`) }))
  const element = el(
    'section',
    { class: 'guide', hidden: localStorage.getItem(remembered) !== null },
    el(
      'header',
      {},
      el('h2', {}, icon('sparkle'), t('guide.title')),
      el('button', {
        type: 'button',
        class: 'guide-hide',
        text: t('guide.hide'),
        data: { testid: 'guide-hide' },
        onclick: () => {
          localStorage.setItem(remembered, 'put away')
          element.hidden = true
        },
      }),
    ),
    el('ol', {}, ...steps),
  )
  return element
}
