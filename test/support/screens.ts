import { LOCALES } from '../../src/text/i18n.ts'
import { createRenderer, type Rendered } from '../../src/text/render.ts'
import { names, NOW, sampleScreens, TIMEZONE } from './samples.ts'

const HEAD = `# Screens

What people read, from sample data, in both languages. Written by \`npm run screens\`; a test keeps it true.
`

/** All screens in both languages as one page for readers. */
export function screensPage(): string {
  const renderer = createRenderer(names, TIMEZONE)
  const parts = sampleScreens().map(({ title, screen }) => {
    const shown = LOCALES.map((locale) => block(renderer.render(screen, locale, NOW)))
    return `## ${title}\n\n${shown.join('\n')}`
  })
  return `${HEAD}\n${parts.join('\n')}`
}

function block({ text, entities, buttons }: Rendered): string {
  const quotes = entities.filter(({ type }) => type.endsWith('blockquote'))
  const shown = [...quotes].reverse().reduce((whole, { offset, length }) => {
    const quoted = whole.slice(offset, offset + length).replaceAll(/^/gmu, '│ ')
    return whole.slice(0, offset) + quoted + whole.slice(offset + length)
  }, text)
  const rows = buttons.map((row) => row.map((button) => `[ ${button.text} ]`).join(' '))
  const lines = [
    shown.replaceAll(/[\u2068\u2069]/gu, ''),
    ...(rows.length > 0 ? ['', ...rows] : []),
  ]
  return `\`\`\`text\n${lines.join('\n')}\n\`\`\`\n`
}
