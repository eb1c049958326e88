import { badRequest } from '../api/api-error.ts'
import type { FormattedText, MessageEntity } from '../telegram-types.ts'
import { bytesTo } from './clean.ts'

/** Tags and the entities they make; `span`, `a`, `pre`, `code` and `blockquote` look at attributes too. */
const TAGS: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  'tg-emoji': 'custom_emoji',
}

interface OpenTag {
  name: string
  offset: number
  attributes: Record<string, string>
}

/** parse_mode HTML, with the refusals of Telegram's parser. */
export function parseHtml(html: string): FormattedText {
  let text = ''
  let at = 0
  const open: OpenTag[] = []
  const entities: MessageEntity[] = []
  while (at < html.length) {
    const unit = html.charAt(at)
    if (unit === '<') {
      at = readTag(html, at, text.length, open, (tag) => {
        const entity = entityOf(tag, text)
        if (entity) entities.push(entity)
      })
    } else if (unit === '&') {
      const [character, next] = readReference(html, at)
      text += character
      at = next
    } else {
      text += unit
      at += 1
    }
  }
  const unclosed = open.at(-1)
  if (unclosed) throw unparsed(`Can't find end tag corresponding to start tag "${unclosed.name}"`)
  return { text, entities: mergeCodeIntoPre(entities) }
}

function readTag(
  html: string,
  at: number,
  offset: number,
  open: OpenTag[],
  close: (tag: OpenTag) => void,
): number {
  const byte = bytesTo(html, at)
  const end = html.indexOf('>', at)
  if (html[at + 1] === '/') {
    if (end < 0) throw unparsed(`Unclosed end tag at byte offset ${byte}`)
    const name = html
      .slice(at + 2, end)
      .trim()
      .toLowerCase()
    const tag = open.pop()
    if (!tag) throw unparsed(`Unexpected end tag at byte offset ${byte}`)
    if (name !== '' && name !== tag.name) {
      throw unparsed(
        `Unmatched end tag at byte offset ${byte}, expected "</${tag.name}>", found "</${name}>"`,
      )
    }
    close(tag)
    return end + 1
  }
  const name = /^<([^\s>]*)/.exec(html.slice(at))?.[1]?.toLowerCase() ?? ''
  if (end < 0) throw unparsed(`Unclosed start tag at byte offset ${byte}`)
  const attributes = readAttributes(html.slice(at + 1 + name.length, end))
  const isSpoilerSpan = name !== 'span' || attributes['class'] === 'tg-spoiler'
  if (!Object.hasOwn(TAGS, name))
    throw unparsed(`Unsupported start tag "${name}" at byte offset ${byte}`)
  if (!isSpoilerSpan) {
    throw unparsed(`Tag "span" must have class "tg-spoiler" at byte offset ${byte}`)
  }
  open.push({ name, offset, attributes })
  return end + 1
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const match of source.matchAll(
    /([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
  )) {
    const raw = match[2] ?? match[3] ?? match[4] ?? ''
    attributes[(match[1] ?? '').toLowerCase()] = raw.replace(/&[^;]{1,8};/g, (reference) => {
      return readReference(reference, 0)[0]
    })
  }
  return attributes
}

const NAMED = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
])

/** The character a reference stands for and where reading goes on; a lone & stays as it is. */
function readReference(html: string, at: number): [string, number] {
  const match = /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));?/i.exec(html.slice(at, at + 12))
  if (!match) return ['&', at + 1]
  const end = at + match[0].length
  const code = match[1] ? Number(match[1]) : parseInt(match[2] ?? '', 16)
  if (match[3] === undefined) {
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
    return isCharacter ? [String.fromCodePoint(code), end] : ['&', at + 1]
  }
  const named = NAMED.get(match[3])
  return named === undefined ? ['&', at + 1] : [named, end]
}

function entityOf(tag: OpenTag, text: string): MessageEntity | undefined {
  const entity = {
    type: TAGS[tag.name] ?? '',
    offset: tag.offset,
    length: text.length - tag.offset,
  }
  if (entity.length === 0) return undefined
  const { attributes } = tag
  if (tag.name === 'a') {
    const url = attributes['href'] ?? text.slice(tag.offset)
    return /^(https?|tg|mailto|tel):/i.test(url) ? { ...entity, url } : undefined
  }
  if (tag.name === 'code' && attributes['class']?.startsWith('language-')) {
    return { ...entity, language: attributes['class'].slice('language-'.length) }
  }
  if (tag.name === 'blockquote' && 'expandable' in attributes) {
    return { ...entity, type: 'expandable_blockquote' }
  }
  if (tag.name === 'tg-emoji') return { ...entity, custom_emoji_id: attributes['emoji-id'] ?? '' }
  return entity
}

/** `<pre><code class="language-x">` is one entity: pre with a language. */
function mergeCodeIntoPre(entities: MessageEntity[]): MessageEntity[] {
  const pres = entities.filter((entity) => entity.type === 'pre')
  return entities.flatMap((entity) => {
    if (entity.type !== 'code') return [entity]
    const pre = pres.find((p) => p.offset === entity.offset && p.length === entity.length)
    if (pre && entity.language !== undefined) pre.language = entity.language
    const { type, offset, length } = entity
    return pre ? [] : [{ type, offset, length }]
  })
}

function unparsed(reason: string): Error {
  return badRequest(`Can't parse entities: ${reason}`)
}
