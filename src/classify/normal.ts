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
  return simplified(text.normalize('NFKC').replace(invisible, ''))
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
}
