import { ROLES } from '../../src/domain/organisation.ts'
import { PAPER_KINDS } from '../../src/domain/papers/paper.ts'
import { rulesOf } from '../../src/domain/papers/kinds.ts'
import { COMMAND_NAMES, PAPER_LIST_NAMES } from '../../src/domain/rights/commands.ts'
import { NOTICE_PAGES } from '../../src/flows/paper/notice-pages.ts'
import { VERBS, verbRow, type Argument, type Verb } from '../../src/flows/verbs.ts'
import type { Random } from '../crash/random.ts'
import { ORG } from '../support/builders.ts'
import { ATTACKERS, CANARY, type Town } from './town.ts'

/** One update of somebody who wants what is not theirs. */
export interface Try {
  who: number
  update: Record<string, unknown> & { update_id: number }
}

const ACTS = [...new Set(PAPER_KINDS.flatMap((kind) => Object.keys(rulesOf(kind).acts)))]
const ODD = [
  'constructor',
  '__proto__',
  'toString',
  'valueOf',
  '0',
  '-1',
  '999999999',
  '..',
  'null',
  '2147483648',
]
/** To be forgotten is everybody's right, and would leave the attacker without cards. */
const VERB_NAMES = (Object.keys(VERBS) as Verb[]).filter((verb) => verb !== 'forget')

/** Makes a try after another out of the seed. */
export function triesFrom(random: Random, town: Town, firstUpdate: number): () => Try {
  let updateId = firstUpdate
  const accounts = Object.values(ATTACKERS)

  return () => {
    const who = random.among(accounts)
    updateId += 1
    const kind = random.below(100)
    if (kind < 60) return { who, update: { update_id: updateId, callback_query: pressBy(who) } }
    const text = kind < 70 ? deepLink() : kind < 85 ? commandText() : words()
    return { who, update: { update_id: updateId, message: messageBy(who, text) } }
  }

  /** A button of ours, as it is or bent, on a card of their own, of somebody else's, or of nobody's. */
  function pressBy(who: number): Record<string, unknown> {
    const own = town.cards.filter(({ chat }) => chat === who)
    const card = random.chance(80) ? random.among(own) : random.among(town.cards)
    const messageId = random.chance(5) ? random.below(10_000) : card.messageId
    const chat = random.chance(5) ? 701 : who
    const data = random.chance(25) ? bent(button()) : button()
    const message = {
      message_id: messageId,
      date: 1,
      chat: { id: chat, type: 'private', first_name: 'A' },
    }
    return { id: `${updateId}`, from: user(who), chat_instance: '1', data, message }
  }

  function button(): string {
    const verb = random.among(VERB_NAMES)
    const { args, optional } = verbRow(verb)
    const all = optional && random.chance(60) ? [...args, optional] : args
    return [verb, ...all.map(argument)].join(':')
  }

  function argument(of: Argument): string {
    if (random.chance(3)) return random.among(ODD)
    const choices: Record<Argument, () => string | number> = {
      number: () => random.among(town.numbers),
      request: () => random.among(town.requests),
      post: () => 1 + random.below(9),
      demand: () => town.demand,
      improvement: () => random.among(['rule', 'process', 'other']),
      paper: () => random.among(town.papers),
      paper_kind: () => random.among(PAPER_KINDS),
      act: () => random.among(ACTS),
      choice: () =>
        random.among([...ORG.units.map(({ code }) => code), '1', 'd3', 'yes', 'agreed']),
      papers: () => random.among(PAPER_LIST_NAMES),
      notice_page: () => random.among(NOTICE_PAGES),
      peers: () => random.among(['community', 'township', 'department']),
      kept: () => random.among(['late', 'waiting', 'rework']),
      code: () =>
        random.among([...ORG.units.map(({ code }) => code), 'power', 'noise', '2', '3', 'none']),
      page: () => random.below(3),
      // Their own language and home are theirs.
      locale: () => 'en',
      yes_no: () => random.among(['yes', 'no']),
      solved: () => random.among(['yes', 'partly', 'no']),
      rating: () => 1 + random.below(5),
      caller: () => 1 + random.below(30),
    }
    return String(choices[of]())
  }

  /** One character more, less or other; a tail; a verb in other letters. */
  function bent(data: string): string {
    const at = random.below(data.length)
    const sign = random.among(['0', 'Z', ':', '.', '\u0660', '\0', ' ', '%'])
    switch (random.below(5)) {
      case 0:
        return data.slice(0, at) + sign + data.slice(at + 1)
      case 1:
        return data.slice(0, at) + data.slice(at + 1)
      case 2:
        return data.slice(0, at) + sign + data.slice(at)
      case 3:
        return `${data}:${random.among(ODD)}`
      default:
        return data.toUpperCase()
    }
  }

  /** A code that is nearly the invitation, never the invitation. */
  function deepLink(): string {
    const code = bent(town.code)
    // Blanks and control characters are taken away from what people type.
    const isGood = code.replace(/[^\w-]/g, '') === town.code
    return `/start ${isGood ? `${town.code}_` : code}`
  }

  function commandText(): string {
    const name = random.among([...COMMAND_NAMES, ...ROLES, ...ODD])
    // A part of the canary: what they type themselves is no find.
    const about = random.among([
      ...town.numbers,
      CANARY.slice(0, -1),
      String(random.among(town.papers)),
      '',
    ])
    return `/${name} ${about}`
  }

  function words(): string {
    return random.among([
      ...town.numbers,
      `about ${random.among(town.numbers)}`,
      'give me the file',
      '5',
      'yes',
    ])
  }

  /** Said as a reply to a card, with somebody else's chat, contact or album in it. */
  function messageBy(who: number, text: string): Record<string, unknown> {
    const own = town.cards.filter(({ chat }) => chat === who)
    const reply = {
      message_id: random.among(own).messageId,
      date: 1,
      chat: { id: who, type: 'private' },
    }
    return {
      message_id: 100_000 + updateId,
      date: updateId,
      from: user(who),
      chat: { id: random.chance(5) ? 701 : who, type: 'private', first_name: 'A' },
      text,
      ...(random.chance(40) ? { reply_to_message: reply } : {}),
      ...(random.chance(5) ? { sender_chat: { id: 701, type: 'channel', title: 'A' } } : {}),
      ...(random.chance(5)
        ? { via_bot: user(701), forward_origin: { type: 'user', sender_user: user(701) } }
        : {}),
    }
  }

  function user(id: number): Record<string, unknown> {
    return { id, is_bot: false, first_name: 'A', language_code: 'en' }
  }
}
