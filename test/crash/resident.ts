import type { Bubble, OutgoingFile } from '../../src/sandbox/world-types.ts'
import drafts from '../../locales/en/draft.json' with { type: 'json' }
import { dataOf, wordsOf } from '../support/phone.ts'
import {
  dawdle,
  hasButton,
  lastLine,
  mentions,
  newest,
  newToken,
  photo,
  pressUntil,
  shown,
  TOKEN_SHAPE,
  until,
  type Person,
  type Token,
} from './person.ts'
import { DEPARTMENTS } from './town.ts'

export const NUMBER = /\d\d-\d{7}-\d/

/** Somebody who says what is wrong, and answers what is asked. */
export interface Resident extends Person {
  /** What was submitted under which number, as far as the phone told. */
  submitted: Map<string, Token>
  /** Appeals of neighbours behind which they stand. */
  joined: Set<string>
  /** Pictures that were sent along. */
  pictures: string[]
  /** Questions that were answered already. */
  answered: Set<Token>
  /** The unit is not to see the name. */
  hidesName: boolean
  /** Never answers a return visit. */
  isSilent: boolean
  /** Cards on which a press had no effect: too late, most likely. */
  leftAlone: Set<number>
}

export function residentOf(person: Person): Resident {
  return {
    ...person,
    submitted: new Map(),
    joined: new Set(),
    pictures: [],
    answered: new Set(),
    hidesName: false,
    isSilent: false,
    leftAlone: new Set(),
  }
}

/** Speaks up again and again, and answers whatever the desk asks meanwhile. */
export async function liveAsResident(self: Resident): Promise<void> {
  const { traffic, random } = self
  while (!traffic.end.aborted) {
    const isBusy = await doDuty(self)
    if (isBusy) continue
    self.isAtRest = true
    await dawdle(self, 300)
    if (traffic.enough.aborted) continue
    self.isAtRest = false
    if (self.submitted.size === 0 || random.chance(40)) await appealAnew(self)
    else if (random.chance(25)) await bother(self)
  }
}

/** Says it, in pieces, chooses the place if it is asked for, submits, and reads the number. */
async function appealAnew(self: Resident): Promise<void> {
  const { random, traffic, id } = self
  const token = newToken(self)
  const topic = random.chance(75) ? `${random.among(DEPARTMENTS)} trouble` : 'something odd'
  // Whatever was begun before is given up: what comes now is new.
  traffic.world.send(id, { text: '/new' })
  traffic.world.send(id, { text: `There is ${topic} ${token}` })
  for (let more = random.below(3); more > 0; more -= 1) await sayMore(self)
  const draftOffers = (data: string) =>
    !!newest(self, (one) => hasButton(one, data) && mentions(one, token))
  const canSubmit = () => draftOffers('draft.submit')
  if (!(await until(self, () => canSubmit() || draftOffers(PLACE)))) return
  if (!canSubmit()) await pressUntil(self, PLACE, canSubmit)
  await dawdle(self, 200)
  if (self.hidesName && !(await hideName(self, token))) return
  const number = () => numberOfSent(self, token)
  for (let tries = 0; tries < 4 && number() === undefined; tries += 1)
    await pressUntil(self, 'draft.submit', () => number() !== undefined)
  const given = number()
  if (given !== undefined) self.submitted.set(given, token)
}

export const PLACE = 'draft.place:east'

/** A press may have been lost, or have come twice: the card tells. */
async function hideName(self: Resident, token: Token): Promise<boolean> {
  const isHidden = () => !!newest(self, (one) => mentions(one, token) && mentions(one, HIDDEN))
  for (let tries = 0; tries < 3 && !isHidden(); tries += 1)
    await pressUntil(self, 'draft.anonymous', isHidden)
  return isHidden()
}

const HIDDEN = drafts.anonymous

async function sayMore(self: Resident): Promise<void> {
  const { random, traffic, id } = self
  await dawdle(self, 150)
  if (random.chance(50)) traffic.world.send(id, { text: `and also ${newToken(self)}` })
  else sendAlbum(self, 1 + random.below(3))
}

export function sendAlbum(self: Resident, count: number): void {
  const { traffic, id } = self
  const files: OutgoingFile[] = Array.from({ length: count }, () => photo(self))
  const ids = new Set(traffic.world.send(id, { files, caption: newToken(self) }))
  for (const { messageId, media } of self.chat())
    if (media && ids.has(messageId)) self.pictures.push(media.fileId)
}

/** The draft's card says at the end under which number it was sent; until then it may name an older appeal. */
export function numberOfSent(self: Resident, token: Token): string | undefined {
  const card = newest(self, (one) => mentions(one, token) && SENT.test(wordsOf(one)))
  return card && NUMBER.exec(wordsOf(card))?.[0]
}

const SENT = /^Submitted, number \d/m

/** Urges, adds something, or withdraws: whatever the card offers. */
async function bother(self: Resident): Promise<void> {
  const { random } = self
  const number = random.among([...self.submitted.keys()])
  const urge = `appeal.remind:${number}`
  const withdraw = `appeal.withdraw:${number}`
  const isGone = (data: string) => () => !newest(self, (one) => hasButton(one, data))
  const show = `appeal.show:${number}`
  if (random.chance(20)) await pressUntil(self, show, isBelow(self, lastLine(self), number))
  else if (random.chance(30)) await pressUntil(self, urge, isGone(urge))
  else if (random.chance(12)) await pressUntil(self, withdraw, isGone(withdraw))
  else await sayFor(self, `appeal.add:${number}`, number)
}

/** Something new about it stands below that line. */
function isBelow(self: Resident, line: number, number: string): () => boolean {
  return () => !!newest(self, (one) => one.messageId > line && mentions(one, number))
}

/** Presses a button that asks for words, and says them. */
async function sayFor(self: Resident, data: string, number: string): Promise<void> {
  const { traffic, id } = self
  const line = lastLine(self)
  const isAsked = () =>
    shown(self).some(
      (one) => one.messageId > line && hasButton(one, 'cancel') && mentions(one, number),
    )
  if (await pressUntil(self, data, isAsked))
    traffic.world.send(id, { text: `To say: ${newToken(self)}` })
}

/** Answers what waits for an answer. False: nothing does. */
async function doDuty(self: Resident): Promise<boolean> {
  const question = newest(self, (one) => isQuestion(one) && !self.answered.has(tokenIn(one)))
  if (question) {
    self.answered.add(tokenIn(question))
    const text = `The answer: ${newToken(self)}`
    self.traffic.world.send(self.id, { text, replyTo: question.messageId })
    return true
  }
  const isOpen = (one: Bubble) => surveyIn(one).length > 0 && !self.leftAlone.has(one.messageId)
  const survey = newest(self, (one) => isOpen(one) && !staysSilent(self, one))
  if (!survey) return false
  self.isAtRest = false
  const data = self.random.among(surveyIn(survey))
  if (data.startsWith('survey.comment')) await sayFor(self, data, numberIn(survey))
  const last = data.startsWith('survey.comment') ? `survey.done:${numberIn(survey)}` : data
  const isAnswered = () => !newest(self, (one) => hasButton(one, last))
  if (!(await pressUntil(self, last, isAnswered))) self.leftAlone.add(survey.messageId)
  return true
}

/** A question from the unit: only a reply is offered. */
function isQuestion(bubble: Bubble): boolean {
  const [first, ...rest] = dataOf(bubble)
  return rest.length === 0 && first?.startsWith('appeal.add:') === true && tokenIn(bubble) !== ''
}

function surveyIn(bubble: Bubble): string[] {
  return dataOf(bubble).filter((data) => data.startsWith('survey.'))
}

function numberIn(bubble: Bubble): string {
  return NUMBER.exec(wordsOf(bubble))?.[0] ?? ''
}

function tokenIn(bubble: Bubble): Token {
  return wordsOf(bubble).match(TOKEN_SHAPE)?.[0] ?? ''
}

/** Some never answer: the desk has to close it by itself. */
function staysSilent({ id, isSilent }: Resident, bubble: Bubble): boolean {
  return isSilent || (id + Number(numberIn(bubble).at(-1))) % 4 === 0
}
