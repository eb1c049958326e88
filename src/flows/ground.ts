import { readNumber } from '../domain/number.ts'
import type { CardKind } from './facts.ts'
import { numberOfCall } from './on-card.ts'
import { isVerb, unpackVerb, verbRow } from './verbs.ts'

/**
 * What a waiting message rests on: somebody who may not see it any more is not to get the message. `work`: as whoever
 * handles the appeal, not as one of its households. `post`: any post at all.
 */
export type Ground =
  | { is: 'appeal'; number: string; as: 'work' | 'anybody' }
  | { is: 'request' | 'paper' | 'demand'; id: number }
  | { is: 'post' }

/** A waiting message, as far as that can be told from it. */
export interface Resting {
  card: { kind: CardKind; subject: string } | null
  /** Number of the appeal that it shows, where no card tells it. */
  appeal: string | null
  /** Callback data of its buttons. */
  buttons: readonly string[]
}

/**
 * All grounds of a message. None: it is theirs whatever post they have, such as what residents get, an answer to
 * what they just did, or the news that a post has ended.
 */
export function groundsOf({ card, appeal, buttons }: Resting): Ground[] {
  if (card === null) return appeal === null ? [] : [{ is: 'appeal', number: appeal, as: 'anybody' }]
  const { kind, subject } = card
  switch (kind) {
    case 'draft':
    case 'promise':
    case 'question':
    case 'survey':
      return []
    case 'task':
    case 'queue':
    case 'words':
      return [{ is: 'appeal', number: subject, as: 'work' }]
    case 'call':
      return [{ is: 'appeal', number: numberOfCall(subject), as: 'work' }]
    // Households hear of steps, and co-units of the end of their help.
    case 'step':
      return [{ is: 'appeal', number: subject, as: 'anybody' }]
    case 'request':
    case 'paper':
    case 'demand':
      return [{ is: kind, id: Number(subject) }]
    case 'prompt':
      return groundsOfPrompt(subject)
    case 'choice':
      return groundsOfChoice(subject)
    case 'board':
      return [POST]
    // What stands in a list is what its buttons lead to.
    case 'list':
      return subject === 'my' ? [] : [POST, ...buttons.flatMap(groundOfButton)]
  }
}

const POST: Ground = { is: 'post' }

/** As `promptSubject` makes them: a number, a demand, or words for a paper. */
function groundsOfPrompt(subject: string): Ground[] {
  const reading = readNumber(subject)
  if (reading.kind === 'number') return [{ is: 'appeal', number: reading.number, as: 'anybody' }]
  const demand = idAfter('demand:', subject)
  return demand === null ? [POST] : [{ is: 'demand', id: demand }]
}

const OF_EVERYBODY: readonly string[] = ['forget', 'home', 'language']

/** A request's id, a paper, or what is chosen by somebody in office. */
function groundsOfChoice(subject: string): Ground[] {
  if (OF_EVERYBODY.includes(subject)) return []
  const request = idAfter('', subject)
  if (request !== null) return [{ is: 'request', id: request }]
  const paper = idAfter('paper:', subject)
  return paper === null ? [POST] : [{ is: 'paper', id: paper }]
}

function idAfter(prefix: string, subject: string): number | null {
  const id = subject.startsWith(prefix) ? subject.slice(prefix.length) : ''
  return /^\d{1,9}$/.test(id) ? Number(id) : null
}

function groundOfButton(data: string): Ground[] {
  const { verb, args } = unpackVerb(data) ?? { verb: '', args: [] }
  const [first = ''] = args
  if (!isVerb(verb, args)) return []
  const { about } = verbRow(verb)
  if (about === 'appeal') return [{ is: 'appeal', number: first, as: 'anybody' }]
  return about === 'paper' || about === 'demand' || about === 'request'
    ? [{ is: about, id: Number(first) }]
    : []
}
