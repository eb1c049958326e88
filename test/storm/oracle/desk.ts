import { isDeepStrictEqual } from 'node:util'
import type { Dump } from '../dump.ts'
import type { GivenUpdate } from '../record.ts'
import type { Check } from './oracle.ts'

/** Parse modes read a person's words as markup. */
export const markup: Check = ({ record }) => ({
  looked: record.calls.length,
  faults: record.calls
    .filter(({ params }) => 'parse_mode' in params)
    .map(({ method, params }) => `${method} with parse_mode ${String(params['parse_mode'])}`),
})

export const chatsAnswered: Check = ({ record: { knocks, isSettled } }) => ({
  looked: knocks.length,
  faults: [
    ...knocks
      .filter(({ isAnswered }) => !isAnswered)
      .map(({ person }) => `${person} was not answered`),
    ...(isSettled ? [] : ['something that was begun has not come to its end']),
  ],
})

/** Everything but the inbox, which remembers that it came again. */
export const repeats: Check = ({ record: { dump, again } }) => ({
  looked: Object.values(dump).reduce((sum, rows) => sum + rows.length, 0),
  faults: [
    ...changes(dump, again.updates).map((what) => `the same updates again: ${what}`),
    ...changes(again.updates, again.presses).map((what) => `presses under new ids: ${what}`),
  ],
})

function changes(before: Dump, after: Dump): string[] {
  return Object.keys(before)
    .filter((name) => name !== 'inbox' && !isDeepStrictEqual(before[name], after[name]))
    .map(
      (name) =>
        `${name} has ${before[name]?.length ?? 0} rows, then ${after[name]?.length ?? 0}, or others`,
    )
}

export const historyChain: Check = ({ record: { verified } }) => ({
  looked: verified.counts.entries,
  faults: verified.first
    ? [`${verified.faults} faults, the first: ${JSON.stringify(verified.first)}`]
    : [],
})

/** The contract: exit 0 within 10 s. */
const STOP_MOST_MS = 10_000

export const endings: Check = ({ record: { happenings, logs } }) => {
  const faults = happenings.flatMap((one) => {
    if (one.what === 'died') return [`a desk ended by itself: ${one.code}`]
    if (one.what !== 'stopped' || (one.code === 0 && one.tookMs < STOP_MOST_MS)) return []
    return [`a desk ended with ${one.code} after ${Math.round(one.tookMs)} ms`]
  })
  const looked = happenings.filter(({ what }) => what === 'stopped').length
  // What was their undoing stands in their own words.
  return { looked, faults: faults.length === 0 ? [] : [...faults, ...logs.desk.filter(isFatal)] }
}

const isFatal = (line: string): boolean => line.includes('"level":60')

/** An answer of the return visit needs a press on a card of the return visit that no newer one has replaced. */
export const answersOnOldCards: Check = ({ record, kept, messages }) => {
  const presses = record.updates.flatMap(pressIn)
  const asked = messages.filter(({ buttons }) => buttons.some((data) => data.startsWith('survey.')))
  const answers = kept.entries.filter(({ act }) => act === 'contacted')
  const faults = answers.flatMap(({ number, by }) => {
    const own = presses.filter(
      ({ person, data }) => person === by && data.startsWith(`survey.contacted:${number}:`),
    )
    const counts = own.some(({ at, message, person }) => {
      const newest = asked.findLast(
        (one) =>
          one.at < at && one.chat === person && one.buttons.some((data) => data.includes(number)),
      )
      return newest?.id === message
    })
    return counts ? [] : [`${number} was answered on a card that was out of date`]
  })
  return { looked: answers.length, faults }
}

function pressIn({ at, update }: GivenUpdate) {
  const press = update['callback_query'] as Press | undefined
  if (!press) return []
  const { from, data, message } = press
  return [{ at, person: from.id, data, message: message.message_id }]
}

interface Press {
  from: { id: number }
  data: string
  message: { message_id: number }
}
