import type { Verdict } from './oracle/oracle.ts'
import { table } from './dump.ts'
import { digestOf } from './plan.ts'
import type { StormRecord } from './record.ts'

/** What was done, what was looked at, and the verdict, in lines that fit a terminal. */
export function tableOf(record: StormRecord, { findings, faults }: Verdict): string {
  const { plan, calls, updates, dump, happenings } = record
  const strokes = plan.stages.flatMap((stage) => stage.strokes)
  const kinds = strokes.map((one) => (one.kind === 'fault' ? one.fault.kind : one.kind))
  const struck = calls.flatMap((call) => call.struck ?? [])
  const acts = table<{ act: string }>(dump, 'history').length
  const ends = happenings.map(({ what }) => what).filter((what) => what !== 'back')
  const lost = updates.filter(({ isLost }) => isLost).length
  const lines = [
    `seed ${plan.seed}, plan ${digestOf(plan)}`,
    '',
    'what was done',
    row('appeals', table(dump, 'appeal').length),
    row('acts', acts),
    row('updates', updates.length),
    row('updates that Telegram forgot before a desk took them', lost),
    row('calls', calls.length),
    row(
      'messages',
      calls.reduce((sum, { made }) => sum + (made?.length ?? 0), 0),
    ),
    '',
    'what went wrong, as planned',
    ...counted(kinds),
    '',
    'calls that were struck',
    ...counted(struck),
    '',
    'what happened to machines and people',
    ...counted(ends),
    '',
    'what was looked at, and how much of it does not hold',
    ...findings.map(({ check, looked, faults: found }) => {
      return `${String(looked).padStart(8)} ${String(found.length).padStart(5)}  ${check}`
    }),
    '',
    // Of each kind some: one that is rare tells most.
    ...findings.flatMap(({ check, faults: found }) =>
      found.slice(0, FAULTS_SHOWN).map((fault) => `${check}: ${fault}`),
    ),
    faults.length === 0 ? 'Everything holds.' : `${faults.length} things do not hold.`,
  ]
  return `${lines.join('\n')}\n`
}

const FAULTS_SHOWN = 10

function row(name: string, count: number): string {
  return `${String(count).padStart(8)}  ${name}`
}

function counted(names: readonly string[]): string[] {
  return [...Map.groupBy(names, (name) => name)]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, all]) => row(name.replaceAll('_', ' '), all.length))
}
