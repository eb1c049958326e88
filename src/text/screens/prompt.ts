import type { Screen } from '../../flows/screen.ts'
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
  if (screen.waits) writer.line('prompt:passed_waits')
  else writer.line(`prompt:passed.${screen.what}`)
  if (screen.days !== null) {
    const isExtension = screen.what === 'ask_extension'
    writer.line(isExtension ? 'prompt:days_extension' : 'prompt:days_suspension', {
      count: screen.days,
    })
  }
  writer.line('prompt:number', { number: code(screen.number) })
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
