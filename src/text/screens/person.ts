import type { Role } from '../../flows/facts.ts'
import type { Screen } from '../../flows/screen.ts'
import { commandsFor } from '../commands.ts'
import { bold, type Writer } from '../writer.ts'

type Of<Name extends Screen['screen']> = Extract<Screen, { screen: Name }>

/** The first words of the desk to a newcomer, or to a colleague who comes back. */
export function welcome(screen: Of<'welcome'>, writer: Writer): void {
  writer.title('person:welcome').line('person:welcome_what').gap().line('person:welcome_then')
  if (screen.link !== null) writer.gap().line(`invite:link_${screen.link}`)
  if (screen.home !== null) {
    writer.gap().line('person:welcome_home', { unit: writer.unit(screen.home) })
  }
  if (screen.posts.length === 0) return
  writer.gap().line('person:welcome_staff')
  for (const { unit, role } of screen.posts.slice(0, MOST_POSTS)) {
    writer.line('person:welcome_post', {
      unit: bold(writer.unit(unit)),
      role: writer.t(`person:role.${role}`),
    })
  }
  work(
    screen.posts.map(({ role }) => role),
    writer,
  )
}

/** Where each post's work waits: a dispatcher's is not where a handler's is. */
function work(roles: readonly Role[], writer: Writer): void {
  writer.gap()
  for (const { command, description } of commandsFor(roles, writer.locale)) {
    if (WORK.has(command)) writer.line('person:help_command', { command, description })
  }
}

const WORK: ReadonlySet<string> = new Set(['tasks', 'unit', 'queue', 'board', 'admin'])

/** Nobody has more posts than fit a screen; a fault in the org file must not break the welcome. */
const MOST_POSTS = 8

/** What to do, and the commands that this person may use. */
export function help(roles: readonly Role[], writer: Writer): void {
  writer.line('person:help').gap().line('person:help_commands')
  for (const { command, description } of commandsFor(roles, writer.locale)) {
    writer.line('person:help_command', { command, description })
  }
}

/** What the unit sees, what it never sees, how long it is kept. Every sentence must be true. */
export function privacy(retainDays: number, writer: Writer): void {
  writer.title('person:privacy').gap().line('person:privacy_sees').line('person:privacy_anonymous')
  writer.line('person:privacy_helpers')
  writer.gap().line('person:privacy_never')
  writer.gap().line('person:privacy_neighbours')
  writer.gap().line('person:privacy_files').line('person:privacy_retain', { count: retainDays })
  writer.gap().line('person:privacy_forget')
}

/** Asks before a person is erased. */
export function forget(open: number, writer: Writer): void {
  writer.title('person:forget').line('person:forget_what')
  if (open > 0) writer.gap().line('person:forget_open', { count: open })
}

/** Which community is home. */
export function home(current: string | null, writer: Writer): void {
  writer.title('person:home')
  if (current !== null) writer.line('person:home_current', { unit: bold(writer.unit(current)) })
  writer.line('person:home_why')
}
