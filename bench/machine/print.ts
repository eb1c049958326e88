import { quantile } from '../figures.ts'
import { UPDATES_OF_A_LIFE } from '../life/lives.ts'
import type { Cpu } from './cpu.ts'
import { median, type Measured } from './windows.ts'

export function line(text = ''): void {
  process.stdout.write(`${text}\n`)
}

const fixed = (value: number, digits = 1) => (Number.isFinite(value) ? value.toFixed(digits) : '—')

/** The table of a measurement, medians over its windows. Gives lives a second. */
export function printWindows(windows: readonly Measured[]): number {
  const rate = (of: (one: Measured) => number) =>
    median(windows.map((one) => of(one) / one.seconds))
  // By their updates: lives end in waves, a few seconds after a return visit is asked for.
  const livesIn = ({ updates }: Measured) => updates / UPDATES_OF_A_LIFE
  const lives = rate(livesIn)
  const messages = rate(({ calls }) => calls['sendMessage'] ?? 0)
  const all = rate(({ calls }) => counted(calls))
  const spread = windows.map((one) => fixed(livesIn(one) / one.seconds)).join(' ')
  line(`  lives a second         ${fixed(lives)}   (windows: ${spread})`)
  line(`  updates a second       ${fixed(rate((one) => one.updates))}`)
  line(`  messages a second      ${fixed(messages)} new, ${fixed(all)} calls of the Bot API`)
  line(`  update to reply        ${latency(windows)}`)
  printCpu(windows)
  const commitsEach = median(windows.map((one) => one.commits / one.updates))
  line(`  transactions an update ${fixed(commitsEach, 2)}`)
  return lives
}

/** p50, p95 and p99 of all replies of all windows. */
export function latency(windows: readonly Measured[]): string {
  const all = windows.flatMap(({ replies }) => replies).sort((a, b) => a - b)
  const at = (share: number) => fixed(quantile(all, share))
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, slowest ${fixed(all.at(-1) ?? NaN)} ms (n = ${all.length})`
}

/** p50 and p99 as numbers, to be compared with goals. */
export function latencyAt(windows: readonly Measured[], share: number): number {
  const all = windows.flatMap(({ replies }) => replies).sort((a, b) => a - b)
  return quantile(all, share)
}

/** The same of each window, and the median of these: one long pause of the machine does not decide. */
export function latencyOfWindows(windows: readonly Measured[], share: number): number {
  return median(windows.map((one) => latencyAt([one], share)))
}

function printCpu(windows: readonly Measured[]): void {
  // By updates and not by lives: a window may end in the middle of many.
  const each = (of: (cpu: Cpu) => number) =>
    median(windows.map(({ cpu, updates }) => (of(cpu) / updates) * UPDATES_OF_A_LIFE))
  const share = (of: (cpu: Cpu) => number) =>
    `${fixed(median(windows.map(({ cpu, seconds }) => of(cpu) / seconds / 10)), 0)} %`
  const parts: [string, (cpu: Cpu) => number][] = [
    ['desk', (cpu) => cpu.desk],
    ['desk, main thread', (cpu) => cpu.deskMain],
    ['PostgreSQL', (cpu) => cpu.database],
    ['people and Bot API', (cpu) => cpu.crowd],
    ['all of these', (cpu) => cpu.desk + cpu.database + cpu.crowd],
    ['others, system', (cpu) => cpu.machine - cpu.desk - cpu.database - cpu.crowd],
  ]
  for (const [name, of] of parts)
    line(
      `  CPU a life: ${name.padEnd(19)} ${fixed(each(of), 2).padStart(8)} ms   ${share(of)} of a core`,
    )
}

/** Calls that carry something to a person; long polls do not. */
function counted(calls: Record<string, number>): number {
  return Object.entries(calls)
    .filter(([method]) => method !== 'getUpdates')
    .reduce((all, [, count]) => all + count, 0)
}
