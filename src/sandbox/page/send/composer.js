/* global FormData, setTimeout */
import { api } from '../core/api.js'
import { el } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { t } from '../core/texts.js'
import { showFault } from '../parts/dialog.js'
import { summary } from '../chat/summary.js'
import { attachMenu } from './attach-menu.js'
import { commandMenu } from './command-menu.js'
import { drafts } from './drafts.js'
import { phrases } from './phrases.js'
import { replyKeys } from './reply-keys.js'
import { tray } from './tray.js'
import { recorder } from './recorder.js'

/** Where one writes: text, files that wait, a reply or an edit, voice. */
export function composer(chat, signal) {
  const draft = drafts.of(chat.id)
  const input = el('textarea', {
    class: 'input',
    rows: 1,
    dir: 'auto',
    maxlength: 16_000,
    enterkeyhint: 'send',
    'aria-label': t('send.placeholder'),
    data: { testid: 'composer' },
  })
  const about = el('div', { class: 'about', hidden: true })
  const files = tray(draft, chat, () => show())
  const voice = recorder(chat, () => show())
  const commands = commandMenu(chat, (command) => write(command, true))
  const attach = attachMenu(chat, files, () => draft.replyTo?.messageId)
  const ideas = phrases(chat, signal, (text) => write(text, false))
  const send = button('send', 'send', () => submit())
  const record = button('record', 'mic', () => voice.start())

  function button(key, kind, onclick) {
    const label = t(`send.${key}`)
    return el(
      'button',
      {
        type: 'button',
        class: `tool ${key}`,
        title: label,
        'aria-label': label,
        data: { testid: key },
        onclick,
      },
      icon(kind),
    )
  }
  function write(text, isSent) {
    input.value = text
    draft.text = text
    if (isSent) void submit()
    else input.focus()
    show()
  }
  function show() {
    const isFull = input.value.trim() !== '' || draft.files.length > 0
    input.placeholder = t(draft.files.length > 0 ? 'send.caption' : 'send.placeholder')
    send.hidden = !isFull
    record.hidden = isFull || voice.isBusy()
    line.hidden = voice.isBusy()
    ideas.show(!isFull)
    commands.filter(input.value)
    showAbout()
    input.style.height = 'auto'
    // Nothing is measured while the composer is not on the page.
    if (input.scrollHeight > 0) input.style.height = `${Math.min(input.scrollHeight, 140)}px`
  }
  function showAbout() {
    const subject = draft.editing ?? draft.replyTo
    about.hidden = subject === undefined
    if (subject === undefined) return about.replaceChildren()
    about.replaceChildren(
      icon(draft.editing ? 'edit' : 'reply'),
      el(
        'div',
        { class: 'about-words' },
        el('strong', { text: t(draft.editing ? 'send.editing' : 'send.replying') }),
        summary(subject),
      ),
      el(
        'button',
        { type: 'button', class: 'round', 'aria-label': t('page.cancel'), onclick: leaveSubject },
        icon('close'),
      ),
    )
  }
  function leaveSubject() {
    if (draft.editing) input.value = ''
    Object.assign(draft, { editing: undefined, replyTo: undefined, text: input.value })
    show()
  }

  async function submit() {
    const text = input.value.trim()
    const { editing, replyTo, files: waiting } = draft
    if (text === '' && waiting.length === 0) return
    const kept = { text: input.value, editing, replyTo, files: [...waiting] }
    clear()
    const isSent = editing ? await change(editing, text) : await dispatch(text, waiting, replyTo)
    if (isSent) return
    // What was not sent is not lost.
    Object.assign(draft, kept)
    input.value = kept.text
    files.show()
    show()
  }
  function clear() {
    Object.assign(draft, { text: '', editing: undefined, replyTo: undefined, files: [] })
    input.value = ''
    files.show()
    show()
    input.focus()
  }
  function dispatch(text, waiting, replyTo) {
    const answered = replyTo && { replyTo: replyTo.messageId }
    if (waiting.length === 0) return chat.send({ text, ...answered })
    const form = new FormData()
    if (text !== '') form.append('caption', text)
    if (replyTo) form.append('replyTo', String(replyTo.messageId))
    for (const { kind, blob, name } of waiting) form.append(kind, blob, name)
    return chat.send(form)
  }
  async function change({ messageId }, text) {
    return api.edit(chat.id, messageId, text).then(
      () => true,
      (fault) => {
        showFault(fault, chat.element)
        return false
      },
    )
  }

  input.addEventListener('input', () => {
    draft.text = input.value
    show()
  })
  input.addEventListener('keydown', (event) => {
    // While an input method is composing, Enter chooses a word.
    if (event.isComposing || event.keyCode === 229) return
    if (commands.takesKey(event)) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void submit()
    }
    if (event.key === 'Escape') leaveSubject()
  })
  input.addEventListener('paste', (event) => {
    const pasted = [...event.clipboardData.files]
    if (pasted.length === 0) return
    event.preventDefault()
    files.add(pasted)
  })
  files.takeDrops(chat.element, signal)

  const line = el('div', { class: 'line' }, attach.button, commands.button, input, record, send)
  const element = el(
    'div',
    { class: 'composer', data: { part: 'composer' } },
    ideas.element,
    commands.element,
    attach.element,
    about,
    files.element,
    voice.element,
    line,
    replyKeys(chat, signal),
  )
  input.value = draft.text
  files.show()
  show()
  setTimeout(show)
  return {
    element,
    focus: () => input.focus({ preventScroll: true }),
    reply(bubble) {
      Object.assign(draft, { replyTo: bubble, editing: undefined })
      show()
      input.focus()
    },
    edit(bubble) {
      Object.assign(draft, { editing: bubble, replyTo: undefined, files: [] })
      files.show()
      write(bubble.text ?? bubble.caption, false)
    },
  }
}
