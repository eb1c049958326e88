import { NUMBER } from '../support/county.ts'
import { wordsOf } from '../support/phone.ts'
import { whoHandles } from './organisation.ts'
import type { Plan } from './plan.ts'
import type { RemotePhone, Sandbox } from './sandbox.ts'

/** An appeal that is under way. */
export interface Life {
  plan: Plan
  resident: RemotePhone
  number: string
  /** What the resident said. */
  words: string
}

/** The resident says it, chooses the place, submits. */
export async function submit(sandbox: Sandbox, plan: Plan): Promise<Life> {
  const resident = await sandbox.newcomer()
  const words = `${plan.unit} trouble, case ${plan.serial}: ${MATTERS[plan.serial % 7]}`
  await resident.says(words)
  await resident.presses(`draft.place:${plan.place}`)
  const since = await resident.mark()
  await resident.presses('draft.submit')
  const promise = await resident.seesButton('appeal.show:', since)
  const number = NUMBER.exec(wordsOf(promise))?.[0]
  if (number === undefined) throw new Error(`no number in ${wordsOf(promise)}`)
  return { plan, resident, number, words }
}

const MATTERS = [
  'it has been like this since Monday',
  'nobody came although we called twice',
  'old people cannot go out because of it',
  'the sign is there, the work is not',
  'it is worse at night',
  'the children pass there every day',
  'please look at it before the rain',
]

export async function accept(sandbox: Sandbox, { plan, number }: Life): Promise<void> {
  const handler = sandbox.phone(whoHandles(plan))
  await handler.presses(`task.accept:${number}`)
  await handler.seesButton(`task.resolve:${number}`)
}

/** Asks for the words of a button and says them. */
export async function pressAndSay(phone: RemotePhone, data: string, words: string): Promise<void> {
  const since = await phone.mark()
  await phone.presses(data)
  await phone.seesButton('cancel', since)
  await phone.says(words)
}

export async function resolve(sandbox: Sandbox, life: Life): Promise<void> {
  const { plan, number, resident } = life
  const before = await resident.mark()
  const handler = sandbox.phone(whoHandles(plan))
  const since = await handler.mark()
  await handler.presses(`task.resolve:${number}`)
  await handler.seesButton('cancel', since)
  await handler.says(`Done in case ${plan.serial}: we went there and put it right.`)
  await resident.sees(/has replied/, before)
}

/** The three questions of the return visit. */
export async function answer({ resident, number }: Life, given: Plan['answer'], since: number) {
  if (!given) return
  await resident.seesButton(`survey.contacted:${number}`, since)
  await resident.presses(`survey.contacted:${number}:${given.contacted}`)
  await resident.presses(`survey.resolved:${number}:${given.solved}`)
  await resident.presses(`survey.satisfied:${number}:${given.rating}`)
}

/** So many at once, in order: a handler answers one prompt at a time. */
export async function atOnce<One>(
  all: readonly One[],
  many: number,
  does: (one: One) => Promise<void>,
): Promise<void> {
  const rest = [...all]
  const work = async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) await does(one)
  }
  await Promise.all(Array.from({ length: many }, work))
}

/** Handlers work side by side, each on one thing at a time. */
export async function byHandler(
  lives: readonly Life[],
  does: (life: Life) => Promise<void>,
): Promise<void> {
  const handlers = Map.groupBy(lives, ({ plan }) => whoHandles(plan))
  await Promise.all(
    [...handlers.values()].map(async (own) => {
      for (const life of own) await does(life)
    }),
  )
}
