import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANNA, startSandbox, type Sandbox } from './sandbox.ts'

interface Entity {
  type: string
  offset: number
  length: number
}

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
  sandbox.world.send(ANNA, { text: 'hi' })
})
afterAll(() => sandbox.stop())

const send = async (params: Record<string, unknown>) => {
  const sent = await sandbox.result<{ text: string; entities?: Entity[] }>('sendMessage', {
    chat_id: ANNA,
    ...params,
  })
  return [sent.text, sent.entities ?? []]
}
const bold = (offset: number, length: number) => ({ type: 'bold', offset, length })

test('blanks at both ends go, and entities move and shrink with them', async () => {
  expect(await send({ text: ' \n abc \n', entities: [bold(3, 4)] })).toEqual(['abc', [bold(0, 3)]])
  expect(await send({ text: '  abc', entities: [bold(1, 4)] })).toEqual([' abc', [bold(0, 4)]])
  expect(await send({ text: 'abc  ', entities: [bold(3, 2)] })).toEqual(['abc', []])
})

test('entities are sorted: by place, the longer one first', async () => {
  const italic = { type: 'italic', offset: 0, length: 3 }
  expect(await send({ text: 'abcdef', entities: [bold(4, 1), italic, bold(0, 6)] })).toEqual([
    'abcdef',
    [bold(0, 6), italic, bold(4, 1)],
  ])
})

test('carriage returns and direction overrides vanish, control characters become spaces', async () => {
  expect(await send({ text: 'a\r\nb\u202ec\td\u0000e', entities: [bold(3, 4)] })).toEqual([
    'a\nbc d e',
    [bold(2, 3)],
  ])
})

test('isolates, combining marks and Chinese stay', async () => {
  const text = '\u2068名字\u2069 z\u0335'
  expect(await send({ text })).toEqual([text, []])
})

test('limits count UTF-16 units after parsing', async () => {
  const [text] = await send({ text: `<b>${'😀'.repeat(2048)}</b>`, parse_mode: 'HTML' })
  expect(text).toHaveLength(4096)
  expect(await send({ text: `${'x'.repeat(4096)}   ` })).toEqual(['x'.repeat(4096), []])
})

test('types that only Telegram finds are passed over when a bot gives them', async () => {
  const url = { type: 'url', offset: 0, length: 3 }
  expect(await send({ text: 'abc', entities: [url] })).toEqual(['abc', []])
  expect(await send({ text: '/help and a@b.org' })).toEqual([
    '/help and a@b.org',
    [
      { type: 'bot_command', offset: 0, length: 5 },
      { type: 'email', offset: 10, length: 7 },
    ],
  ])
})

test('HTML: nesting, links, references, code with a language', async () => {
  const html = '<b>a<i>b</i></b> &lt;&#26032;&gt; <a href="https://a.org/?x=1&amp;y=2">c</a>'
  expect(await send({ text: html, parse_mode: 'HTML' })).toEqual([
    'ab <新> c',
    [
      bold(0, 2),
      { type: 'italic', offset: 1, length: 1 },
      { type: 'text_link', offset: 7, length: 1, url: 'https://a.org/?x=1&y=2' },
    ],
  ])
  const code = '<pre><code class="language-ts">let a</code></pre>'
  expect(await send({ text: code, parse_mode: 'html' })).toEqual([
    'let a',
    [{ type: 'pre', offset: 0, length: 5, language: 'ts' }],
  ])
})

test('MarkdownV2: nesting, escapes, links, code', async () => {
  const source = '*a _b_* __c__ ~d~ ||e|| `f.` [g](https://a.org) h\\.'
  expect(await send({ text: source, parse_mode: 'MarkdownV2' })).toEqual([
    'a b c d e f. g h.',
    [
      bold(0, 3),
      { type: 'italic', offset: 2, length: 1 },
      { type: 'underline', offset: 4, length: 1 },
      { type: 'strikethrough', offset: 6, length: 1 },
      { type: 'spoiler', offset: 8, length: 1 },
      { type: 'code', offset: 10, length: 2 },
      { type: 'text_link', offset: 13, length: 1, url: 'https://a.org' },
    ],
  ])
})

test('the older Markdown: bold, italic, code and links without nesting', async () => {
  const source = '*a* _b_ `c` [d](https://a.org) e.'
  expect(await send({ text: source, parse_mode: 'Markdown' })).toEqual([
    'a b c d e.',
    [
      bold(0, 1),
      { type: 'italic', offset: 2, length: 1 },
      { type: 'code', offset: 4, length: 1 },
      { type: 'text_link', offset: 6, length: 1, url: 'https://a.org' },
    ],
  ])
})
