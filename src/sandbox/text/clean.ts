import { badRequest } from '../api/api-error.ts'
import type { FormattedText, MessageEntity } from '../telegram-types.ts'

/**
 * Drops and replaces the characters that Telegram does not keep, and moves the entities along.
 * Tabs and control characters become spaces, carriage returns, line separators, direction overrides
 * and three combining marks that draw outside their line vanish.
 */
export function cleaned(input: FormattedText): FormattedText {
  const { text, entities } = input
  checkEntities(text, entities)
  if (!MAY_CHANGE.test(text)) return { text, entities: entities.filter(({ length }) => length > 0) }
  const kept: string[] = []
  const newOffsets = new Array<number>(text.length + 1)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    newOffsets[at] = length
    const unit = text.charAt(at)
    if (isDropped(unit)) continue
    kept.push(isSpaced(unit) ? ' ' : unit)
    length += 1
  }
  newOffsets[text.length] = length
  const moved = entities.map((entity) => {
    const offset = newOffsets[entity.offset] ?? length
    const end = newOffsets[entity.offset + entity.length] ?? length
    return { ...entity, offset, length: end - offset }
  })
  return { text: kept.join(''), entities: moved.filter((entity) => entity.length > 0) }
}

/** Most texts have none of what is dropped or replaced. */
const MAY_CHANGE = /(?!\n)[\p{Cc}\u2028-\u202e]|\u0333|\u033f|\u030a/u

const STRAY_MARKS = ['\u0333', '\u033f', '\u030a']

function isDropped(unit: string): boolean {
  return unit === '\r' || (unit >= '\u2028' && unit <= '\u202e') || STRAY_MARKS.includes(unit)
}

function isSpaced(unit: string): boolean {
  return unit < ' ' && unit !== '\n'
}

function checkEntities(text: string, entities: MessageEntity[]): void {
  for (const { offset, length } of entities) {
    const end = offset + length
    if (offset > text.length) {
      throw badRequest(`Entity begins after the end of the text at UTF-16 offset ${offset}`)
    }
    if (end > text.length) {
      throw badRequest(
        `Entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
      )
    }
    if (isInsidePair(text, offset)) {
      throw badRequest(
        `Entity begins in a middle of a UTF-16 symbol at byte offset ${bytesTo(text, offset)}`,
      )
    }
    if (isInsidePair(text, end)) {
      throw badRequest(
        `Entity ends in a middle of a UTF-16 symbol at byte offset ${bytesTo(text, end)}`,
      )
    }
  }
}

function isInsidePair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at)
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000
}

/** Telegram counts bytes of UTF-8 in its parse errors. */
export function bytesTo(text: string, at: number): number {
  return Buffer.byteLength(text.slice(0, at))
}

/** Trims both ends; at the beginning only as far as no entity stands there. Clips the entities. */
export function trimmed(input: FormattedText): FormattedText {
  const entities = sorted(input.entities)
  const end = lastVisible(input.text)
  const firstEntity = entities[0]?.offset ?? input.text.length
  const blanks = /^[ \n]*/.exec(input.text)?.[0] ?? ''
  const start = Math.min(blanks.length, firstEntity, end)
  const clipped = entities.flatMap((entity) => {
    const from = Math.max(entity.offset, start)
    const length = Math.min(entity.offset + entity.length, end) - from
    return length > 0 ? [{ ...entity, offset: from - start, length }] : []
  })
  return { text: input.text.slice(start, end), entities: clipped }
}

/** Telegram's order: by offset, the longer one first. */
export function sorted(entities: MessageEntity[]): MessageEntity[] {
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length)
}

function lastVisible(text: string): number {
  let end = text.length
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\n')) end -= 1
  return end
}
