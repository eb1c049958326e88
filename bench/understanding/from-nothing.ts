import { readFile } from 'node:fs/promises'
import { createClassifier, type Classification } from '../../src/classify/from-words.ts'
import type { Letter } from '../../src/classify/letter.ts'
import type { Labelled } from '../../src/classify/learning/learn.ts'
import type { OrgCategory } from '../../src/domain/organisation.ts'
import { readFamilies } from '../../src/org/families.ts'
import { parseOrg } from '../../src/org/parse-org.ts'
import { ABSENT, labelledLetters } from './appeals.ts'
import { englishLetters, englishOrg } from './english.ts'
import { judge, timed, told } from './judge.ts'
import type { Section } from './section.ts'

/** Categories read by an org file alone: no letter has ever had a label. */
export const fromNothing: Section = {
  name: 'from-nothing',
  async measure() {
    const letters = await labelledLetters()
    return [...(letters ? await measureLetters(letters) : [ABSENT]), measureEnglish()]
  },
}

async function measureLetters(letters: readonly Labelled[]): Promise<string[]> {
  const demo = await categoriesOf('../../org/wulian.yaml')
  const seven = await categoriesOf('./seven.yaml')
  const short = seven.map((one) => ({
    ...one,
    keywords: one.keywords.filter((_, at) => at % 4 === 0),
    examples: one.examples.slice(0, 3),
  }))
  const measured = (name: string, categories: readonly OrgCategory[]) => {
    const classify = inSeven(createClassifier(categories, readFamilies()))
    const [figures, took] = timed(() => judge(letters, classify))
    return `${name}: ${told(figures)}; ${letters.length} letters in ${took}`
  }
  return [
    measured('the demo org file', demo),
    measured('an org file of the seven', seven),
    measured('the same with eight keywords and three examples each', short),
  ]
}

async function categoriesOf(file: string): Promise<readonly OrgCategory[]> {
  const read = parseOrg(await readFile(new URL(file, import.meta.url), 'utf8'), file)
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return read.org.categories
}

function measureEnglish(): string {
  const classify = createClassifier(englishOrg, readFamilies())
  const figures = told(judge(englishLetters, classify))
  return `English, ${englishLetters.length} letters, four keywords a category: ${figures}`
}

/** Which categories of the two org files make up each of the seven labels of the data. */
const SEVEN: Readonly<Record<string, readonly string[]>> = {
  城乡建设: [
    ...['building', 'power', 'water', 'gas', 'gas-leak', 'heating', 'lift', 'property'],
    ...['building-defects', 'property-title', 'relocation', 'drainage', 'street-light', 'parking'],
    ...['rubbish', 'greening', 'street-trading', 'illegal-building', 'farmland', 'irrigation'],
    'village-affairs',
  ],
  环境保护: ['environment', 'noise', 'air', 'river'],
  交通运输: ['transport', 'road', 'traffic', 'bus'],
  教育文体: ['education', 'school', 'tutoring'],
  劳动和社会保障: ['labour', 'pension', 'allowance', 'elderly', 'wages', 'medical-insurance'],
  商贸旅游: ['trade', 'food', 'consumer'],
  卫生计生: ['health', 'hospital'],
}

const labelOf = new Map(
  Object.entries(SEVEN).flatMap(([label, codes]) => codes.map((code) => [code, label])),
)

/** The first category of each label stands for it; what belongs to none of the seven is passed over. */
function inSeven(classify: (letter: Letter) => Classification) {
  return (letter: Letter): Classification => {
    const answer = classify(letter)
    const ranked = answer.ranked
      .map(({ code, probability }) => ({ code: labelOf.get(code) ?? '', probability }))
      .filter(
        ({ code }, at, all) => code !== '' && all.findIndex((one) => one.code === code) === at,
      )
    return { ...answer, ranked }
  }
}
