import { el } from '../core/dom.js'
import { confirmDialog } from '../parts/dialog.js'
import { t } from '../core/texts.js'

/* global document, URL, window */

const tags = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
}

/**
 * A text with its marks as elements. Offsets count UTF-16 units, as Telegram's do.
 * @param {string} text
 * @param {{ type: string, offset: number, length: number, url?: string }[]} given
 * @param {(text: string) => void} say what pressing a command does
 */
export function marked(text, given = [], say) {
  const entities = [...given, ...foundIn(text, given)].sort(
    (a, b) => a.offset - b.offset || b.length - a.length,
  )
  const part = document.createDocumentFragment()
  fill(part, text, 0, text.length, entities, say)
  return part
}

/** Puts text[from, to) into a node; an entity that reaches beyond its parent is cut there. */
function fill(node, text, from, to, entities, say) {
  let at = from
  let rest = entities
  while (rest.length > 0) {
    const [entity, ...later] = rest
    const start = Math.max(entity.offset, at)
    const end = Math.min(entity.offset + entity.length, to)
    if (end <= start) {
      rest = later
      continue
    }
    const inner = later.filter((other) => other.offset < end)
    const child = elementFor(entity, text.slice(start, end), say)
    fill(child, text, start, end, inner, say)
    node.append(beside(node.lastChild, text.slice(at, start), child), child)
    at = end
    rest = later.filter((other) => other.offset + other.length > end)
  }
  node.append(beside(node.lastChild, text.slice(at, to)))
}

/** A block stands on lines of its own; the line breaks next to it would leave gaps. */
function beside(before, words, after) {
  const opened = isBlock(before) ? words.replace(/^\n/, '') : words
  return isBlock(after) ? opened.replace(/\n$/, '') : opened
}

const isBlock = (node) => ['PRE', 'BLOCKQUOTE'].includes(node?.nodeName)

function elementFor(entity, words, say) {
  const tag = tags[entity.type]
  if (tag !== undefined) return el(tag, { dir: tag === 'pre' ? 'auto' : undefined })
  switch (entity.type) {
    case 'url':
      return link(/^[a-z]+:\/\//i.test(words) ? words : `https://${words}`)
    case 'text_link':
      return link(entity.url ?? '')
    case 'email':
      return el('span', { class: 'mention' })
    case 'bot_command':
      return el('button', { type: 'button', class: 'command', onclick: () => say(words) })
    case 'spoiler':
      return spoiler()
    default:
      return el('span', { class: 'mention' })
  }
}

function spoiler() {
  const node = el('span', {
    class: 'spoiler',
    tabindex: 0,
    onclick: () => node.classList.add('seen'),
  })
  return node
}

function link(url) {
  return el('a', {
    href: url,
    onclick: (event) => {
      event.preventDefault()
      void openOutside(url)
    },
  })
}

/** Opens a web address in a new tab, after showing it; nothing else is opened. */
export async function openOutside(url) {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return
  const isWanted = await confirmDialog({ title: t('chat.openLink'), text: url, yes: t('page.ok') })
  if (isWanted) window.open(url, '_blank', 'noopener')
}

const command = /(?<![\w/:.])\/[a-z][a-z0-9_]{0,31}(?![\w/])/g
const address = /https?:\/\/[^\s)\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu

/** Telegram marks commands and addresses by itself, where nothing is marked yet. */
function foundIn(text, given) {
  const free = ({ offset, length }) =>
    !given.some(
      (entity) => entity.offset < offset + length && offset < entity.offset + entity.length,
    )
  const all = (type, pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: words }) => ({
      type,
      offset: index,
      length: words.length,
    }))
  return [...all('bot_command', command), ...all('url', address)].filter(free)
}
