import { parseArgs } from 'node:util'
import type { Letter } from '../src/demands/letter.ts'
import { groupInThread } from '../src/demands/thread.ts'
import { ABSENT as NO_LABELLED, labelledLetters } from './understanding/appeals.ts'
import { hotLetters } from './understanding/letters.ts'

const HELP = `npm run bench:demands    how long the letters of 90 days take to group at night, and the most memory meanwhile
  --letters N      how many (default 124000)
  --templates N    copies of so many different letters (default 300); 0: no two are the same
  --places N       they are about so many places (default 300)

Reads the letters of ../shared/data where they are present. Runs with the memory of npm start.
`
const DAYS = 90
const HOUSEHOLDS = 20_000

/** As the desk does it, in a thread of a process that may use as much as the desk. */
async function main(args: string[]): Promise<number> {
  const given = numbersIn(args)
  if (given === null) {
    process.stdout.write(HELP)
    return args.includes('--help') ? 0 : 2
  }
  const words = await differentWords()
  if (words === null) {
    process.stdout.write(`${NO_LABELLED}\n`)
    return 0
  }
  const letters = quarterOf(words.slice(0, given.templates || undefined), given)
  const before = megabytes()
  const begin = performance.now()
  const order = { letters, lastYear: [], resting: [] }
  const grouped = await groupInThread(order, new AbortController().signal)
  const seconds = (performance.now() - begin) / 1000
  const members = grouped?.groups.map((group) => group.members.length) ?? []
  process.stdout.write(
    `${letters.length} letters, ${new Set(letters.map(({ text }) => text)).size} of them different: ` +
      `${members.length} groups, ${Math.max(0, ...members)} letters in the largest\n` +
      `${seconds.toFixed(1)} s, ${megabytes()} MB at the most (${before} before)\n`,
  )
  return 0
}

/** All that were given, then each once more from the middle on, without its title. */
async function differentWords(): Promise<Pick<Letter, 'title' | 'text'>[] | null> {
  const [hot, labelled] = await Promise.all([hotLetters(), labelledLetters()])
  if (!hot || !labelled) return null
  const whole = [...hot, ...labelled].map(({ title, text }) => ({ title: title ?? null, text }))
  const cut = whole.map(({ text }) => ({ title: null, text: text.slice(text.length >> 1) }))
  const different = new Map([...whole, ...cut].map((words) => [words.text.trim(), words]))
  return [...different.values()].filter(({ text }) => text.length > 20)
}

function quarterOf(
  words: readonly Pick<Letter, 'title' | 'text'>[],
  { letters, templates, places }: Given,
) {
  return Array.from(
    { length: templates === 0 ? Math.min(letters, words.length) : letters },
    (_, index): Letter => {
      const { title, text } = words[index % words.length] ?? { title: null, text: '' }
      return {
        ...{ id: String(index), title, text, category: `category ${(index % words.length) % 40}` },
        at: Date.UTC(2026, 0, 1 + ((index * 7919) % DAYS)),
        household: String((index * 104_729) % HOUSEHOLDS),
        place: String((index * 31) % places),
      }
    },
  )
}

function megabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024)
}

interface Given {
  letters: number
  templates: number
  places: number
}

/** Null: they make no sense, or help is wanted. */
function numbersIn(args: string[]): Given | null {
  const options = {
    help: { type: 'boolean' },
    letters: { type: 'string', default: '124000' },
    templates: { type: 'string', default: '300' },
    places: { type: 'string', default: '300' },
  } as const
  try {
    const { values } = parseArgs({ args, options })
    const [letters, templates, places] = [values.letters, values.templates, values.places].map(
      Number,
    )
    const isRight = (number: number | undefined) => Number.isSafeInteger(number)
    if (values.help || ![letters, templates, places].every(isRight)) return null
    return { letters: letters ?? 0, templates: templates ?? 0, places: Math.max(1, places ?? 1) }
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

process.exitCode = await main(process.argv.slice(2))
