import { DESK } from '../domain/actor.ts'
import { UNASKED, type Appeal } from '../domain/appeal.ts'
import type { Draft } from '../flows/facts.ts'
import { draftView, isKeptBack, subjectOf, urgencyOf } from '../flows/draft/draft-view.ts'
import { unitPeople } from '../queries/audience.ts'
import { unitToAssign } from '../queries/views.ts'
import { findAppeal, insertAppeal } from '../store/appeals.ts'
import { enterCaller } from '../store/callers.ts'
import { appendEntry, NO_ENTRIES } from '../store/history.ts'
import { nextNumber } from '../store/numbers.ts'
import { rememberAgreement, rememberAlbum, type StoredPerson } from '../store/people.ts'
import { act } from './act.ts'
import { say } from './cards.ts'
import { dueIf, type Work } from './desk.ts'
import { indexAppeals } from './index-appeal.ts'
import { closeDraft } from './draft-card.ts'
import { sendPromise } from './screens.ts'

/**
 * Turns the draft into a registered appeal: the number at once, then by itself to the unit
 * when category and place are sure enough, else into the dispatchers' queue. One for a caller is the caller's: whoever
 * wrote it stands in the history as who registered it, and reads the number to them.
 */
export async function submit(work: Work, person: StoredPerson, draft: Draft): Promise<string> {
  const { tx, now } = work
  const { caller } = draft
  const resident = caller ? await enterCaller(tx, caller, person.locale) : person.id
  const zoned = now.toZonedDateTimeISO(work.desk.rules.calendar.timezone)
  const [number, unit] = await Promise.all([
    nextNumber(tx, zoned.year),
    sureUnit(work, resident, draft),
  ])
  const appeal = newAppeal(work, resident, draft, number)
  const id = await insertAppeal(tx, appeal, draft.pin)
  await appendEntry(
    tx,
    { id, number },
    {
      at: now,
      act: 'submit',
      actorId: person.id,
      role: caller ? 'clerk' : 'resident',
      from: null,
      to: 'registered',
      unit: null,
      data: { ...submitted(work, draft, appeal), ...(caller ? { caller: resident } : {}) },
      words: draft.text,
      files: draft.files,
    },
    NO_ENTRIES,
  )
  const { desk } = work
  const view = draftView(draft, { ...desk, person, org: desk.rules.org, dueIf: dueIf(work) })
  await Promise.all([
    indexAppeals(work, [id]),
    closeDraft(work, person, draft, { screen: 'draft_sent', view, number }),
    caller || person.agreed || rememberAgreement(tx, person.id, now),
  ])
  if (!caller && person.album?.to === 'draft') {
    // Pictures of the draft's album that are still on their way.
    await rememberAlbum(tx, person.id, { ...person.album, to: { act: 'add', number } })
  }
  const command = unit === null ? ({ act: 'queue' } as const) : ({ act: 'assign', unit } as const)
  await act(work, number, command, DESK, undefined, ['resident.assigned'])
  if (caller)
    say(work, person, { screen: 'registered', number, name: caller.name, joined: false }, null)
  const stored = caller ? null : await findAppeal(tx, number)
  if (stored) await sendPromise(work, person, stored)
  return number
}

/** Codes for the history: what was understood, by whom, what made it urgent, and as what it was sent anyway. */
function submitted({ desk }: Work, draft: Draft, { urgency, emergencies }: Appeal) {
  const { category, categoryBy, place } = draft
  const danger = emergencies.length > 0 ? { emergencies: emergencies.join(' ') } : {}
  const outside = desk.reads.outside(draft.text)
  return { category, categoryBy, place, urgency, ...danger, ...(outside ? { outside } : {}) }
}

function newAppeal(work: Work, resident: number, draft: Draft, number: string): Appeal {
  const { desk } = work
  return {
    number,
    status: 'registered',
    outcome: null,
    resident,
    anonymous: draft.anonymous,
    emergencies: desk.reads.emergencies(draft.text),
    urgency: urgencyOf(draft, { org: desk.rules.org, reads: desk.reads }),
    category: draft.category,
    place: draft.place,
    unit: null,
    handler: null,
    heldSince: null,
    registeredAt: work.now,
    assignedAt: null,
    acceptedAt: null,
    resolvedAt: null,
    closedAt: null,
    acceptDue: null,
    respondDue: null,
    contactedAt: null,
    due: null,
    allowedMinutes: null,
    yellowAt: null,
    seriousAt: null,
    chargedFrom: null,
    paused: null,
    extended: false,
    returns: 0,
    rounds: 0,
    replied: null,
    relieved: null,
    passedOver: null,
    reopened: 0,
    contacts: 0,
    unreached: 0,
    about: subjectOf(draft.text, draft.category, { org: desk.rules.org, reads: desk.reads }),
    urgedAt: null,
    visit: UNASKED,
    households: 1,
    main: null,
  }
}

/** The unit, when the category was tapped or is clear from the words, the place is known, and it is a matter of this desk. */
async function sureUnit(
  { tx, desk }: Work,
  resident: number,
  draft: Draft,
): Promise<string | null> {
  if (desk.reads.outside(draft.text) !== null) return null
  if (draft.categoryBy !== 'person') {
    // What is sure has to be what stood on the card: more may have been learned since.
    const { sure, category } = desk.classify(draft.text)
    if (!sure || category !== draft.category) return null
  }
  const unit = unitToAssign(desk.rules, draft.category, draft.place)
  if (
    unit !== null &&
    isKeptBack(draft.text, draft.category, unit, { ...desk, org: desk.rules.org })
  )
    return null
  // Nobody handles an appeal of their own: a unit that is only the resident is nobody.
  const people = await unitPeople(tx, unit)
  return people.some((id) => id !== resident) ? unit : null
}
