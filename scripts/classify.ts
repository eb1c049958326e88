import { pipeline } from 'node:stream/promises'
import type { Classifier } from '../src/classify/from-words.ts'
import { runCommand, say } from './command.ts'
import { idLetterSchema, readLine } from './letters.ts'
import { linesOf } from './lines.ts'
import { classifierInUse, classifierOf } from './models.ts'
import { noFile, optionsIn } from './options.ts'
import { deskSettings } from './settings.ts'
import { utf8Of } from './utf8.ts'

const HELP = `npm run classify -- [--model MODEL]    says what letters are about

Reads JSON Lines {"id"?, "title"?, "text"} on standard input, writes
{"id"?, "label", "confidence", "ranked": [["label", probability], …]} on standard output, in the same order.
The label is null where nothing speaks for any.

  --model MODEL   a file that \`npm run train -- FILE --out MODEL\` has written;
                  without it the model in use, on a new desk the org file alone

A line that is no letter is named on standard error, and the exit code is 2 at the end. Exits 0 otherwise.
`

async function run(words: string[]): Promise<number> {
  const { values: wish, positionals } = optionsIn(words, OPTIONS)
  if (wish.help) return say(process.stdout, HELP, 0)
  noFile(positionals)
  const settings = await deskSettings()
  const classify = await (wish.model === undefined
    ? classifierInUse(settings)
    : classifierOf(wish.model, settings.org))
  return answerAll(classify)
}

const OPTIONS = { model: { type: 'string' }, help: { type: 'boolean' } } as const

async function answerAll(classify: Classifier): Promise<number> {
  let badLines = 0
  const answers = async function* (stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
    for await (const line of linesOf(utf8Of(stream, 'standard input'))) {
      if (line.text.trim() === '') continue
      const read = readLine(line, idLetterSchema)
      if ('bad' in read) {
        badLines += 1
        process.stderr.write(`line ${read.bad.number}: ${read.bad.fault}\n`)
      } else yield `${JSON.stringify(answerTo(classify, read.value))}\n`
    }
  }
  await pipeline(process.stdin, answers, process.stdout, { end: false })
  return badLines > 0 ? 2 : 0
}

function answerTo(
  classify: Classifier,
  { id, title, text }: { id?: unknown; title?: string | null | undefined; text: string },
): object {
  const { ranked } = classify({ title, text })
  const [first] = ranked
  return {
    ...(id === undefined ? {} : { id }),
    label: first?.code ?? null,
    confidence: rounded(first?.probability ?? 0),
    ranked: ranked.map(({ code, probability }) => [code, rounded(probability)]),
  }
}

function rounded(probability: number): number {
  return Number(probability.toFixed(6))
}

await runCommand(run)
