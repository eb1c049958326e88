import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bug } from './bugs.ts'
import { FOCUSES, type Focus } from './focus.ts'
import { judge, type CheckName, type Verdict } from './oracle/oracle.ts'
import { patched } from './patch.ts'
import type { StormPostgres } from './postgres.ts'
import { runStorm } from './run.ts'

/** What a bug breaks need not come to its end. */
const BROKEN_MS = 8_000

/** Only this check needs everything to come again. */
const AGAIN: CheckName = 'what comes again changes nothing'

/** The storm of a focus, judged; with a bug in the desk if one is given. */
export async function stormOn(
  postgres: StormPostgres,
  focus: Focus,
  bug?: Omit<Bug, 'focus'>,
): Promise<Verdict> {
  const plan = FOCUSES[focus]
  if (!bug) return judge(await runStorm(plan, { postgres }))
  await checkPatches(bug)
  const directory = await mkdtemp(join(tmpdir(), 'storm-bug-'))
  const bugFile = join(directory, 'bug.json')
  try {
    await writeFile(bugFile, JSON.stringify({ patches: bug.patches }))
    const waitMs = bug.isDeadly ? { waitMs: BROKEN_MS } : {}
    const given = { postgres, bugFile, settleMs: BROKEN_MS, ...waitMs }
    return judge(await runStorm({ ...plan, isWhole: bug.check === AGAIN }, given))
  } finally {
    await rm(directory, { recursive: true })
  }
}

/** A bug whose place is gone, or is not one alone, would be no bug: that is an error before anything starts. */
export async function checkPatches({ patches }: Pick<Bug, 'patches'>): Promise<void> {
  for (const patch of patches) {
    const source = await readFile(new URL(`../../${patch.file}`, import.meta.url), 'utf8')
    patched(source, [patch])
  }
}
