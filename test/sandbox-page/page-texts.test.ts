import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readTexts } from '../../src/sandbox/people-texts.ts'

const page = join(import.meta.dirname, '../../src/sandbox/page')

async function scripts(): Promise<string> {
  const sources: string[] = []
  for await (const name of glob('**/*.js', { cwd: page })) {
    sources.push(await readFile(join(page, name), 'utf8'))
  }
  return sources.join('\n')
}

it('finds each text that the page asks for, in every language', async () => {
  const asked = [...(await scripts()).matchAll(/\bt\(\s*'(\w+)\.(\w+)'/g)]
  expect(asked.length).toBeGreaterThan(40)
  for (const [locale, texts] of await readTexts()) {
    const missing = asked.filter(([, section, key]) => texts[section!]?.[key!] === undefined)
    expect(missing.map(([call]) => `${locale}: ${call}`)).toEqual([])
  }
})

it('sets words as text only, and keeps every script and style in files', async () => {
  expect(await scripts()).not.toMatch(
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/,
  )
})

it('asks nobody outside', async () => {
  const outside = [...(await scripts()).matchAll(/['"`]https?:\/\/[^'"`]+/g)].map(
    ([found]) => found,
  )
  expect(outside.filter((address) => !address.includes('www.w3.org/2000/svg'))).toEqual([
    expect.stringContaining('${words}'),
  ])
})
