import type { Moment } from '../domain/appeal.ts'
import { nextReminders } from '../domain/reminders.ts'
import { lineOf, warningsNow, type Warning } from '../domain/warnings.ts'
import { byWeight, warningButtons, warningScreen } from '../flows/task/warnings.ts'
import type { WarningItem } from '../flows/views.ts'
import { readListeners } from '../queries/listeners.ts'
import { appendDeskEntries } from '../store/desk-entries.ts'
import { peopleByIds } from '../store/people.ts'
import { hastenRefresh } from '../store/timers.ts'
import {
  enterWarnings,
  holderOf,
  lockUnwarned,
  rememberTold,
  untoldWarnings,
  type Untold,
} from '../store/warnings.ts'
import { say } from './cards.ts'
import type { Work } from './desk.ts'

/**
 * Gives the cards, and notes the missed times, that have come since anybody looked: each once for each deadline, and
 * each card is an act in the history. One set of statements for all appeals that are not urgent, or for one.
 */
export async function giveWarnings({ tx, now }: Work, appealId: number | null): Promise<void> {
  const locked = await lockUnwarned(tx, now, appealId)
  const come = locked.flatMap((appeal) =>
    warningsNow(appeal, now).map((kind) => ({ appeal, kind })),
  )
  const entered = await enterWarnings(tx, come, now)
  const isNew = new Set(entered.map(({ appealId: id, kind }) => `${id} ${kind}`))
  const cards = come.flatMap(({ appeal, kind }) =>
    isCard(kind) && isNew.has(`${appeal.id} ${kind}`) ? [{ appeal, act: kind }] : [],
  )
  await appendDeskEntries(tx, cards, now)
  // Work cards show the mark.
  await hastenRefresh(tx, [...new Set(cards.map(({ appeal }) => appeal.number))], now)
}

type Card = 'yellow' | 'red' | 'serious'

/** A card is an act of the desk; a time that was missed is none. */
function isCard(kind: Warning): kind is Card {
  return kind !== 'accept' && kind !== 'respond'
}

/**
 * Tells everybody in one message what is late or soon will be, as far as they have not heard it: the next step of the
 * line of each warning. Who that is is decided now; nobody who stands behind an appeal is among them.
 */
export async function tellWarnings(work: Work, appealId: number | null): Promise<void> {
  const { tx, now, desk } = work
  const { org } = desk.rules
  const untold = await untoldWarnings(tx, appealId)
  if (untold.length === 0) return
  const listenersOf = await readListeners(tx, org)
  const heard = new Map<number, Map<string, WarningItem>>()
  const steps: { id: number; told: number; done: boolean }[] = []
  const isNext = nextStepBy(work)
  for (const warning of untold) {
    const { id, told, kind, appeal } = warning
    // While the clock pauses nobody is late: it may go on being told afterwards.
    if (appeal.paused) continue
    if (!holds(warning, now)) {
      steps.push({ id, told, done: true })
      continue
    }
    if (!isNext(warning.toldAt)) continue
    const line = lineOf(kind, appeal.urgency, org.escalation.late)
    const people = (line[told] ?? []).flatMap((listener) => listenersOf(listener, appeal))
    for (const person of people)
      if (!appeal.households.includes(person)) note(heard, person, itemOf(warning))
    steps.push({ id, told: told + 1, done: told + 1 >= line.length })
  }
  await rememberTold(tx, steps, now)
  for (const person of await peopleByIds(tx, [...heard.keys()])) {
    if (person.unreachable) continue
    const items = [...(heard.get(person.id)?.values() ?? [])].sort(byWeight)
    const buttons = warningButtons(items, person.posts)
    say(work, person, warningScreen(items, appealId !== null, buttons), WARNING_CARD)
  }
}

/** Whether a time of reminders has come since: a sweep that is repeated tells nobody anything. */
function nextStepBy({ now, desk }: Work): (toldAt: Moment | null) => boolean {
  const known = new Map<number, boolean>()
  return (toldAt) => {
    if (!toldAt) return true
    const at = toldAt.epochMilliseconds
    const isNext =
      known.get(at) ?? Temporal.Instant.compare(nextReminders(desk.rules, toldAt), now) <= 0
    known.set(at, isNext)
    return isNext
  }
}

const WARNING_CARD = { kind: 'list', subject: 'warnings' } as const

/** Whether it is still so: replied, extended, signed for, or handed on, it is over. */
function holds({ kind, round, extended, holder, appeal }: Untold, now: Work['now']): boolean {
  return (
    round === appeal.rounds &&
    extended === appeal.extended &&
    holder === holderOf(kind, appeal.unit) &&
    // A yellow card is over when the red one has come: that is told instead.
    warningsNow(appeal, now).includes(kind)
  )
}

/** Of one appeal only the gravest. */
function note(
  heard: Map<number, Map<string, WarningItem>>,
  person: number,
  item: WarningItem,
): void {
  const items = heard.get(person) ?? new Map<string, WarningItem>()
  heard.set(person, items)
  const known = items.get(item.number)
  if (!known || byWeight(item, known) < 0) items.set(item.number, item)
}

function itemOf({ kind, appeal }: Untold): WarningItem {
  const { number, urgency, unit, category, place, due, acceptDue, respondDue } = appeal
  const missed = { accept: acceptDue, respond: respondDue }
  const at = kind === 'accept' || kind === 'respond' ? missed[kind] : due
  return { number, kind, urgency, unit, category, place, at }
}
