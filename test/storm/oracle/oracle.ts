import type { StormRecord } from '../record.ts'
import {
  appealsThatWereConfirmed,
  submissions,
  whatWasAcknowledged,
  whatWasHandled,
} from './appeals.ts'
import { copies, notices, surveys, tries } from './copies.ts'
import { answersOnOldCards, chatsAnswered, endings, historyChain, markup, repeats } from './desk.ts'
import { anonymity, blocked, logs, retired } from './entitled.ts'
import { keptIn, type Kept } from './kept.ts'
import { groups, orderIn, orderOut, pauses } from './order.ts'
import { messagesOf, type Message } from './seen.ts'

/** What a check looks at. */
export interface Evidence {
  record: StormRecord
  kept: Kept
  messages: readonly Message[]
}

/** What a check found: how many things it looked at, and one line for each that does not hold. */
export interface Finding {
  looked: number
  faults: string[]
}

export type Check = (evidence: Evidence) => Finding

/** What must hold after any storm. */
export const CHECKS = {
  'a confirmed appeal is kept, and its resident saw the number': appealsThatWereConfirmed,
  'one submission makes one appeal': submissions,
  'what was acknowledged is kept': whatWasAcknowledged,
  'what was kept is handled': whatWasHandled,
  'whoever has to handle it was told, at most twice too often': notices,
  'no copy without an outcome that nobody knows': copies,
  'a message is tried three times at most, a survey once': tries,
  'a return visit is asked for once, and reminded of once': surveys,
  'each chat is in order': orderOut,
  'words are kept in the order in which they were said': orderIn,
  'a chat rests as long as Telegram wants': pauses,
  'a group that moved is followed, and topics that are off are noticed': groups,
  'nobody is written to after they have stopped the bot': blocked,
  'whoever has no post any more hears nothing of appeals': retired,
  'the unit never sees who hides the name, nor anybody’s account': anonymity,
  'no log holds words, names, accounts or the token': logs,
  'a press counts only on the card that is out': answersOnOldCards,
  'nobody’s words are read as markup': markup,
  'every chat that writes is answered when the faults stop': chatsAnswered,
  'what comes again changes nothing': repeats,
  'the history chain holds': historyChain,
  'desks end in order when they are asked to, and never by themselves': endings,
} as const satisfies Record<string, Check>

export type CheckName = keyof typeof CHECKS

export interface Verdict {
  findings: readonly ({ check: string } & Finding)[]
  /** Every fault with the check that found it. */
  faults: readonly string[]
}

/** Judges a storm by what was seen of it. */
export function judge(record: StormRecord): Verdict {
  const evidence = { record, kept: keptIn(record.dump), messages: messagesOf(record) }
  const findings = Object.entries(CHECKS).map(([check, look]) => ({ check, ...look(evidence) }))
  return {
    findings,
    faults: findings.flatMap(({ check, faults }) => faults.map((fault) => `${check}: ${fault}`)),
  }
}
