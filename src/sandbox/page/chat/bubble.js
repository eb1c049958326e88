/* global window */
import { clockTime } from '../core/clock.js'
import { el } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { t } from '../core/texts.js'
import { placeCard } from '../parts/map.js'
import { marked } from './entities.js'
import { keyboard } from './keyboard.js'
import { album, media } from './media.js'
import { summary } from './summary.js'

/**
 * One message, or the several of an album, with the keyboard below.
 * @param {object} chat the phone it stands on
 * @param {object[]} bubbles one, or all of an album
 * @param {{ isFirst: boolean, isLast: boolean }} place in a run of messages by the same side
 */
export function bubbleRow(chat, bubbles, { isFirst, isLast }) {
  const [head] = bubbles
  const worded = bubbles.find(({ text, caption }) => (text ?? caption) !== undefined) ?? head
  const keyed = bubbles.find(({ buttons }) => buttons?.length > 0)
  const isBare = isWithoutBox(head) && worded.caption === undefined
  const box = el(
    'article',
    { class: `bubble${isBare ? ' bare' : ''}${head.media || head.location ? ' with-media' : ''}` },
    head.forwardedFrom &&
      el('p', { class: 'forwarded', text: t('chat.forwarded', { name: head.forwardedFrom }) }),
    quote(chat, head),
    content(bubbles),
    words(chat, worded, isBare),
  )
  const classes = ['row-bubble', head.by === 'person' ? 'mine' : 'theirs']
  if (keyed) classes.push('keyed')
  if (isFirst) classes.push('first')
  if (isLast) classes.push('last')
  return el(
    'div',
    {
      class: classes.join(' '),
      data: { message: String(head.messageId), by: head.by, album: head.mediaGroupId },
      onclick: (event) => toggleActs(event),
    },
    el('div', { class: 'bubble-line' }, box, acts(chat, head, worded)),
    keyed && keyboard(chat, keyed),
  )
}

const isWithoutBox = ({ media: file, other }) =>
  file?.kind === 'sticker' || file?.kind === 'video_note' || other?.kind === 'dice'

function quote(chat, { replyTo }) {
  if (replyTo === undefined) return null
  const quoted = chat.find(replyTo)
  return el(
    'button',
    { type: 'button', class: 'quote', onclick: () => chat.showMessage(replyTo) },
    el('span', {
      class: 'quote-who',
      text: t(quoted?.by === 'person' ? 'chat.you' : 'chat.bot'),
    }),
    summary(quoted),
  )
}

function content(bubbles) {
  const [{ media: file, location, contact, other }] = bubbles
  if (bubbles.length > 1) return album(bubbles)
  if (file) return media(file)
  if (location) return placeCard(location)
  if (contact) {
    return el(
      'div',
      { class: 'contact' },
      el('span', { class: 'disc' }, icon('contact')),
      el(
        'span',
        { class: 'file-words' },
        el('bdi', { class: 'file-name', text: contact.firstName }),
        el('bdi', { class: 'file-size', text: contact.phone }),
      ),
    )
  }
  if (other?.kind === 'dice') return el('div', { class: 'dice', text: other.text })
  if (other)
    return el('div', { class: 'poll' }, icon('poll'), el('span', { text: other.text, dir: 'auto' }))
  return null
}

function words(chat, bubble, isBare) {
  const text = bubble.text ?? bubble.caption
  const stamp = el(
    'span',
    { class: 'stamp' },
    bubble.editDate !== undefined && el('span', { class: 'edited', text: t('chat.edited') }),
    el('time', { text: clockTime(bubble.date * 1000) }),
    bubble.by === 'person' && icon('tick'),
  )
  if (text === undefined) {
    stamp.classList.add(isBare || bubble.media?.kind !== 'document' ? 'over' : 'under')
    return stamp
  }
  return el('div', { class: 'words', dir: 'auto' }, marked(text, bubble.entities, chat.say), stamp)
}

/** Reply and edit, beside the bubble: on hover, on focus, or after a tap. */
function acts(chat, head, worded) {
  const act = (name, onclick) =>
    el(
      'button',
      {
        type: 'button',
        class: 'act',
        title: t(`chat.${name}`),
        'aria-label': t(`chat.${name}`),
        data: { testid: `${name}-${head.messageId}` },
        onclick,
      },
      icon(name),
    )
  return el(
    'div',
    { class: 'acts' },
    act('reply', () => chat.compose.reply(head)),
    worded.by === 'person' &&
      (worded.text ?? worded.caption) !== undefined &&
      act('edit', () => chat.compose.edit(worded)),
  )
}

function toggleActs(event) {
  const isTouch = window.matchMedia('(hover: none)').matches
  if (isTouch && event.target.closest('button, a, audio, video') === null) {
    event.currentTarget.classList.toggle('acting')
  }
}
