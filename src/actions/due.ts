import { DESK } from '../domain/actor.ts'
import { countsDown, nextRefresh } from '../domain/countdown.ts'
import { endOfVisit, isContent, visitsOf } from '../domain/visits.ts'
import { findAppeal, lockIfIdle, type StoredAppeal } from '../store/appeals.ts'
import { changeCard, liveCards } from '../store/cards.ts'
import { dropDraft, ownerOfDraft } from '../store/drafts.ts'
import { eraseWords } from '../store/erase.ts'
import { joinersOf } from '../store/joiners.ts'
import { peopleByIds } from '../store/people.ts'
import { postponeTimer, setTimer, takeDueTimers, type DueTimer } from '../store/timers.ts'
import { act } from './act.ts'
import { anchorWhatIsNew } from './anchor.ts'
import { askByTelephone } from './calls.ts'
import { rewrite, say } from './cards.ts'
import { tellUnusual } from './demands/unusual.ts'
import { allOf, claim, type Company } from './company.ts'
import { inTransaction, newWork, type Desk, type Work } from './desk.ts'
import { showErased } from './erased.ts'
import { openOrder } from './papers/after-act.ts'
import { followActs } from './papers/follow-acts.ts'
import { enqueue } from '../store/outbox.ts'
import { lookAtMonth } from './month.ts'
import { paperDue } from './papers/due.ts'
import { drawAgenda } from './papers/agenda.ts'
import { keyDue } from './papers/key.ts'
import { askAgain, letLapse } from './question.ts'
import { tellOverdueHelp } from './help-due.ts'
import { askWhetherStill } from './still.ts'
import { surveyScreen } from './survey-screen.ts'
import { recount, reindex } from './recount.ts'
import { refreshCards } from './screens.ts'
import { soundAlarm, sweep } from './sweep.ts'
import { emptyCards } from './withhold.ts'

/**
 * Does what has been due longest, if anything, in one transaction with taking its timer: so it is done once, however
 * many replicas look. Of the many small things a handful are done side by side. Gives how many: none is due any more at 0.
 */
export async function doWhatIsDue(desk: Desk): Promise<number> {
  try {
    return await doSome(desk, AT_ONCE)
  } catch {
    // Which of them it was shows when they are done one at a time.
    return doSome(desk, 1)
  }
}

const AT_ONCE = 40

async function doSome(desk: Desk, most: number): Promise<number> {
  const taken: { timers: DueTimer[] } = { timers: [] }
  try {
    await desk.db.transaction(async (tx) => {
      const timers = (taken.timers = await takeDueTimers(tx, desk.now(), { small: SMALL, most }))
      const company: Company | null = timers.length > 1 ? new Map() : null
      const works = await allOf(timers.map((timer) => doOne(newWork(desk, tx, company), timer)))
      await enqueue(
        tx,
        works.flatMap(({ outgoing }) => outgoing),
      )
    })
    return taken.timers.length
  } catch (error) {
    // One that fails must not hold up the others: it comes again later.
    const [timer] = taken.timers
    if (timer && most === 1) await postpone(desk, timer)
    throw error
  }
}

async function doOne(work: Work, timer: DueTimer): Promise<Work> {
  await DUE[timer.kind]?.(work, timer)
  await followActs(work)
  return work
}

/** Another worker may have done it meanwhile: then there is nothing left to wait. */
function postpone(desk: Desk, timer: DueTimer): Promise<void> {
  return inTransaction(desk, ({ tx, now }) =>
    postponeTimer(tx, timer, now.add({ minutes: POSTPONED_MINUTES })),
  )
}

const POSTPONED_MINUTES = 5

/** What happens by itself, in one go. One list; what takes long stands beside it: demands/run.ts. */
const DUE: Record<string, (work: Work, timer: DueTimer) => Promise<void>> = {
  survey: (work, timer) => whenIdle(work, timer, (appeal) => askAfterwards(work, appeal, false)),
  survey_remind: (work, timer) =>
    whenIdle(work, timer, (appeal) => askAfterwards(work, appeal, true)),
  survey_close: (work, timer) => whenIdle(work, timer, (appeal) => endVisit(work, appeal)),
  still_ask: (work, timer) => whenIdle(work, timer, (appeal) => askWhetherStill(work, appeal)),
  shelf_review: (work, timer) =>
    whenIdle(work, timer, async ({ number }) => {
      await act(work, number, { act: 'resume' }, DESK)
    }),
  sweep,
  alarm: (work, timer) => whenIdle(work, timer, (appeal) => soundAlarm(work, appeal)),
  question_remind: (work, timer) => whenIdle(work, timer, (appeal) => askAgain(work, appeal)),
  question_lapse: (work, timer) => whenIdle(work, timer, (appeal) => letLapse(work, appeal)),
  help_due: tellOverdueHelp,
  refresh: keepCardsTrue,
  gone: (work, timer) => whenIdle(work, timer, (appeal) => emptyCards(work, appeal)),
  retain: eraseAfterRetention,
  draft_expire: expireDraft,
  unusual: tellUnusual,
  recount,
  reindex,
  learn: learnAgain,
  paper: paperDue,
  month: lookAtMonth,
  key: (work, timer) => whenIdle(work, timer, (appeal) => keyDue(work, appeal)),
  agenda: drawAgenda,
  anchor: anchorWhatIsNew,
}

/** What is about one appeal or one draft, and takes no longer than a few looks. */
const SMALL = ['survey', 'survey_remind', 'survey_close', 'still_ask', 'refresh', 'draft_expire']

/**
 * An appeal that somebody changes at this very moment comes again soon: to wait here for them, who may
 * wait for this timer, would be a deadlock.
 */
async function whenIdle(
  work: Work,
  { kind, subject }: DueTimer,
  does: (appeal: StoredAppeal) => Promise<void>,
): Promise<void> {
  const { tx, now } = work
  const appeal = claim(work, subject) ? await lockIfIdle(tx, subject) : null
  if (appeal) await does(appeal)
  else await setTimer(tx, kind, subject, now.add({ seconds: BUSY_SECONDS }))
}

const BUSY_SECONDS = 10

/**
 * The return visit, from the centre: once an hour after the reply, and one reminder. Every household is asked, but
 * those who have said already that it is solved; who has no chat, by telephone.
 */
async function askAfterwards(work: Work, appeal: StoredAppeal, reminder: boolean): Promise<void> {
  const { number, status } = appeal
  if (status !== 'resolved') return
  const visits = new Map([
    [appeal.resident, appeal.visit],
    ...(await joinersOf(work.tx, appeal.id)).map(({ person, visit }) => [person, visit] as const),
  ])
  const asked = new Map([...visits].filter(([, visit]) => !isContent(visit)))
  for (const old of await liveCards(work.tx, ['survey'], number)) {
    await changeCard(work.tx, old.id, { live: false })
  }
  const card = { kind: 'survey', subject: number } as const
  for (const person of await peopleByIds(work.tx, [...asked.keys()])) {
    const visit = asked.get(person.id)
    if (visit) say(work, person, surveyScreen(number, visit, reminder), card, 'once')
  }
  await askByTelephone(work, appeal, asked, reminder)
}

/** No answer, or only half of one: a "not solved" was heard, silence is not. */
async function endVisit(work: Work, appeal: StoredAppeal): Promise<void> {
  if (appeal.status !== 'resolved') return
  const visits = visitsOf({ appeal, joiners: await joinersOf(work.tx, appeal.id) })
  await act(work, appeal.number, endOfVisit(visits), DESK)
}

/**
 * A new day of work: the days left are fewer. Whoever changes the appeal at this very moment brings its
 * cards up to date too: to wait here for them, who may wait for this timer, would be a deadlock.
 */
async function keepCardsTrue(work: Work, { subject }: DueTimer): Promise<void> {
  const idle = claim(work, subject) ? await lockIfIdle(work.tx, subject) : null
  const appeal = idle ?? (await findAppeal(work.tx, subject))
  if (!appeal || (idle && !countsDown(idle))) return
  if (idle) {
    await openOrder(work, idle)
    await refreshCards(work, idle)
  }
  const { now, desk } = work
  await setTimer(work.tx, 'refresh', subject, nextRefresh(appeal, { now, rules: desk.rules }))
}

/** Whoever takes the timer learns; a replica that dies over it is followed by tomorrow's. */
async function learnAgain({ tx, now, desk }: Work, { subject }: DueTimer): Promise<void> {
  await setTimer(tx, 'learn', subject, now.add({ hours: LEARN_HOURS }))
  desk.learn()
}

const LEARN_HOURS = 24

async function expireDraft(work: Work, { subject }: DueTimer): Promise<void> {
  const owner = await ownerOfDraft(work.tx, Number(subject))
  if (owner === null) return
  const [person] = await peopleByIds(work.tx, [owner])
  for (const card of await liveCards(work.tx, ['draft'], subject)) {
    if (person) await rewrite(work, card, person.locale, { screen: 'draft_moved' }, { live: false })
  }
  await dropDraft(work.tx, Number(subject))
  if (person) say(work, person, { screen: 'draft_expired' }, null, 'once')
}

/** The time is over for which words are kept: they leave the database and the cards in all chats. */
async function eraseAfterRetention(work: Work, { subject }: DueTimer): Promise<void> {
  await eraseWords(work.tx, subject)
  await showErased(work, [subject])
}
