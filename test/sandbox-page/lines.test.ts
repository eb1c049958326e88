import { expect, it } from 'vitest'
import { sandboxLines } from '../../src/sandbox-mode.ts'

it.each([
  ['127.0.0.1', true],
  ['127.0.1.1', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.7', false],
  ['desk.example', false],
  ['127.0.0.1.example', false],
  ['localhost.example', false],
])('the sandbox at HOST %s is reached by this machine alone: %s', (host, isOnlyHere) => {
  const [open, warning, ...more] = sandboxLines(host, 'http://desk:8080')
  expect(open).toBe('The sandbox is open: http://desk:8080/')
  expect(more).toEqual([])
  if (isOnlyHere) expect(warning).toBeUndefined()
  else expect(warning).toContain(`as anybody: HOST is ${host},`)
})
