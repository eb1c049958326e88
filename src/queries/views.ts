import type { Appeal, Moment, Status, UnitRequest } from '../domain/appeal.ts'
import { workingDaysLeft } from '../domain/clock-moves.ts'
import { isConduct, isSubject } from '../domain/conduct.ts'
import { clockOf } from '../domain/deadlines.ts'
import { unitForCategory } from '../domain/organisation.ts'
import { categoryOf, isStaffed, type Rules } from '../domain/rules.ts'
import { warningMoments } from '../domain/warnings.ts'
import type { Guess } from '../flows/facts.ts'
import { outsideOf } from '../flows/draft/draft-view.ts'
import { countFiles } from '../flows/files.ts'
import { markOf } from '../flows/mark.ts'
import type { AboutView, PromiseView, RequestView, TaskView, Unreachable } from '../flows/views.ts'
import type { StoredAppeal } from '../store/appeals.ts'
import type { StoredHelp } from '../store/helps.ts'
import type { Transaction } from '../store/database.ts'
import { sqlOf } from '../store/sql.ts'
import { together } from '../store/together.ts'
import { storyOf } from './timeline.ts'

/** How many of the latest entries stand on a task card. */
const LATEST = 4

/** An appeal as a household behind it sees it. Of those who joined the unit learns no name. */
export function promiseView(
  appeal: Appeal,
  rules: Rules,
  now: Moment,
  person = appeal.resident,
  until: Moment | null = null,
): PromiseView {
  const { number, status, outcome, urgency, category, place, unit, registeredAt } = appeal
  const joined = person !== appeal.resident
  const anonymous = appeal.anonymous || joined
  const paused = appeal.paused !== null
  const due = promisedDate(appeal)
  const daysLeft = due && daysLeftOf(appeal, due, rules, now)
  const { rounds, households, main } = appeal
  return {
    ...{ number, status, outcome, urgency, category, place, unit, anonymous, joined, registeredAt },
    ...{ due, daysLeft, paused, until, rounds, households, main },
  }
}

/** Null while it pauses, and while an urgent one has time: that is hours, and its card is not rewritten every hour. */
function daysLeftOf(appeal: Appeal, due: Moment, rules: Rules, now: Moment): number | null {
  if (appeal.paused) return null
  const days = workingDaysLeft(clockOf(rules, appeal), now, due)
  return appeal.urgency === 'urgent' && days >= 0 ? null : days
}

/** The date that was promised, while a reply is still to come. Kept beyond that, for the figures alone. */
function promisedDate({ status, due }: Appeal): Moment | null {
  return OPEN.has(status) ? due : null
}

const OPEN: ReadonlySet<Status> = new Set(['registered', 'assigned', 'accepted', 'shelved'])

/** What is waited for about an appeal, and who helps. */
interface Waited {
  pending: UnitRequest | null
  helps: readonly StoredHelp[]
}

/** An appeal as the people who handle it see it: of the resident only the name, and not even that if anonymous. */
export async function taskView(
  tx: Transaction,
  appeal: StoredAppeal,
  waited: Waited | Promise<Waited>,
  given: { rules: Rules; now: Moment; classify: (text: string) => Guess },
): Promise<TaskView> {
  const { rules, now } = given
  const [story, resident, handler, { pending, helps }] = await Promise.all([
    storyOf(tx, appeal.id, 'unit'),
    residentOf(tx, appeal.resident),
    staffName(tx, appeal),
    waited,
  ])
  const forgotten = resident.forgottenAt !== null
  const paused = appeal.paused !== null
  const due = promisedDate(appeal)
  return {
    number: appeal.number,
    status: appeal.status,
    outcome: appeal.outcome,
    urgency: appeal.urgency,
    resident: appeal.anonymous || forgotten || resident.name === '' ? null : resident.name,
    forgotten,
    unreachable: unreachableIn(resident),
    phone: appeal.anonymous ? null : resident.phone,
    text: story.text,
    files: countFiles(story.files),
    category: appeal.category,
    place: appeal.place,
    pin: appeal.pin,
    unit: appeal.unit,
    handler,
    registeredAt: appeal.registeredAt,
    acceptDue: appeal.acceptDue,
    respondDue: warningMoments(appeal).respond,
    due,
    mark: markOf(appeal, now),
    daysLeft: due && daysLeftOf(appeal, due, rules, now),
    paused,
    rounds: appeal.rounds,
    reopened: appeal.reopened,
    contacts: { logged: appeal.contacts, needed: rules.org.policy.explained.contacts },
    urgedAt: appeal.urgedAt,
    urged: null,
    households: appeal.households,
    main: appeal.main,
    pending: pending && { kind: pending.kind },
    about: isConduct(rules.org, appeal.category) ? { unit: appeal.about } : null,
    helps: helps.map(({ unit, due, isDone, entryId }) => {
      return { unit, due, done: isDone, asks: story.wordsOf(entryId) }
    }),
    latest: story.entries.slice(1).slice(-LATEST),
    outside: appeal.status === 'registered' ? outsideOf(story.outside, rules.org) : null,
    guess: appeal.status === 'registered' ? guessFor(appeal, story.text, given) : null,
    similar: [],
  }
}

interface ResidentRow {
  id: number
  name: string
  phone: string | null
  hasChat: boolean
  unreachable: Date | null
  forgottenAt: Date | null
}

/** What a unit may learn of whoever said it, and whether they can be reached. */
const residentOf = together(async (tx, ids: readonly number[]) => {
  const rows = await sqlOf(tx).rows<ResidentRow>(
    `select id, name, phone, telegram_id is not null as "hasChat", unreachable, forgotten_at as "forgottenAt"
     from person where id = any($1::int[])`,
    [ids],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => {
    const row = byId.get(id)
    if (!row) throw new Error('An appeal without a resident.')
    return row
  })
})

/** Why nothing that is said in the chat reaches whoever said it. Null: it does, or they asked to be forgotten. */
export async function whyUnreachable(tx: Transaction, id: number): Promise<Unreachable | null> {
  return unreachableIn(await residentOf(tx, id))
}

function unreachableIn({ hasChat, unreachable, forgottenAt }: ResidentRow): Unreachable | null {
  if (unreachable !== null) return 'blocked'
  return hasChat || forgottenAt !== null ? null : 'no_chat'
}

/** The title of the handler, as the org file names it. */
async function staffName(tx: Transaction, { handler, unit }: Appeal): Promise<string | null> {
  if (handler === null) return null
  const posts = await titlesOf(tx, handler)
  return posts.find((post) => unit === null || post.unit === unit)?.name ?? null
}

const titlesOf = together(async (tx, people: readonly number[]) => {
  const rows = await sqlOf(tx).rows<{ person: number; unit: string; name: string }>(
    'select person_id as person, unit, name from staff where person_id = any($1::int[]) order by id',
    [people],
  )
  return people.map((id) => rows.filter(({ person }) => person === id))
})

function guessFor(
  appeal: Appeal,
  text: string,
  { rules, classify }: { rules: Rules; classify: (text: string) => Guess },
): TaskView['guess'] {
  const { because } = classify(text)
  const { category, about, passedOver } = appeal
  const unit = unitToAssign(rules, category, appeal.place)
  const isRefused = isSubject(rules.org, about, unit) || unit === passedOver
  return { category, because, unit: isRefused ? null : unit }
}

/** The unit that category and place point to, if somebody there can sign for it. */
export function unitToAssign(
  rules: Rules,
  category: string | null,
  place: string | null,
): string | null {
  if (category === null || place === null) return null
  const named = categoryOf(rules, category)
  const unit = named && unitForCategory(rules.org, named, place)?.code
  return unit !== undefined && isStaffed(rules, unit) ? unit : null
}

/** What an appeal is about, in the eyes of those who decide where it goes. */
export async function aboutView(tx: Transaction, appeal: StoredAppeal): Promise<AboutView> {
  const { number, category, place } = appeal
  const { text } = await storyOf(tx, appeal.id, 'unit')
  return { number, category, place, words: text }
}

/** What a decider needs to know of a request. */
export async function requestView(
  tx: Transaction,
  request: UnitRequest,
  appeal: StoredAppeal,
): Promise<RequestView> {
  const { id, kind, state, unit, reason, proposed, days } = request
  const story = await storyOf(tx, appeal.id, 'unit')
  return {
    ...{ id, kind, state, unit, reason, proposed, days },
    contacts: kind === 'explained' ? await contactsOf(tx, appeal) : null,
    number: appeal.number,
    category: appeal.category,
    place: appeal.place,
    due: appeal.due,
    words: story.text,
  }
}

async function contactsOf(tx: Transaction, { id, contacts: logged }: StoredAppeal) {
  const unreached = await tx.history.count({ where: { appealId: id, act: 'unreached' } })
  return { logged, unreached }
}
