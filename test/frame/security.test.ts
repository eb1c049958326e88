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

it('names every chapter of the standard in docs/security.md, those included that do not apply', () => {
  const chapters = [...page.matchAll(/^\| (\d+)/gm)].map(([, chapter]) => Number(chapter))
  const missing = Array.from({ length: 17 }, (_, index) => index + 1).filter(
    (one) => !chapters.includes(one),
  )
  expect(missing).toEqual([])
})

it('names commands in docs/security.md that there are', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: object
  }
  const commands = [...page.matchAll(/`npm run ([\w:]+)`/g)].map(([, name]) => name ?? '')
  expect(commands.length).toBeGreaterThan(2)
  expect(commands.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
})
