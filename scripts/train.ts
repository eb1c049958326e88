import { rename, writeFile } from 'node:fs/promises'
import { FEWEST_LABELS, FEWEST_LETTERS, learn } from '../src/classify/learning/learn.ts'
import type { Figures } from '../src/classify/learning/measure.ts'
import type { Model } from '../src/classify/learning/model.ts'
import { packModel } from '../src/classify/learning/model-bytes.ts'
import type { Config } from '../src/config.ts'
import type { Org } from '../src/domain/organisation.ts'
import { openClock } from '../src/store/clock.ts'
import { listModels, replaceTaught, saveModel, useModel } from '../src/store/models.ts'
import { isThere, withDesk } from './database.ts'
import { Refused, runCommand, say } from './command.ts'
import { readLabelled, type LabelledLetter } from './letters.ts'
import { knowsAll, orgAloneOf } from './models.ts'
import { noFile, onlyFile, optionsIn } from './options.ts'
import { deskSettings } from './settings.ts'

const HELP = `npm run train -- FILE [--out MODEL]    learns categories from labelled letters
npm run train -- --list                what was learned, newest first
npm run train -- --restore VERSION     puts an earlier model into use; none: the org file alone

FILE is JSON Lines {"title"?, "text", "label"}, or CSV with the same columns where its name ends in .csv; UTF-8.
Labels are codes of categories in the org file. The letters and the model go into the database, the model into use;
what is learned from work later builds on these letters. They take the place of those given before.

  --out MODEL   writes the model to a file instead; labels may be any names then

Prints how well letters are read that were not learned from (cross-validated). At least ${FEWEST_LETTERS} letters of
${FEWEST_LABELS} labels are needed. Exits 0 when it is done, 2 when something is wrong with what was given; then
nothing is stored.
`

async function run(args: string[]): Promise<number> {
  const wish = readWish(args)
  if (wish === 'help') return say(process.stdout, HELP, 0)
  const settings = await deskSettings()
  if ('list' in wish) return say(process.stdout, await listed(settings.config), 0)
  if ('restore' in wish) return restore(settings.config, wish.restore)
  return train(settings, wish)
}

type Wish =
  { file: string; out: string | undefined } | { list: true } | { restore: number | null } | 'help'

const OPTIONS = {
  out: { type: 'string' },
  list: { type: 'boolean' },
  restore: { type: 'string' },
  help: { type: 'boolean' },
} as const

function readWish(args: string[]): Wish {
  const { values, positionals } = optionsIn(args, OPTIONS)
  const { out, list, restore, help } = values
  if (help) return 'help'
  if (!list && restore === undefined) return { file: onlyFile(positionals), out }
  noFile(positionals)
  if (out !== undefined || (list && restore !== undefined))
    throw new Refused('--list, --restore and --out: expected one of them')
  return restore === undefined ? { list: true } : { restore: versionIn(restore) }
}

function versionIn(given: string): number | null {
  if (given === 'none') return null
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given)
  throw noSuchVersion(given)
}

function noSuchVersion(given: string): Refused {
  return new Refused(
    `--restore: given ${JSON.stringify(given)}, expected a version of --list, or none`,
  )
}

async function train(
  { config, org }: { config: Config; org: Org },
  { file, out }: { file: string; out: string | undefined },
): Promise<number> {
  const { letters, bad } = await readLabelled(file)
  const alone = orgAloneOf(org)
  const faults = [
    ...bad.map(({ number, fault }) => `line ${number}: ${fault}`),
    ...(out === undefined ? unknownCodes(letters, alone.codes) : []),
  ]
  if (faults.length > 0) return say(process.stderr, `${faults.join('\n')}\n`, 2)
  const labels = letters.map(({ label }) => label)
  const model = learn(letters, knowsAll(alone, labels) ? alone.beforehand : undefined)
  const version = out === undefined ? await keep(config, model, letters) : null
  if (out !== undefined) await write(model, out)
  return say(process.stdout, report(model, version), 0)
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
async function write(model: Model, file: string): Promise<void> {
  await writeFile(`${file}.new`, packModel(model))
  await rename(`${file}.new`, file)
}

/** Letters and model in one transaction. Gives the version. */
function keep(config: Config, model: Model, letters: readonly LabelledLetter[]): Promise<number> {
  return withDesk(config, async (db) => {
    const now = (await openClock(db, config.clockRate)).now()
    const { letters: count, figures } = model
    const row = { trainedAt: now, letters: count, figures: { ...figures }, body: packModel(model) }
    const taught = letters.map(({ title = null, text, label }) => ({ title, text, label }))
    return db.transaction(
      async (tx) => {
        await replaceTaught(tx, taught, now)
        const version = await saveModel(tx, row)
        await useModel(tx, version)
        return version
      },
      { timeoutMs: STORING_MS },
    )
  })
}

/** Thousands of letters are a matter of seconds. */
const STORING_MS = 120_000

async function listed(config: Config): Promise<string> {
  const models = isThere(config) ? await withDesk(config, ({ prisma }) => listModels(prisma)) : []
  const lines = models.map(({ version, trainedAt, letters, figures, inUse }) => {
    const { accuracy, sure } = figures as Figures
    const told = `${letters} letters, accuracy ${percent(accuracy)}, sure ${percent(sure)}`
    return `${inUse ? '*' : ' '} ${version}  ${trainedAt.toString().slice(0, 16)}Z  ${told}\n`
  })
  return `${lines.join('')}${models.some(({ inUse }) => inUse) ? '' : '* the org file alone\n'}`
}

/** A desk without a database has nothing but the org file already. */
async function restore(config: Config, version: number | null): Promise<number> {
  if (isThere(config))
    await withDesk(config, (db) =>
      db.transaction(async (tx) => {
        const isKept = (await listModels(tx)).some((model) => model.version === version)
        if (version !== null && !isKept) throw noSuchVersion(String(version))
        await useModel(tx, version)
      }),
    )
  else if (version !== null) throw noSuchVersion(String(version))
  return say(process.stdout, `in use: ${version ?? 'the org file alone'}\n`, 0)
}

function report({ labels, letters, figures }: Model, version: number | null): string {
  const lines = [
    ...(version === null ? [] : [`version    ${version}, in use`]),
    `letters    ${letters}`,
    `labels     ${labels.length}`,
    ...figureLines(figures),
  ]
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
