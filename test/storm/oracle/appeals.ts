import drafts from '../../../locales/en/draft.json' with { type: 'json' }
import { TOKEN_SHAPE } from '../../crash/person.ts'
import { NUMBER } from '../../crash/resident.ts'
import { isGivenUp, isUnreachable } from './kept.ts'
import type { Check } from './oracle.ts'
import { chatOf, wordsOf } from './seen.ts'

const SENT = new RegExp(
  `^${RegExp.escape(drafts.sent).replace('\\{\\{number\\}\\}', `(${NUMBER.source})`)}$`,
  'm',
)

/** What a chat said was submitted is there, for whoever was told; and nobody has an appeal without having been told. */
export const appealsThatWereConfirmed: Check = ({ record, kept }) => {
  const owner = new Map(kept.appeals.map(({ number, resident }) => [number, resident]))
  const told = record.calls.flatMap((call) => {
    const number = call.status === 200 ? SENT.exec(wordsOf(call))?.[1] : undefined
    return number === undefined ? [] : [{ number, chat: chatOf(call) }]
  })
  const lost = told
    .filter(({ number, chat }) => owner.get(number) !== chat)
    .map(
      ({ number, chat }) =>
        `${chat} was told ${number}, which is ${String(owner.get(number) ?? 'nobody')}’s`,
    )
  const inVain = new Set(
    kept.outbox.filter((row) => isGivenUp(row) || isUnreachable(row)).map(({ chat }) => chat),
  )
  const shown = new Set(
    record.calls
      .filter((call) => call.made ?? call.status === 200)
      .flatMap((call) => wordsIn(call).map((number) => `${chatOf(call)} ${number}`)),
  )
  const untold = kept.appeals
    .filter(({ number, resident }) => !shown.has(`${resident} ${number}`) && !inVain.has(resident))
    .map(({ number, resident }) => `${resident} never saw ${number}`)
  return { looked: told.length + kept.appeals.length, faults: [...lost, ...untold] }
}

function wordsIn(call: Parameters<typeof wordsOf>[0]): string[] {
  return wordsOf(call).match(new RegExp(NUMBER, 'g')) ?? []
}

/** A word that was said once stands once in all that is kept. */
export const submissions: Check = ({ kept }) => {
  const times = new Map<string, number>()
  const all = [...kept.entries.map(({ words }) => words), ...kept.drafts]
  for (const token of all.flatMap((words) => words.match(TOKEN_SHAPE) ?? []))
    times.set(token, (times.get(token) ?? 0) + 1)
  const twice = [...times].filter(([, count]) => count > 1)
  const submits = kept.appeals.filter(
    ({ number }) =>
      kept.entries.filter((entry) => entry.number === number && entry.act === 'submit').length !==
      1,
  )
  return {
    looked: times.size + kept.appeals.length,
    faults: [
      ...twice.map(([token, count]) => `${token} is kept ${count} times`),
      ...submits.map(({ number }) => `${number} was not submitted once`),
    ],
  }
}

/** Every update that Telegram does not have any more is in the inbox. */
export const whatWasAcknowledged: Check = ({ record, kept }) => {
  const known = new Set(kept.inbox.map(({ update }) => update))
  const due = record.updates.filter(({ isLost }) => !isLost)
  return {
    looked: due.length,
    faults: due
      .filter(({ update }) => !known.has(update.update_id))
      .map(({ update }) => `the update ${update.update_id} was acknowledged and not kept`),
  }
}

/** And none waits in the end, or was set aside. */
export const whatWasHandled: Check = ({ kept: { inbox } }) => ({
  looked: inbox.length,
  faults: inbox
    .filter(({ state }) => state !== 'done')
    .map(({ update, state }) => `the update ${update} is ${state}`),
})
