import { category } from './understanding/category.ts'
import { demands } from './understanding/demands.ts'
import { fromNothing } from './understanding/from-nothing.ts'
import { robust } from './understanding/robust.ts'
import { similar } from './understanding/similar.ts'
import type { Section } from './understanding/section.ts'

const HELP = `npm run bench:understanding [-- NAME…]    how well letters are understood, and how fast

Reads the letters of ../shared/data where they are present; a section that needs them says so where they are not.
`

const SECTIONS: readonly Section[] = [category, fromNothing, robust, demands, similar]

/** Measures every section, or those named, and prints it. */
async function main(names: readonly string[]): Promise<number> {
  if (names.includes('--help')) {
    process.stdout.write(`${HELP}Sections: ${SECTIONS.map(({ name }) => name).join(', ')}\n`)
    return 0
  }
  if (names.some((name) => !SECTIONS.some((section) => section.name === name))) {
    process.stderr.write(HELP)
    return 2
  }
  for (const { name, measure } of SECTIONS) {
    if (names.length > 0 && !names.includes(name)) continue
    process.stdout.write(`\n${name}\n`)
    for (const line of await measure()) process.stdout.write(`  ${line}\n`)
  }
  return 0
}

process.exitCode = await main(process.argv.slice(2))
