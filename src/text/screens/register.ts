import type { Caller } from '../../domain/caller.ts'
import type { Screen } from '../../flows/screen.ts'
import type { DraftView } from '../../flows/views.ts'
import { code, type Writer } from '../writer.ts'

/** Asks for whom it is. */
export function register(writer: Writer): void {
  writer.line('register:whom').gap().line('prompt:cancel')
}

/** For whom a draft is. */
export function whom({ name, phone }: Caller, writer: Writer): void {
  const who = { name: writer.foreign(name) }
  if (phone === null) writer.line('register:for_no_phone', who)
  else writer.line('register:for', { ...who, phone: code(phone) })
}

/** What the caller is to be told: who will read what. */
export function tellThem(
  { phone }: Caller,
  { anonymous }: Pick<DraftView, 'anonymous'>,
  writer: Writer,
): void {
  if (anonymous) writer.line('register:tell_hidden')
  else writer.line(phone === null ? 'register:tell_no_phone' : 'register:tell')
}

/** The number, to be read to the caller: there is no chat to keep it. */
export function registered(
  { number, name, joined }: Extract<Screen, { screen: 'registered' }>,
  writer: Writer,
): void {
  const values = { name: writer.foreign(name), number: code(number) }
  writer.line(joined ? 'register:joined' : 'register:done', values).line('register:read')
}
