import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { VARIABLES } from '../src/config.ts'
import { VERBS } from '../src/flows/verbs.ts'

const read = (name: string) => readFile(join(import.meta.dirname, '..', name), 'utf8')

it.each(['README.md', 'docs/interface.md'])(
  '%s has a row for every setting, and no other',
  async (name) => {
    const rows = [...(await read(name)).matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) /gm)]
    const named = rows.flatMap(([, cell = '']) => cell.replaceAll('`', '').split(', '))
    expect(named.sort()).toEqual(Object.keys(VARIABLES).sort())
  },
)

it('README.md names the commands that start and test it', async () => {
  const readme = await read('README.md')
  expect(readme).toContain('\nnpm ci && npm start\n')
  expect(readme).toContain('\nnpm ci && npm test\n')
})

it('docs/interface.md promises no button that is not there', async () => {
  const [, buttons = ''] = (await read('docs/interface.md')).split('## Buttons')
  const rows = buttons
    .split('## Command line')[0]
    ?.split('\n')
    .filter((row) => row.startsWith('| `'))
  const verbs = (rows ?? []).flatMap((row) => {
    const cell = row.split('|')[1] ?? ''
    return [...cell.matchAll(/`([a-z.]+)/g)].map(([, verb = '']) => verb)
  })
  expect(verbs.filter((verb) => !Object.hasOwn(VERBS, verb))).toEqual([])
  expect(verbs.length).toBeGreaterThan(25)
})
