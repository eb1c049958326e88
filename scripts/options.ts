import { parseArgs, type ParseArgsConfig } from 'node:util'
import { Refused } from './command.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** The words of a command line by its options. Throws Refused with the option that is not one, or lacks its value. */
export function optionsIn<const O extends Options>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // Node's first sentence says it; the next ones are about words that begin with a dash.
    throw new Refused(`${error.message.split(/\. |\n/, 1)[0] ?? ''}; ${SEE_HELP}`)
  }
}

/** What the words without a dash are when they are as many as the command takes: one. */
export function onlyFile(words: readonly string[]): string {
  const [file, ...more] = words
  if (file === undefined || more.length > 0)
    throw new Refused(`FILE: given ${words.length} files, expected one; ${SEE_HELP}`)
  return file
}

/** Refuses words where the command takes none. */
export function noFile([word]: readonly string[]): void {
  if (word !== undefined) throw new Refused(`${JSON.stringify(word)}: not expected; ${SEE_HELP}`)
}

const SEE_HELP = '--help says how it is used'
