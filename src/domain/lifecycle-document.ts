import { STATUSES } from './appeal.ts'
import { ACT_NAMES, rowOf, type ActName } from './lifecycle.ts'
import { NOTICES } from './notices.ts'

const HEAD = `# The life of an appeal

Made from \`src/domain/lifecycle.ts\` by \`npm run lifecycle\`; a test keeps it true.

An act is possible in the states of its row, for the people of its row, and when no guard
(\`src/domain/guards.ts\`) stands in the way. \`desk\` is the system itself.
`

/** docs/lifecycle.md: the table of acts, the picture of states, and who hears of what. */
export function lifecycleDocument(): string {
  return [HEAD, picture(), '## Acts', actsTable(), '## Notices', noticesTable()].join('\n\n') + '\n'
}

function picture(): string {
  const arrows = ACT_NAMES.flatMap((act) => {
    const { from, to } = rowOf(act)
    return to === 'same' ? [] : from.map((status) => `  ${status} --> ${to}: ${act}`)
  })
  return ['```mermaid', 'stateDiagram-v2', '  [*] --> registered: submit', ...arrows, '```'].join(
    '\n',
  )
}

function actsTable(): string {
  return table(['act', 'from', 'to', 'who', 'carries', 'clock', 'tells'], ACT_NAMES.map(actRow))
}

function actRow(act: ActName): string[] {
  const { from, to, who, carries, clock, tells } = rowOf(act)
  const everywhere = from.length === STATUSES.length
  return [
    act,
    everywhere ? 'any' : from.join(', '),
    to === 'same' ? '—' : to,
    who.join(', '),
    carries === 'nothing' ? '—' : carries,
    clock === 'keep' ? '—' : clock,
    tells.join(', ') || '—',
  ]
}

function noticesTable(): string {
  const rows = Object.entries(NOTICES).map(([notice, { audience, form, words }]) => [
    notice,
    audience,
    form,
    words ? 'yes' : '—',
  ])
  return table(['notice', 'who hears it', 'form', 'words come along'], rows)
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
