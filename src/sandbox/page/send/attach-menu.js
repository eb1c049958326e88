import { el } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { closest, t, tIn } from '../core/texts.js'
import { choosePlace } from './place.js'
import { contactOf } from './reply-keys.js'
import { samplePhotos } from './sample-photos.js'
import { sampleVoice } from './sample-voice.js'
import { voiceForm } from './voice-form.js'

/** What can be sent besides words. */
export function attachMenu(chat, files, replyTo) {
  const element = el('div', {
    class: 'menu attach',
    role: 'menu',
    'aria-label': t('send.attach'),
    hidden: true,
  })
  const button = el(
    'button',
    {
      type: 'button',
      class: 'tool attach-button',
      title: t('send.attach'),
      'aria-label': t('send.attach'),
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      data: { testid: 'attach' },
      onclick: () => toggle(element.hidden),
    },
    icon('attach'),
  )
  const toggle = (isOpen) => {
    element.hidden = !isOpen
    button.ariaExpanded = String(isOpen)
    if (isOpen) element.querySelector('button').focus()
  }
  const item = (key, kind, act) =>
    el(
      'button',
      {
        type: 'button',
        class: 'menu-item',
        role: 'menuitem',
        data: { testid: `attach-${key}` },
        onclick: async () => {
          toggle(false)
          await act()
        },
      },
      el('span', { class: 'disc', data: { kind: key } }, icon(kind)),
      el('span', { text: t(`send.${key}`) }),
    )
  const pick = (accept, isPlain) => {
    const picker = el('input', { type: 'file', multiple: true, accept })
    picker.addEventListener('change', () => files.add(picker.files, isPlain))
    picker.click()
  }
  const reply = () => (replyTo() === undefined ? {} : { replyTo: replyTo() })

  element.append(
    item('photos', 'photo', () => pick('image/*,video/*', false)),
    item('files', 'file', () => pick('', true)),
    item('location', 'pin', async () => {
      const location = await choosePlace()
      if (location) await chat.send({ location, ...reply() })
    }),
    item('samplePhotos', 'sparkle', async () => files.add(await samplePhotos())),
    item('sampleVoice', 'wave', async () => chat.send(voiceForm(await sampleVoice(chat.person)))),
    item('contact', 'contact', () => chat.send({ contact: contactOf(chat.person) })),
    item('dice', 'dice', () => chat.send({ dice: '\u{1F3B2}' })),
    item('poll', 'poll', () => chat.send({ poll: pollOf(chat.person) })),
  )
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    toggle(false)
    button.focus()
  })
  chat.element.addEventListener('pointerdown', ({ target }) => {
    if (!element.contains(target) && !button.contains(target)) toggle(false)
  })
  return { element, button }
}

function pollOf({ languageCode = 'zh' }) {
  const say = (key) => tIn(closest(languageCode), `send.${key}`)
  return { question: say('pollQuestion'), options: [say('pollFirst'), say('pollSecond')] }
}
