import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { TOKEN } from '../support/running-desk.ts'
import { runScript } from './commands.ts'

let dataDir: string
beforeEach(async () => (dataDir = await mkdtemp(join(tmpdir(), 'home-'))))
afterEach(() => rm(dataDir, { recursive: true }))

/** Which database a command went for is told by its failure: there are directories and nothing in them. */
async function wentFor(homes: readonly string[], env: Record<string, string> = {}) {
  for (const home of homes) await mkdir(join(dataDir, home, 'postgres'), { recursive: true })
  const { code, out, err } = await runScript(['verify'], { env: { DATA_DIR: dataDir, ...env } })
  expect({ code, out }).toEqual({ code: 2, out: '' })
  return err.replaceAll(dataDir, '·')
}

const DESK = 'There is no database in ·/postgres: check DATA_DIR.\n'
const SANDBOX = 'There is no database in ·/sandbox/postgres: check DATA_DIR.\n'
const IS_SANDBOX = 'BOT_TOKEN is not set: this is the sandbox, ·/sandbox\n'

it.each([
  ['the desk where only the desk is', ['.'], {}, DESK],
  ['the sandbox where only the sandbox is', ['sandbox'], {}, IS_SANDBOX + SANDBOX],
  ['the sandbox on a new machine', [], {}, IS_SANDBOX + SANDBOX],
  ['the desk with its token, whatever there is', ['.', 'sandbox'], { BOT_TOKEN: TOKEN }, DESK],
])('a command is about %s', async (_what, homes, env, expected) => {
  expect(await wentFor(homes, env)).toBe(expected)
})

it('a command without the token does not guess between a desk and a sandbox, and says how to name each', async () => {
  expect(await wentFor(['.', 'sandbox'])).toBe(
    'BOT_TOKEN: given nothing, expected the token of the desk, because · holds a desk and a sandbox; for the sandbox set DATA_DIR=·/sandbox\n',
  )
  expect(await wentFor([], { DATA_DIR: join(dataDir, 'sandbox') })).toBe(SANDBOX)
})

it('a database that is named is held against the anchors of the desk, with the token and without', async () => {
  await writeFile(join(dataDir, 'anchors.jsonl'), 'no anchor\n')
  expect(await wentFor([], { DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/c' })).toBe(
    'Line 1 of the anchors is no anchor.\n',
  )
})
