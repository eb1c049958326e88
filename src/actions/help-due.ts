import { subjectUnits } from '../domain/conduct.ts'
import { rowOf } from '../domain/lifecycle.ts'
import { loadCase } from '../queries/facts.ts'
import { awaitedHelp } from '../store/helps.ts'
import type { DueTimer } from '../store/timers.ts'
import type { Work } from './desk.ts'
import { tellAll } from './tell.ts'

/** A co-unit has not answered in time: its heads and the unit that waits for it are told, once. */
export async function tellOverdueHelp(work: Work, { subject }: DueTimer): Promise<void> {
  const { tx, desk, now } = work
  const help = await awaitedHelp(tx, Number(subject))
  const loaded = help && (await loadCase(tx, help.number, { rules: desk.rules, now }, false))
  if (!loaded || !rowOf('help').from.includes(loaded.appeal.status)) return
  const { appeal, joiners } = loaded
  const done = {
    ...{ appeal, joiners, joining: [], unit: appeal.unit, help: help.unit, actor: null },
    subject: subjectUnits(desk.rules.org, appeal.about),
    ...{ words: '', files: [], due: appeal.due, days: null, household: null, request: null },
  }
  await tellAll(work, ['helpers.late', 'unit.help_late'], done)
}
