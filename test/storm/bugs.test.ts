import { expect, it } from 'vitest'
import { checkPatches } from './bug-run.ts'
import { BUGS } from './bugs.ts'
import { patched } from './patch.ts'

it.each(Object.entries(BUGS))('%s: its place is there, once', async (_name, bug) => {
  await expect(checkPatches(bug)).resolves.toBeUndefined()
})

it('a bug whose place is gone, or is not one alone, is an error', () => {
  const patch = { file: 'src/a.ts', find: 'one', replace: 'two $&' }
  expect(patched('only one here', [patch])).toBe('only two $& here')
  expect(() => patched('none', [{ ...patch, find: 'gone' }])).toThrow('found 0 times')
  expect(() => patched('one and one', [patch])).toThrow('found 2 times')
})
