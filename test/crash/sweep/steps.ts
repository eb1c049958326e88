import { dataOf } from '../../support/phone.ts'
import {
  hasButton,
  lastLine,
  mentions,
  newest,
  newToken,
  pressUntil,
  shown,
  until,
  type Person,
  type Token,
} from '../person.ts'
import { numberOfSent, PLACE, type Resident } from '../resident.ts'
import type { Stage } from './stage.ts'

/** Presses as often as anybody would: the first copy of a card that came twice leads nowhere, the second does. */
const TRIES = 4

/** Waits until a phone shows it. What never shows is a fault: nobody would know how to go on. */
export async function sees(person: Person, isSo: () => boolean, what: string): Promise<void> {
  if (await until(person, isSo)) return
  const last = shown(person).at(-1)
  const shows = last ? `${last.text ?? ''} [${dataOf(last).join(' ')}]` : 'nothing'
  throw new Error(`${person.id} never saw ${what}; last it saw ${shows}`)
}

/** Presses until the phone shows what the press is for. */
export async function presses(person: Person, data: string, isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < TRIES && !isSo(); tries += 1) await pressUntil(person, data, isSo)
  if (!isSo()) throw new Error(`${person.id} pressed ${data} in vain`)
}

/**
 * Waits for a button, and presses it until the newest card that had it loses it: of a card that came twice the first copy
 * keeps its own, and a press on that copy brings a fresh card while the second loses its own.
 */
export async function takes(person: Person, data: string): Promise<void> {
  const having = () => shown(person).filter((one) => hasButton(one, data))
  await sees(person, () => having().length > 0, `a button ${data}`)
  let newestThatHad = 0
  await presses(person, data, () => {
    const ids = having().map(({ messageId }) => messageId)
    newestThatHad = Math.max(newestThatHad, ...ids)
    return !ids.includes(newestThatHad)
  })
}

/** Presses a button that asks for words, says them, and gives the word that only they have. */
export async function saysAfter(person: Person, data: string, number: string): Promise<Token> {
  await sees(person, () => newest(person, (one) => hasButton(one, data)) !== undefined, data)
  const line = lastLine(person)
  const isAsked = () =>
    shown(person).some(
      (one) => one.messageId > line && hasButton(one, 'cancel') && mentions(one, number),
    )
  await presses(person, data, isAsked)
  return says(person, 'As for this:')
}

export function says(person: Person, words: string): Token {
  const token = newToken(person)
  person.traffic.world.send(person.id, { text: `${words} ${token}` })
  return token
}

/** The first button of this kind that the phone offers, newest card first. */
export function offered(person: Person, verb: string): string | undefined {
  const all = shown(person).toReversed().flatMap(dataOf)
  return all.find((data) => data.startsWith(`${verb}:`))
}

/** Says what is wrong, in a matter of this department; until the card is there. */
export async function writes(resident: Resident, department: string): Promise<Token> {
  const token = says(resident, `There is ${department} trouble`)
  await sees(resident, () => draftOffers(resident, token, 'draft.'), `a draft of ${token}`)
  return token
}

export function draftOffers(resident: Resident, token: Token, verb: string): boolean {
  const fits = (data: string) => data.startsWith(verb)
  return !!newest(resident, (one) => mentions(one, token) && dataOf(one).some(fits))
}

/** Chooses the place where it is asked for, submits, and reads the number. */
export async function submits(resident: Resident, token: Token): Promise<string> {
  const canSubmit = () => draftOffers(resident, token, 'draft.submit')
  if (!canSubmit()) await presses(resident, PLACE, canSubmit)
  await presses(resident, 'draft.submit', () => numberOfSent(resident, token) !== undefined)
  const number = numberOfSent(resident, token) ?? ''
  resident.submitted.set(number, token)
  return number
}

/** A resident whom the desk knows: they have a home already, and one appeal. */
export async function met(stage: Stage): Promise<Resident> {
  const resident = stage.newcomer()
  await submits(resident, await writes(resident, stage.department().name))
  return resident
}

/** An appeal that its unit has before it. */
export async function assigned(stage: Stage) {
  const resident = stage.newcomer()
  const { name, head } = stage.department()
  const number = await submits(resident, await writes(resident, name))
  const accept = `task.accept:${number}`
  await sees(head, () => newest(head, (one) => hasButton(one, accept)) !== undefined, accept)
  return { resident, head, number }
}

/** An appeal that is being worked on. */
export async function accepted(stage: Stage) {
  const given = await assigned(stage)
  await takes(given.head, `task.accept:${given.number}`)
  return given
}

/** An appeal whose unit has said what it has done. */
export async function resolved(stage: Stage) {
  const given = await accepted(stage)
  await answersAppeal(given)
  return given
}

export async function answersAppeal({ resident, head, number }: Given): Promise<void> {
  const reply = await saysAfter(head, `task.resolve:${number}`, number)
  await hears(resident, reply)
}

export interface Given {
  resident: Resident
  head: Person
  number: string
}

/** Waits until words of the unit have come to the resident. */
export async function hears(resident: Resident, token: Token): Promise<void> {
  await sees(resident, () => newest(resident, (one) => mentions(one, token)) !== undefined, token)
}

/** Lets what is to happen by itself happen now. */
export async function comesDue(stage: Stage, kind: string, number: string): Promise<void> {
  await stage.sql(
    `update timer set due_at = now() - interval '1 day' where kind = $1 and subject = $2`,
    ...[kind, number],
  )
}
