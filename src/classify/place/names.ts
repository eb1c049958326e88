import type { OrgUnit, UnitKind } from '../../domain/organisation.ts'
import { normalised } from '../normal.ts'

/**
 * How a unit may be called. `given`: as the org file has it; `alike`: with another ending of the same sort;
 * `bare`: without its ending. Of two units that a text may mean the one with the surer form is meant.
 */
export type Surety = 'given' | 'alike' | 'bare'

export interface Form {
  text: string
  surety: Surety
  /** The part that tells it from its neighbours: without a general ending. */
  core: string
}

/**
 * Everything that people may call a unit, normalised. An ending that only says what sort of place it is may be
 * another of that sort, or missing: but what is an everyday word without it ("culture", "sunrise") counts alone
 * only where the org file says so, as an alias.
 */
export function formsOf({
  kind,
  name,
  aliases,
}: Pick<OrgUnit, 'kind' | 'name' | 'aliases'>): Form[] {
  const given = new Set([...Object.values(name), ...aliases].map(normalised))
  const endings = ENDINGS[kind] ?? []
  return [...given]
    .filter((text) => text !== '')
    .flatMap((text) => [
      { text, surety: 'given' as const, core: withoutEnding(text, [...endings, ...ESTATES]) },
      ...formsAlike(text, endings),
    ])
}

function formsAlike(text: string, endings: readonly string[]): Form[] {
  const core = withoutEnding(text, endings)
  if (core === text || !isLongEnough(core)) return []
  const isHan = han.test(core)
  const alike = endings
    .filter((ending) => han.test(ending) === isHan)
    .map((ending): Form => ({ text: core + ending, surety: 'alike', core }))
  return isEveryday(core) ? alike : [...alike, { text: core, surety: 'bare', core }]
}

function withoutEnding(text: string, endings: readonly string[]): string {
  const longest = endings
    .filter((ending) => text.endsWith(ending) && text.length > ending.length)
    .sort((a, b) => b.length - a.length)[0]
  return longest === undefined ? text : text.slice(0, -longest.length)
}

// In the order of the lines: community, estate, new village, village, residents' and villagers' committee, quarter.
const COMMUNITY = [
  '\u793e\u533a',
  '\u5c0f\u533a',
  '\u65b0\u6751',
  '\u6751',
  '\u5c45\u59d4\u4f1a',
  '\u6751\u59d4\u4f1a',
  '\u5c45\u6c11\u533a',
  ' community',
  ' residential community',
  ' village',
  ' estate',
  ' compound',
  ' neighbourhood',
  ' neighborhood',
  ' xiaoqu',
  ' shequ',
  ' cun',
]
// Street, its office (short, long), town, its government, rural township, its government.
const TOWNSHIP = [
  '\u8857\u9053',
  '\u8857\u9053\u529e',
  '\u8857\u9053\u529e\u4e8b\u5904',
  '\u9547',
  '\u9547\u653f\u5e9c',
  '\u4e61',
  '\u4e61\u653f\u5e9c',
  ' street',
  ' subdistrict',
  ' town',
  ' township',
  ' jiedao',
  ' zhen',
  ' xiang',
]
const ENDINGS: Partial<Record<UnitKind, readonly string[]>> = {
  community: COMMUNITY,
  township: TOWNSHIP,
}
/** Homes, garden, court, flats: half of all estates end so. They are not interchangeable, nor do they tell much. */
const ESTATES = ['\u5bb6\u56ed', '\u82b1\u56ed', '\u82d1', '\u516c\u5bd3']

export const han = /\p{Script=Han}/u

/** Shorter ones stand within too many other words. */
function isLongEnough(core: string): boolean {
  return han.test(core) ? core.length >= 2 : core.length >= 4
}

const dictionary = new Intl.Segmenter('zh', { granularity: 'word' })

/** Chinese: whatever the dictionary of the platform has as one word. English: common words of street signs. */
export function isEveryday(core: string): boolean {
  if (han.test(core)) return [...dictionary.segment(core)].length === 1
  return core.split(' ').every((word) => everyday.has(word))
}

const everyday = new Set(
  `avenue bank bridge castle central centre center changing chapel church city college corner country court cross east
  factory farm field forest forge gate garden gardens green grove happiness happy harbour harbor harmony heights high
  hill hills home homes hospital hotel house island king lake lane liberty lower main manor market meadow mill modern
  moon mount mountain museum north oak orchard park peace place plaza pleasant pond port prosperity queen railway
  river riverside road rose school shore south spring square station stone street summer sunrise sunset sunshine
  temple tower town union unity upper valley victory view village water west willow winter wood woods`.split(
    /\s+/,
  ),
)

/** Where the platform's dictionary sees words begin and end in the neighbourhood of a stretch of text. */
export function isOfWholeWords(text: string, from: number, to: number): boolean {
  const start = Math.max(0, from - NEIGHBOURHOOD)
  const edges = new Set([start, ...wordEnds(text.slice(start, to + NEIGHBOURHOOD), start)])
  return edges.has(from) && edges.has(to)
}

const NEIGHBOURHOOD = 12

function wordEnds(text: string, offset: number): number[] {
  return Array.from(
    dictionary.segment(text),
    ({ index, segment }) => offset + index + segment.length,
  )
}
