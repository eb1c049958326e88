import { badRequest } from '../api/api-error.ts'
import type { FormattedText, MessageEntity } from '../telegram-types.ts'
import { bytesTo } from './clean.ts'

const MARKS: Record<string, { type: string; name: string }> = {
  '*': { type: 'bold', name: 'Bold' },
  _: { type: 'italic', name: 'Italic' },
  __: { type: 'underline', name: 'Underline' },
  '~': { type: 'strikethrough', name: 'Strikethrough' },
  '||': { type: 'spoiler', name: 'Spoiler' },
  '`': { type: 'code', name: 'Code' },
  '```': { type: 'pre', name: 'PreCode' },
  '[': { type: 'text_link', name: 'TextUrl' },
}

/** MarkdownV2 refuses these when they stand bare. */
const RESERVED = '_*[]()~`>#+-=|{}.!'

interface OpenMark {
  mark: string
  offset: number
  at: number
}

/** parse_mode MarkdownV2: nesting marks, links, code; quotes (>) are left out. */
export function parseMarkdownV2(source: string): FormattedText {
  let text = ''
  let at = 0
  const open: OpenMark[] = []
  const entities: MessageEntity[] = []
  while (at < source.length) {
    const unit = source.charAt(at)
    const code = open.at(-1)?.mark.startsWith('`') ? open.at(-1)?.mark : undefined
    const mark = code === undefined ? markAt(source, at) : source.startsWith(code, at) ? code : ''
    if (unit === '\\' && isEscapable(source.charAt(at + 1))) {
      text += source.charAt(at + 1)
      at += 2
    } else if (unit === ']' && open.at(-1)?.mark === '[') {
      at = closeLink(source, at, text, open, entities)
    } else if (mark !== '') {
      at = toggle(source, at, mark, text, open, entities)
    } else if (code === undefined && RESERVED.includes(unit)) {
      throw unparsed(`Character '${unit}' is reserved and must be escaped with the preceding '\\'`)
    } else {
      text += unit
      at += 1
    }
  }
  const unclosed = open.at(-1)
  if (unclosed) {
    const name = MARKS[unclosed.mark]?.name ?? ''
    const byte = bytesTo(source, unclosed.at)
    throw unparsed(`Can't find end of ${name} entity at byte offset ${byte}`)
  }
  return { text, entities }
}

function isEscapable(unit: string): boolean {
  return unit > ' ' && unit < '\u007f' && !/[A-Za-z0-9]/.test(unit)
}

function markAt(source: string, at: number): string {
  const marks = ['```', '||', '__', '*', '_', '~', '`', '[']
  return marks.find((mark) => source.startsWith(mark, at)) ?? ''
}

function toggle(
  source: string,
  at: number,
  mark: string,
  text: string,
  open: OpenMark[],
  entities: MessageEntity[],
): number {
  const last = open.at(-1)
  if (last?.mark === mark) {
    open.pop()
    addEntity(entities, { type: MARKS[mark]?.type ?? '', ...span(last.offset, text) }, last, source)
    return at + mark.length
  }
  open.push({ mark, offset: text.length, at })
  const language = mark === '```' ? /^[\w+-]*\n/.exec(source.slice(at + 3))?.[0] : undefined
  return at + mark.length + (language?.length ?? 0)
}

function addEntity(
  entities: MessageEntity[],
  entity: MessageEntity,
  opened: OpenMark,
  source: string,
): void {
  if (entity.length === 0) return
  const language = /^```([\w+-]+)\n/.exec(source.slice(opened.at))?.[1]
  entities.push(language === undefined ? entity : { ...entity, language })
}

function closeLink(
  source: string,
  at: number,
  text: string,
  open: OpenMark[],
  entities: MessageEntity[],
): number {
  const opened = open.pop()
  const target = /^\]\(((?:\\.|[^)\\])*)\)/.exec(source.slice(at))
  if (!opened) return at + 1
  const url = target?.[1]?.replace(/\\(.)/g, '$1') ?? text.slice(opened.offset)
  if (/^(https?|tg|mailto|tel):/i.test(url) && text.length > opened.offset) {
    entities.push({ type: 'text_link', ...span(opened.offset, text), url })
  }
  return at + (target?.[0].length ?? 1)
}

function span(offset: number, text: string): { offset: number; length: number } {
  return { offset, length: text.length - offset }
}

/** The older parse_mode Markdown: no nesting, nothing is reserved. */
export function parseMarkdown(source: string): FormattedText {
  let text = ''
  let at = 0
  const entities: MessageEntity[] = []
  while (at < source.length) {
    const unit = source.charAt(at)
    const mark = source.startsWith('```', at) ? '```' : unit
    if (unit === '\\' && '_*`['.includes(source.charAt(at + 1))) {
      text += source.charAt(at + 1)
      at += 2
    } else if (['*', '_', '`', '```', '['].includes(mark) && source.length > at) {
      const end = source.indexOf(mark === '[' ? ']' : mark, at + mark.length)
      if (end < 0) {
        const byte = bytesTo(source, at)
        throw unparsed(`Can't find end of the entity starting at byte offset ${byte}`)
      }
      const inner = source.slice(at + mark.length, end)
      const link = mark === '[' ? /^\]\(([^)]*)\)/.exec(source.slice(end)) : undefined
      const entity = { type: MARKS[mark]?.type ?? '', offset: text.length, length: inner.length }
      text += inner
      if (inner !== '' && mark !== '[') entities.push(entity)
      if (inner !== '' && link?.[1]) entities.push({ ...entity, url: link[1] })
      at = end + (mark === '[' ? (link?.[0].length ?? 1) : mark.length)
    } else {
      text += unit
      at += 1
    }
  }
  return { text, entities }
}

function unparsed(reason: string): Error {
  return badRequest(`Can't parse entities: ${reason}`)
}
