import { rename, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { FEWEST_LABELS, FEWEST_LETTERS, learn } from '../src/classify/learning/learn.ts'
import type { Figures } from '../src/classify/learning/measure.ts'
import type { Model } from '../src/classify/learning/model.ts'
import { packModel } from '../src/classify/learning/model-bytes.ts'
import { readSettings } from '../src/settings.ts'
import { runCommand, say } from './command.ts'
import { readLabelled, type LabelledLetter } from './letters.ts'
import { knowsAll, orgAloneOf } from './models.ts'

const HELP = `npm run train -- FILE [--out MODEL]    learns categories from labelled letters

FILE is JSON Lines {"title"?, "text", "label"}, or CSV with the same columns where its name ends in .csv; UTF-8.
Labels are codes of categories in the org file. The model goes into the database and into use.

  --out MODEL   writes the model to a file instead; labels may be any names then

Prints how well letters are read that were not learned from (cross-validated). At least ${FEWEST_LETTERS} letters of
${FEWEST_LABELS} labels are needed. Exits 0 when the model is stored, 2 when something is wrong with what was given;
then nothing is stored.
`

async function run(args: string[]): Promise<number> {
  const wish = readWish(args)
  if (wish === 'help') return say(process.stdout, HELP, 0)
  if (wish === 'unclear') return say(process.stderr, HELP, 2)
  const settings = await readSettings()
  if ('faults' in settings) return say(process.stderr, `${settings.faults.join('\n')}\n`, 2)
  const { letters, bad } = await readLabelled(wish.file)
  const org = orgAloneOf(settings.org)
  const faults = [
    ...bad.map(({ number, fault }) => `line ${number}: ${fault}`),
    ...(wish.out === undefined ? unknownCodes(letters, org.codes) : []),
  ]
  if (faults.length > 0) return say(process.stderr, `${faults.join('\n')}\n`, 2)
  const labels = letters.map(({ label }) => label)
  const model = learn(letters, knowsAll(org, labels) ? org.beforehand : undefined)
  await store(model, wish.out)
  return say(process.stdout, report(model), 0)
}

type Wish = { file: string; out?: string } | 'help' | 'unclear'

function readWish(args: string[]): Wish {
  try {
    const options = { out: { type: 'string' }, help: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [file, more] = positionals
    if (values.help) return 'help'
    if (file === undefined || more !== undefined) return 'unclear'
    return values.out === undefined ? { file } : { file, out: values.out }
  } catch {
    return 'unclear'
  }
}

/** One line for each label that no category of the org file has. */
function unknownCodes(letters: readonly LabelledLetter[], codes: readonly string[]): string[] {
  const counts = Map.groupBy(letters, ({ label }) => label)
  return [...counts]
    .filter(([label]) => !codes.includes(label))
    .map(
      ([label, { length }]) =>
        `label: given ${JSON.stringify(label)} (${length} letters), expected a category of the org file that has none below it; any name will do with --out`,
    )
}

/** A model is there whole or not at all. */
async function store(model: Model, file: string | undefined): Promise<void> {
  if (file === undefined) throw new Error('not yet')
  await writeFile(`${file}.new`, packModel(model))
  await rename(`${file}.new`, file)
}

function report({ labels, letters, figures }: Model): string {
  const lines = [`letters    ${letters}`, `labels     ${labels.length}`, ...figureLines(figures)]
  return lines.map((line) => `${line}\n`).join('')
}

/** By letters that the model of their fold had not learned from. */
function figureLines(figures: Figures): string[] {
  return [
    `accuracy   ${percent(figures.accuracy)}, macro-F1 ${percent(figures.macroF1)}, in the first two ${percent(figures.topTwo)}`,
    `sure       ${percent(figures.sure)} without a person, ${percent(figures.precision)} of them right`,
    `calibrated within ${percent(figures.calibrationError)}`,
  ]
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

await runCommand(run)
