import type { Screen } from '../../flows/screen.ts'
import { bold, code, type Writer } from '../writer.ts'

type Of<Name extends Screen['screen']> = Extract<Screen, { screen: Name }>

/** The message that a head passes on. Without the bot's name, the words that the colleague sends. */
export function invitation(screen: Of<'invitation'>, writer: Writer): void {
  writer.title('invite:invitation', { unit: writer.unit(screen.unit) })
  if (screen.bot === null) {
    writer.line('invite:send').line('invite:words', { words: code(`/start ${screen.code}`) })
  } else {
    const link = `https://t.me/${screen.bot}?start=${screen.code}`
    writer.line('invite:open').line('invite:words', { words: link })
  }
  writer.gap().line('invite:until', { until: writer.moment(screen.until) })
}

/** The first words to a new colleague: what comes, and what they can do now. */
export function joined(unit: string, writer: Writer): void {
  writer.title('invite:joined', { unit: writer.unit(unit) }).line('invite:joined_tasks')
  writer.gap().line('invite:joined_commands')
}

/** Somebody came by an invitation, or their post was taken back. */
export function colleague(
  { screen, name, unit }: Of<'colleague_joined' | 'colleague_gone'>,
  writer: Writer,
): void {
  writer.line(`invite:${screen}`, {
    name: name === '' ? writer.t('invite:somebody') : writer.foreign(name),
    unit: bold(writer.unit(unit)),
  })
}
