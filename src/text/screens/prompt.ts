import type { Screen } from '../../flows/screen.ts'
import type { Key } from '../resources.ts'
import { code, type Writer } from '../writer.ts'

type Of<Name extends Screen['screen']> = Extract<Screen, { screen: Name }>

/** Asks for the words that an act needs. */
export function prompt(screen: Of<'prompt'>, writer: Writer): void {
  if (screen.detail !== null) writer.quote(screen.detail)
  writer.line(`prompt:${screen.what}`)
  writer
    .line('prompt:number', { number: code(screen.number) })
    .gap()
    .line('prompt:cancel')
}

/** The words arrived and went where they belong. */
export function passedOn(screen: Of<'passed_on'>, writer: Writer): void {
  writer.line(passedKey(screen))
  if (screen.days !== null) {
    const isExtension = screen.what === 'ask_extension'
    writer.line(isExtension ? 'prompt:days_extension' : 'prompt:days_suspension', {
      count: screen.days,
    })
  }
  writer.line('prompt:number', { number: code(screen.number) })
}

function passedKey({ what, unreachable }: Of<'passed_on'>): Key {
  if (!unreachable) return `prompt:passed.${what}`
  // A contact was made outside the chat: there is nothing left to tell them.
  return unreachable === 'no_chat' && what === 'contact'
    ? 'prompt:passed_called'
    : `prompt:passed_unreachable.${unreachable}`
}

/** Pictures came first; the words are still missing. */
export function wordsMissing(screen: Of<'words_missing'>, writer: Writer): void {
  writer.line('prompt:missing_files', { count: screen.files })
  writer.line(`prompt:missing.${screen.what}`)
  writer.line('prompt:number', { number: code(screen.number) })
}

/** The words are kept; the photo that the reply needs is still missing. */
export function photoMissing(screen: Of<'photo_missing'>, writer: Writer): void {
  writer.line('prompt:missing_photo')
  writer.line('prompt:number', { number: code(screen.number) })
}
