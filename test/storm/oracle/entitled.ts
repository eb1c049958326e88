import { TOKEN } from '../../support/running-desk.ts'
import { TOKEN_SHAPE } from '../../crash/person.ts'
import { namesOf } from '../crowd.ts'
import type { Character } from '../plan.ts'
import { SECRET } from '../fleet.ts'
import type { Check } from './oracle.ts'
import { chatOf, isCertain, textOf } from './seen.ts'

/** What was on its way when Telegram said so. */
const ON_ITS_WAY_MS = 3_000

/** Once Telegram has said that a person has stopped the bot, nothing is sent until they come back. */
export const blocked: Check = ({ record }) => {
  // Most are heard of by the update that says so: then nothing is even refused.
  const stopped = record.happenings.filter((one) => one.what === 'blocked')
  const refused = record.calls.filter((call) => call.status === 403 && isCertain(call, record))
  const faults = refused.flatMap((call) => {
    const chat = chatOf(call)
    const back = record.happenings.find(
      (one) => one.what === 'unblocked' && one.person === chat && one.at > call.at,
    )
    const from = call.at + ON_ITS_WAY_MS
    const isInVain = (at: number) => at > from && at < (back?.at ?? Infinity)
    const next = record.calls.find((one) => isInVain(one.at) && chatOf(one) === chat)
    return next ? [`${chat} was written to ${Math.round(next.at - call.at)} ms later`] : []
  })
  return { looked: stopped.length + refused.length, faults }
}

/** Nothing about an appeal goes to somebody whom the org file no longer names. */
export const retired: Check = ({ record }) => {
  const gone = record.happenings.flatMap((one) =>
    one.what === 'retired' ? one.people.map((person) => ({ person, at: one.at })) : [],
  )
  const first = new Map(gone.toReversed().map(({ person, at }) => [person, at]))
  const late = record.calls.filter((call) => call.at > (first.get(chatOf(call)) ?? Infinity))
  const faults = late
    .filter((call) => textOf(call).search(TOKEN_SHAPE) >= 0)
    .map((call) => `${chatOf(call)} read words by ${call.method}`)
  return { looked: late.length, faults }
}

/** Names of those who hide theirs; accounts of everybody. */
export const anonymity: Check = ({ record }) => {
  const { people } = record.plan
  const staff = new Set(people.filter(({ role }) => role === 'staff').map(({ id }) => id))
  const canaries = people.filter(({ role }) => role === 'resident').flatMap(canariesOf)
  const seen = record.calls.filter((call) => staff.has(chatOf(call)) || chatOf(call) < 0)
  const faults = seen.flatMap((call) => {
    const text = textOf(call)
    return canaries
      .filter((canary) => text.includes(canary))
      .map((canary) => `${chatOf(call)} saw ${canary} by ${call.method}`)
  })
  return { looked: seen.length, faults }
}

function canariesOf({ id, seed, hidesName }: Character): string[] {
  const { firstName, lastName, username } = namesOf(id, seed)
  return [String(id), username, ...(hidesName ? [firstName, lastName] : [])]
}

/** Neither the desks' log nor PostgreSQL's. */
export const logs: Check = ({ record }) => {
  const { desk, database } = record.logs
  const lines = [...desk, ...database.split('\n')]
  const secrets = [TOKEN, SECRET]
  const canaries = record.plan.people.flatMap(({ id, seed, role }) => {
    const { firstName, lastName, username } = namesOf(id, seed)
    return role === 'resident' ? [String(id), firstName, lastName, username] : []
  })
  const faults = lines.flatMap((line) => {
    const words = line.match(TOKEN_SHAPE) ?? []
    const found = [...secrets, ...canaries].filter((one) => line.includes(one))
    return [...words, ...found].map((what) => `${what} stands in a log`)
  })
  return { looked: lines.length, faults }
}
