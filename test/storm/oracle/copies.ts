import surveyTexts from '../../../locales/en/survey.json' with { type: 'json' }
import { NUMBER } from '../../crash/resident.ts'
import { isGivenUp, isUnreachable, isWithheld, type Entry, type Kept } from './kept.ts'
import type { Check } from './oracle.ts'
import { chatOf, isCertain, type Message } from './seen.ts'

const COPIES_MOST = 3
/** Acts after which the unit has to sign. */
const ASSIGNS: ReadonlySet<string> = new Set(['assign', 'reassign', 'relieve'])

/**
 * Each assignment brings a work card to everybody of the unit: at least one, and for each card that was meant
 * at most three, of which two need an outcome that nobody knows.
 */
export const notices: Check = ({ kept, messages }) => {
  const cards = kept.entries
    .filter(({ act }) => ASSIGNS.has(act))
    .flatMap((entry) => due(entry, kept))
  const seen = Map.groupBy(
    messages.flatMap((message) => taskOn(message).map((number) => ({ number, message }))),
    ({ number, message }) => `${message.chat} ${number}`,
  )
  const missing = cards
    .filter(({ chat, number }) => !seen.has(`${chat} ${number}`) && !isExcused(kept, chat, number))
    .map(({ chat, number }) => `${chat} never saw the task ${number}`)
  const tooMany = [...seen].flatMap(([name, copies]) => {
    const [chat = '', number = ''] = name.split(' ')
    const meant = tasksMeant(kept, Number(chat), number).length
    const doubtful = copies.filter(({ message }) => !message.isCertain).length
    const most = Math.min(COPIES_MOST * meant, meant + doubtful)
    return copies.length > most
      ? [`${chat} saw the task ${number} ${copies.length} times, meant ${meant}`]
      : []
  })
  return { looked: cards.length + seen.size, faults: [...missing, ...tooMany] }
}

/** Whoever of the unit has a post to the end; nobody hears of an appeal of their own. */
function due({ number, unit, resident }: Entry, { staff }: Kept) {
  return staff
    .filter((post) => post.unit === unit && !post.isRetired && post.chat !== resident)
    .filter(({ role }) => role === 'handler' || role === 'head')
    .map(({ chat }) => ({ chat, number }))
}

function taskOn({ buttons }: Message): string[] {
  return buttons
    .filter((data) => data.startsWith('task.accept:'))
    .map((data) => data.split(':')[1] ?? '')
}

function tasksMeant({ cards, outbox }: Kept, chat: number, number: string) {
  const ids = new Set(
    cards
      .filter((card) => card.kind === 'task' && card.chat === chat && card.subject === number)
      .map(({ id }) => id),
  )
  return outbox.filter(
    ({ card, delivery }) => card !== null && delivery !== 'edit' && ids.has(card),
  )
}

function isExcused(kept: Kept, chat: number, number: string): boolean {
  const rows = tasksMeant(kept, chat, number)
  return rows.some((row) => isGivenUp(row) || isUnreachable(row))
}

/** What Telegram took, and the desk heard so, is one row of the outbox. */
export const copies: Check = ({ record, kept }) => {
  const certain = record.calls.filter((call) => call.made && isCertain(call, record))
  const sent = kept.outbox.filter(
    ({ state, method }) => state === 'sent' && method.startsWith('send'),
  )
  const rows = Map.groupBy(sent, ({ chat }) => chat)
  return {
    looked: certain.length,
    faults: [...Map.groupBy(certain, chatOf)]
      .filter(([chat, calls]) => calls.length > (rows.get(chat)?.length ?? 0))
      .filter(
        ([chat]) => !record.happenings.some((one) => one.what === 'moved' && one.from === chat),
      )
      .map(([chat, calls]) => `${chat} got ${calls.length}, meant ${rows.get(chat)?.length ?? 0}`),
  }
}

/** By the outbox, and by Telegram: the same words, one after another, with no outcome that anybody knows. */
export const tries: Check = ({ record, kept }) => {
  const most: Record<string, number> = { must: COPIES_MOST, once: 1 }
  const rows = kept.outbox.filter(
    ({ delivery, attempts }) => attempts > (most[delivery] ?? Infinity),
  )
  return {
    looked: kept.outbox.length,
    faults: [
      ...rows.map(
        ({ id, delivery, attempts }) => `the ${delivery} ${id} was tried ${attempts} times`,
      ),
      ...kept.outbox
        .filter((row) => row.state === 'failed' && row.delivery === 'must')
        .filter((row) => !isGivenUp(row) && !isUnreachable(row) && !isWithheld(row, kept))
        .filter((row) => !isOfGroup(row.chat, record.happenings))
        .map(
          ({ id, attempts, error }) =>
            `the must ${id} was given up after ${attempts}: ${String(error)}`,
        ),
    ],
  }
}

function isOfGroup(chat: number, happenings: readonly { what: string }[]): boolean {
  return chat < 0 && happenings.some(({ what }) => what === 'moved')
}

/** In each round of work each household is asked once and reminded once, whatever became of the message. */
export const surveys: Check = ({ kept, messages }) => {
  const asked = messages.flatMap((message) => {
    const kind = KINDS.find(([text]) => message.words.includes(text))?.[1]
    const number = NUMBER.exec(message.words)?.[0]
    return kind && number !== undefined ? [`${message.chat} ${number} ${kind}`] : []
  })
  const faults = [...Map.groupBy(asked, (name) => name)].flatMap(([name, times]) => {
    const number = name.split(' ')[1]
    const rounds = kept.entries.filter(
      (entry) => entry.number === number && entry.act === 'resolve',
    ).length
    return times.length > rounds ? [`${name} ${times.length} times in ${rounds} rounds`] : []
  })
  return { looked: asked.length, faults }
}

/** A reminder begins as the first one does, and then says that it is one. */
const KINDS = [
  [surveyTexts.reminder, 'reminded'],
  [surveyTexts.intro, 'asked'],
] as const
