import { DESK } from '../domain/actor.ts'
import { UNASKED, type Appeal } from '../domain/appeal.ts'
import { categoryOf } from '../domain/rules.ts'
import type { Draft } from '../flows/facts.ts'
import { draftView } from '../flows/draft/draft-view.ts'
import { unitPeople } from '../queries/audience.ts'
import { unitToAssign } from '../queries/views.ts'
import { findAppeal, insertAppeal } from '../store/appeals.ts'
import { liveCards } from '../store/cards.ts'
import { dropDraft } from '../store/drafts.ts'
import { appendEntry } from '../store/history.ts'
import { nextNumber } from '../store/numbers.ts'
import { rememberAgreement, rememberAlbum, type StoredPerson } from '../store/people.ts'
import { clearTimers } from '../store/timers.ts'
import { act } from './act.ts'
import { rewrite } from './cards.ts'
import { dueIf, type Work } from './desk.ts'
import { sendPromise } from './screens.ts'

/**
 * Turns the draft into a registered appeal: the number at once, then by itself to the unit
 * when category and place are sure enough, else into the dispatchers' queue.
 */
export async function submit(work: Work, person: StoredPerson, draft: Draft): Promise<string> {
  const { tx, now } = work
  const zoned = now.toZonedDateTimeISO(work.desk.rules.calendar.timezone)
  const number = await nextNumber(tx, zoned.year)
  const appeal = newAppeal(work, person, draft, number)
  const id = await insertAppeal(tx, appeal, draft.pin)
  await appendEntry(
    tx,
    { id, number },
    {
      at: now,
      act: 'submit',
      actorId: person.id,
      role: 'resident',
      from: null,
      to: 'registered',
      unit: null,
      data: { category: draft.category, categoryBy: draft.categoryBy, place: draft.place },
      words: draft.text,
      files: draft.files,
    },
  )
  if (!person.agreed) await rememberAgreement(tx, person.id, now)
  await closeDraft(work, person, draft, number)
  if (person.album?.to === 'draft') {
    // Pictures of the draft's album that are still on their way.
    await rememberAlbum(tx, person.id, { ...person.album, to: { act: 'add', number } })
  }
  const unit = await sureUnit(work, person, draft)
  const command = unit === null ? ({ act: 'queue' } as const) : ({ act: 'assign', unit } as const)
  await act(work, number, command, DESK, undefined, ['resident.assigned'])
  const stored = await findAppeal(tx, number)
  if (stored) await sendPromise(work, person, stored)
  return number
}

function newAppeal(work: Work, person: StoredPerson, draft: Draft, number: string): Appeal {
  return {
    number,
    status: 'registered',
    outcome: null,
    resident: person.id,
    anonymous: draft.anonymous,
    urgency: categoryOf(work.desk.rules, draft.category)?.urgency ?? 'normal',
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
    due: null,
    paused: null,
    extended: false,
    returns: 0,
    rounds: 0,
    urgedAt: null,
    visit: UNASKED,
  }
}

/** The unit, when the category was tapped or is clear from the words, and the place is known. */
async function sureUnit(
  { tx, desk }: Work,
  person: StoredPerson,
  draft: Draft,
): Promise<string | null> {
  if (draft.categoryBy !== 'person') {
    // What is sure has to be what stood on the card: more may have been learned since.
    const { sure, category } = desk.classify(draft.text)
    if (!sure || category !== draft.category) return null
  }
  const unit = unitToAssign(desk.rules, draft.category, draft.place)
  // Nobody handles an appeal of their own: a unit that is only the resident is nobody.
  const people = await unitPeople(tx, unit)
  return people.some((id) => id !== person.id) ? unit : null
}

/** What is left of the draft's cards: what was sent, under which number, without buttons. */
async function closeDraft(work: Work, person: StoredPerson, draft: Draft, number: string) {
  const { tx, desk } = work
  const view = draftView(draft, { ...desk, person, org: desk.rules.org, dueIf: dueIf(work) })
  for (const card of await liveCards(tx, ['draft'], String(draft.id))) {
    await rewrite(
      work,
      card,
      person.locale,
      { screen: 'draft_sent', view, number },
      { live: false },
    )
  }
  await clearTimers(tx, ['draft_expire'], String(draft.id))
  await dropDraft(tx, draft.id)
}
