import { noticeWithWords } from '../domain/heard.ts'
import { subjectUnits } from '../domain/conduct.ts'
import type { ActName } from '../domain/lifecycle.ts'
import { isContent } from '../domain/visits.ts'
import type { TimelineEntry } from '../flows/views.ts'
import { loadCase, type LoadedCase } from '../queries/facts.ts'
import { storyOf } from '../queries/timeline.ts'
import type { StoredPerson } from '../store/people.ts'
import { timerOf } from '../store/timers.ts'
import { missedBy, toldBy } from '../store/unreachable.ts'
import { say } from './cards.ts'
import type { Work } from './desk.ts'
import { surveyScreen } from './survey-screen.ts'
import { tellAll, tellAgain, type Done } from './tell.ts'

/** Whoever is back reads the latest words of the unit that were in vain, and is asked what they were to be asked. */
export async function tellMissed(work: Work, person: StoredPerson): Promise<void> {
  for (const { number, words, survey } of await missedBy(work.tx, person.telegramId)) {
    const loaded = await read(work, number)
    if (!loaded) continue
    if (words) await tellLatest(work, person, loaded)
    if (survey) await ask(work, person, loaded)
  }
}

/** Whoever said something to the resident hears that these messages, of which nobody knew that yet, did not arrive. */
export async function tellUndelivered(
  work: Work,
  person: StoredPerson,
  outboxIds: readonly number[],
): Promise<void> {
  for (const number of await toldBy(work.tx, outboxIds)) {
    const loaded = await read(work, number)
    if (loaded?.appeal.resident === person.id)
      await tellAll(work, ['unit.undelivered'], doneOf(work, loaded))
  }
}

async function tellLatest(work: Work, person: StoredPerson, loaded: LoadedCase): Promise<void> {
  const isResident = loaded.appeal.resident === person.id
  const viewer = { household: person.id, isResident }
  const { entries, filesOf } = await storyOf(work.tx, loaded.appeal.id, viewer)
  const latest = entries.findLast((entry) => entry.words !== '' && noticeOf(entry))
  const notice = latest && noticeOf(latest)
  if (!notice) return
  const { words, unit } = latest
  const done = { ...doneOf(work, loaded), words, unit, files: filesOf(latest) }
  tellAgain(work, notice, done, person)
}

function noticeOf({ act }: TimelineEntry) {
  return act === 'submit' || act === 'paper' ? undefined : noticeWithWords(act satisfies ActName)
}

/** Once the reminder has been due, it is the reminder: they may have read the first one. */
async function ask(work: Work, person: StoredPerson, { appeal, joiners }: LoadedCase) {
  const { number, status } = appeal
  if (status !== 'resolved') return
  const joiner = joiners.find((one) => one.person === person.id)
  const visit = appeal.resident === person.id ? appeal.visit : joiner?.visit
  if (!visit || isContent(visit)) return
  const isReminder = (await timerOf(work.tx, 'survey_remind', number)) === null
  const card = { kind: 'survey', subject: number } as const
  say(work, person, surveyScreen(number, visit, isReminder), card, 'once')
}

function read({ tx, desk, now }: Work, number: string): Promise<LoadedCase | null> {
  return loadCase(tx, number, { rules: desk.rules, now }, false)
}

/** Nothing new was done: what is told is how it stands. */
function doneOf({ desk }: Work, { appeal, joiners }: LoadedCase): Done {
  return {
    ...{ appeal, joiners, joining: [], unit: appeal.unit, help: null, actor: null },
    subject: subjectUnits(desk.rules.org, appeal.about),
    ...{ words: '', files: [], due: appeal.due, days: null, household: null, request: null },
  }
}
