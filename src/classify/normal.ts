import { Converter } from 'opencc-js/t2cn'

/** The package's own types name their parts without an ending, which Node's way of resolving does not find. */
type Convert = (options: { from: 't'; to: 'cn' }) => (text: string) => string
const simplified = (Converter as Convert)({ from: 't', to: 'cn' })
const invisible = /[\p{Cf}\p{Variation_Selector}\u034f\u115f\u1160\u3164]/gu

/**
 * Text as it is compared, whoever typed it on whatever keyboard: full-width letters and figures as narrow ones
 * (NFKC), traditional characters as simplified ones, no capitals, nothing invisible, single blanks. Done before
 * anything else looks at the words; what people read is never touched by it. Doing it twice changes nothing more.
 */
export function normalised(text: string): string {
  const plain = text.normalize('NFKC').replace(invisible, '')
  return (isTraditional(plain) ? simplified(plain) : plain)
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
}

const UNKNOWN = 0
const CHANGES = 1
const STAYS = 2
/** For each unit of UTF-16, once it was met: most letters have nothing to change, and finding that out is quick. */
const known = new Uint8Array(0x10000)

function isTraditional(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (known[unit] === UNKNOWN) known[unit] = changes(text.charAt(at)) ? CHANGES : STAYS
    if (known[unit] === CHANGES) return true
  }
  return false
}

function changes(character: string): boolean {
  return simplified(character) !== character
}
