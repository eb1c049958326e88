import type { OrgCategory, OrgUnit } from '../../src/domain/organisation.ts'

/** An appeal as somebody of a large county might make it. */
export interface MadeAppeal {
  text: string
  place: string
  category: string | null
}

const TOWNSHIPS = 20
const COMMUNITIES_OF_ONE = 15

/** A county of 300 communities. */
export function countyUnits(): OrgUnit[] {
  const unit = (code: string, kind: OrgUnit['kind'], parent: string | null): OrgUnit => ({
    ...{ code, kind, parent, name: { 'zh-CN': code, en: code }, aliases: [], area: null },
  })
  const towns = Array.from({ length: TOWNSHIPS }, (_, town) => `t${town}`)
  return [
    unit('county', 'county', null),
    ...towns.flatMap((town) => [
      unit(town, 'township', 'county'),
      ...Array.from({ length: COMMUNITIES_OF_ONE }, (_, index) =>
        unit(`${town}c${index}`, 'community', town),
      ),
    ]),
  ]
}

/** The same numbers every time: xorshift, 32 bits. */
export function createDice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % sides
  }
}

type Dice = (sides: number) => number

/** An appeal by template, or, one time in two, a real letter where there are any. */
export function makeAppeal(
  dice: Dice,
  communities: readonly OrgUnit[],
  categories: readonly OrgCategory[],
  letters: readonly string[],
): MadeAppeal {
  const place = communities[dice(communities.length)]?.code ?? ''
  const category = categories[dice(categories.length)]
  const letter = dice(2) === 0 ? letters[dice(letters.length)] : undefined
  const code = category?.code ?? null
  return { place, category: code, text: letter ?? template(dice, place, category?.examples ?? []) }
}

/** The same matter as somebody else would put it: without its beginning, and with another end. */
export function saidAgain({ text, ...rest }: MadeAppeal, dice: Dice): MadeAppeal {
  const kept = Array.from(text).slice(dice(4), 60 + dice(60))
  return { ...rest, text: `${kept.join('')}${one(ENDINGS, dice)}` }
}

function one(words: readonly string[], dice: Dice): string {
  return words[dice(words.length)] ?? ''
}

function template(dice: Dice, place: string, examples: readonly string[]): string {
  const example = one(examples, dice)
  // A community has a few streets and estates of its own.
  const ofPlace = createDice(
    1 + Array.from(place).reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7),
  )
  const names = Array.from({ length: 6 }, () => one(CHINESE, ofPlace) + one(CHINESE, ofPlace))
  const english = Array.from({ length: 6 }, () => one(ENGLISH, ofPlace))
  return /^[\p{Script=Latin}\s]/u.test(example)
    ? `${one(english, dice)} ${one(['Court', 'Road', 'House', 'Square'], dice)} ${1 + dice(40)}: ${example}. ${one(ENGLISH_ENDINGS, dice)}`
    : `${one(names, dice)}${one(['小区', '花园', '路', '街', '新村', '广场'], dice)}${1 + dice(40)}号${example}，${one(ENDINGS, dice)}`
}

const CHINESE = Array.from(
  '青松柳泉金桂阳光锦绣学府东湖西山望江春晖云栖永安红旗绿洲育才世纪滨河幸福',
)
const ENGLISH =
  `Abbey Orchard Quarry Willow Castle Mill Harbour Maple Cedar Station Chapel River Weaver North South Garden Bridge
   Forge Meadow King Queen Market Church School Spring Hill Lake Wood Field Stone`.split(/\s+/)
const ENDINGS = [
  '请尽快处理',
  '打过几次电话没有结果',
  '老人孩子很不方便',
  '已经一个多星期了',
  '希望有人来看看',
  '物业说不归他们管',
]
const ENGLISH_ENDINGS = [
  'Please do something',
  'We called several times',
  'It has been a week',
  'Nobody came',
]
