import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds of processor time since the start, as Linux counts them (in steps of 10 ms). */
export interface Cpu {
  deskMain: number
  desk: number
  database: number
  crowd: number
  /** Everything that any process of the machine did. */
  machine: number
}

export interface Processes {
  desk: number
  postmaster: number
  crowd: number
}

/** Linux counts in hundredths of a second. */
const TICK_MS = 10

export function readCpu({ desk, postmaster, crowd }: Processes): Cpu {
  const server = timesOf(readFileSync(`/proc/${postmaster}/stat`, 'utf8'))
  // What a backend has used counts for the postmaster once it has ended.
  const database = server.own + server.children + sum(backendsOf(postmaster).map(ownOf))
  return {
    deskMain: timesOf(readFileSync(`/proc/${desk}/task/${desk}/stat`, 'utf8')).own,
    desk: ownOf(desk),
    database,
    crowd: ownOf(crowd),
    machine: busy(),
  }
}

/** What was used between two looks, a name each. */
export function between(before: Cpu, after: Cpu): Cpu {
  const names = Object.keys(after) as (keyof Cpu)[]
  return Object.fromEntries(
    names.map((name) => [name, after[name] - before[name]]),
  ) as unknown as Cpu
}

/** The process that started this one. */
export function parentOf(pid: number): number {
  return Number(fieldsOf(readFileSync(`/proc/${pid}/stat`, 'utf8'))[1])
}

function backendsOf(postmaster: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(Number).filter((pid) => {
    const stat = statOf(pid)
    return stat !== null && Number(fieldsOf(stat)[1]) === postmaster
  })
}

function ownOf(pid: number): number {
  const stat = statOf(pid)
  return stat === null ? 0 : timesOf(stat).own
}

/** Null: it has just ended. */
function statOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'ENOENT' && code !== 'ESRCH') throw error
    return null
  }
}

function timesOf(stat: string): { own: number; children: number } {
  const fields = fieldsOf(stat)
  const at = (place: number) => Number(fields[place]) * TICK_MS
  return { own: at(11) + at(12), children: at(13) + at(14) }
}

/** From the state on: a name in brackets stands before, and it may hold blanks. */
function fieldsOf(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** All but idling and waiting for a disk. */
function busy(): number {
  const line = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0] ?? ''
  const [user = 0, nice = 0, system = 0, , , interrupt = 0, soft = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return (user + nice + system + interrupt + soft) * TICK_MS
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0)
}
