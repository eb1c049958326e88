import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/security.md'), 'utf8')

/** Files that the page names, by their path from the root or as a link beside it. */
const named = [
  ...[...page.matchAll(/`([\w./-]+\.(?:ts|js|json|yaml)|Dockerfile)`/g)].map(
    ([, path]) => path ?? '',
  ),
  ...[...page.matchAll(/\]\(([\w./-]+)\)/g)].map(([, path]) => `docs/${path}`),
]

it('names files in docs/security.md that are there', () => {
  expect(named.length).toBeGreaterThan(60)

  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

/** How many lines each section of the standard (5.0.0) has at levels 1 and 2; those of level 3 come after them. */
const SECTIONS = {
  ...{ '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1 },
  ...{ '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5, '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4 },
  ...{ '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3, '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5 },
  ...{ '6.6': 3, '6.8': 4, '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2, '8.1': 2 },
  ...{ '8.2': 3, '8.3': 1, '8.4': 1, '9.1': 3, '9.2': 4, '10.1': 2, '10.2': 2, '10.3': 4 },
  ...{ '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3, '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4 },
  ...{ '11.5': 1, '11.6': 1, '12.1': 3, '12.2': 2, '12.3': 4, '13.1': 1, '13.2': 5, '13.3': 2 },
  ...{ '13.4': 5, '14.1': 2, '14.2': 4, '14.3': 3, '15.1': 3, '15.2': 3, '15.3': 7, '16.1': 1 },
  ...{ '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3, '17.1': 1, '17.2': 4, '17.3': 2 },
}
const lines = Object.entries(SECTIONS).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
)
const rows = [...page.matchAll(/^\| (\d[\d., ]*?) +\| (.+?) +\| (.+?) +\|$/gm)].map(
  ([, numbers = '', , answer = '']) => ({ numbers: numbers.split(', '), answer }),
)

it('answers every line of the standard at levels 1 and 2 in docs/security.md, each once', () => {
  expect(lines).toHaveLength(253)
  const answered = rows.flatMap(({ numbers }) =>
    numbers.flatMap((number) => {
      const found = lines.filter((line) => line === number || line.startsWith(`${number}.`))
      return found.length > 0 ? found : [`no such line: ${number}`]
    }),
  )
  expect(answered.toSorted()).toEqual(lines.toSorted())
})

it('says of each by which file or page it is met, or that it is not, or why it does not apply', () => {
  const isAnswer = /^(\*\*(not met|in part)\*\*|does not apply: )|`[\w./-]+\.\w+`|\.md\)|this page/
  expect(rows.filter(({ answer }) => !isAnswer.test(answer))).toEqual([])
})

it('names commands in docs/security.md that there are', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: object
  }
  const commands = [...page.matchAll(/`npm run ([\w:]+)`/g)].map(([, name]) => name ?? '')
  expect(commands.length).toBeGreaterThan(2)
  expect(commands.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
})
