import { dataOf } from '../support/phone.ts'
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
  type Person,
} from './person.ts'

/** How often which move is chosen where it is offered; what is not here nobody presses. */
const LIKING: Readonly<Record<string, number>> = {
  'task.accept': 60,
  'task.note': 12,
  'task.memo': 4,
  ask: 10,
  'task.resolve': 22,
  'task.return': 4,
  'task.extend': 4,
  'task.suspend': 3,
  'task.resume': 10,
  'task.decline': 6,
  'task.assign': 20,
  'task.approve': 30,
  'task.deny': 15,
  'task.propose': 30,
}

/** Verbs after which the desk waits for words. */
const WITH_WORDS: ReadonlySet<string> = new Set([
  ...['task.note', 'task.memo', 'ask', 'task.resolve', 'task.return'],
  ...['task.extend', 'task.suspend', 'task.decline'],
])

/** Does what the cards offer, one thing after another. */
export async function liveAsStaff(self: Person): Promise<void> {
  const { traffic } = self
  traffic.world.send(self.id, { text: '/start' })
  while (!traffic.end.aborted) {
    self.isAtRest = true
    await dawdle(self, 1_500)
    if (traffic.enough.aborted) continue
    const data = choose(self)
    if (data === undefined) continue
    self.isAtRest = false
    await carryOut(self, data)
  }
}

function choose(self: Person): string | undefined {
  const offered = offers(self).filter((data) => liking(data) > 0)
  let left = self.random.below(offered.reduce((sum, data) => sum + liking(data), 0))
  return offered.find((data) => (left -= liking(data)) < 0)
}

/** Buttons of the newest card about each appeal or request: an older one may be out of date. */
function offers(self: Person): string[] {
  const subjects = new Set<string>()
  return shown(self)
    .toReversed()
    .flatMap((card) => {
      const fresh = dataOf(card).filter((data) => !subjects.has(subjectOf(data)))
      for (const data of fresh) subjects.add(subjectOf(data))
      return fresh
    })
}

function subjectOf(data: string): string {
  return data.split(':')[1] ?? ''
}

function liking(data: string): number {
  return LIKING[verbOf(data)] ?? 0
}

function verbOf(data: string): string {
  return data.split(':', 1)[0] ?? ''
}

async function carryOut(self: Person, data: string): Promise<void> {
  const number = /\d\d-\d{7}-\d/.exec(data)?.[0] ?? ''
  if (WITH_WORDS.has(verbOf(data))) await writeFor(self, data, number)
  else if (data === `task.assign:${number}`) await assign(self, data)
  else await pressUntil(self, data, () => !newest(self, (one) => hasButton(one, data)))
}

async function writeFor(self: Person, data: string, number: string): Promise<void> {
  const { traffic, id, random } = self
  const line = lastLine(self)
  const isAsked = () =>
    shown(self).some(
      (one) => one.messageId > line && hasButton(one, 'cancel') && mentions(one, number),
    )
  if (!(await pressUntil(self, data, isAsked))) return
  const text = `As for this: ${newToken(self)}`
  const mayShow = data.startsWith('task.note') || data.startsWith('task.memo')
  if (mayShow && random.chance(30))
    traffic.world.send(id, { files: [photo(self), photo(self)], caption: text })
  else traffic.world.send(id, { text })
}

/** Opens the choices, and takes one of them. */
async function assign(self: Person, data: string): Promise<void> {
  const offers = () => {
    const card = newest(self, (one) => choicesIn(dataOf(one), data).length > 0)
    return card ? choicesIn(dataOf(card), data) : []
  }
  await pressUntil(self, data, () => offers().length > 0)
  const choices = offers()
  if (choices.length === 0) return
  const choice = self.random.among(choices)
  await pressUntil(self, choice, () => !newest(self, (one) => hasButton(one, choice)))
}

function choicesIn(all: readonly string[], data: string): string[] {
  return all.filter((one) => one.startsWith(`${data}:`))
}
