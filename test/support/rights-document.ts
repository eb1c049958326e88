import { allRights, type Rights } from './rights.ts'

/** docs/rights.md: every answer that `may` gives, one table for each kind of thing. */
export function rightsDocument(): string {
  return `${HEAD}\n${allRights().map(table).join('\n')}`
}

const HEAD = `# Who may do what

Made from \`src/domain/rights/may.ts\` by \`npm run rights\`; a test asks every question of these tables anew. A change of
the rules shows here as a change of a table, and is to be read as one.

A mark says that the act is theirs. Whether it is possible just now, the state of the thing says
([lifecycle.md](lifecycle.md)) and the guards (\`src/domain/guards.ts\`). What is nobody's to see looks like what is not
there. \`see\`: to learn that it is there and what their standing shows; \`see_work\`: all of the work card.

The people: Anshun is a community of the township Town, beside East. Works is asked to help. \`handler who asked\` made
the request that waits. \`… in office\` stands behind the appeal and has posts as well: to their own matter they are nothing
but a household. A caller has no chat: staff register for them and ask them, in their place.
`

function table({ title, cast, rows }: Rights): string {
  const names = Object.keys(cast)
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    `## ${title}`,
    '',
    line(['', ...names]),
    line(['---', ...names.map(() => ':-:')]),
    ...rows.map(([act, isAllowed]) =>
      line([act, ...Object.values(cast).map((actor) => (isAllowed(actor) ? '✓' : ''))]),
    ),
    '',
  ].join('\n')
}
