import { api } from '../core/api.js'
import { el } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { t } from '../core/texts.js'
import { showFault } from '../parts/dialog.js'
import { openOutside } from './entities.js'

/** The inline keyboard under a message. */
export function keyboard(chat, { messageId, buttons }) {
  return el(
    'div',
    { class: 'keyboard' },
    ...buttons.map((row) =>
      el('div', { class: 'keys' }, ...row.map((button) => key(chat, messageId, button))),
    ),
  )
}

function key(chat, messageId, { text, callback_data: data, url }) {
  const node = el(
    'button',
    {
      type: 'button',
      class: 'key',
      data: { callback: data, url },
      title: url === undefined ? undefined : t('chat.opensOutside'),
      'aria-busy': chat.pressing.has(`${messageId} ${data}`) ? 'true' : undefined,
      onclick: () => (url === undefined ? press(chat, messageId, data) : openOutside(url)),
    },
    el('span', { text, dir: 'auto' }),
    url !== undefined && icon('link'),
  )
  return node
}

/** Turns a spinner until the bot answers, then shows what it said, as a toast or an alert. */
async function press(chat, messageId, data) {
  const pressing = `${messageId} ${data}`
  if (data === undefined || chat.pressing.has(pressing)) return
  chat.pressing.add(pressing)
  chat.showPressing(messageId, data, true)
  try {
    const { text, alert } = await api.press(chat.id, messageId, data)
    if (text && alert) chat.alert(text)
    else if (text) chat.notice(text)
  } catch (fault) {
    showFault(fault, chat.element)
  } finally {
    chat.pressing.delete(pressing)
    chat.showPressing(messageId, data, false)
  }
}
