import { workingDaysLeft } from '../domain/clock-moves.ts'
import type { Moment } from '../domain/appeal.ts'
import { stepsIn, ticked } from '../domain/papers/claim.ts'
import { peopleIn } from '../domain/papers/standings.ts'
import type { Rules } from '../domain/rules.ts'
import { cut } from '../domain/words.ts'
import type { PaperEntryView, PaperItem, PaperView } from '../flows/paper/views.ts'
import type { Transaction } from '../store/database.ts'
import { findAppeal } from '../store/appeals.ts'
import { paperEntries, partsOf, type StoredPaper } from '../store/papers.ts'
import { lastHeard } from './heard.ts'
import { MORE } from './paper-more.ts'
import { demandTitle } from './demands.ts'
import { paperTitle } from './papers.ts'
import { storyOf } from './timeline.ts'

/** How many of the latest entries stand on a card, and how many words of each in a list. */
const LATEST = 6
const WORDS_SHOWN = 60

interface Given {
  rules: Rules
  now: Moment
}

/** Everything that the card of a paper shows. */
export async function paperView(
  tx: Transaction,
  paper: StoredPaper,
  given: Given,
): Promise<PaperView> {
  const entries: PaperEntryView[] = []
  const stored = await paperEntries(tx, paper.id)
  const { reporter } = paper.data
  for (const { at, act, actor, data, words } of stored)
    entries.push({ at, act, data, words, by: actor === null ? null : await staffTitle(tx, actor) })
  const people: string[] = []
  for (const id of peopleIn(paper)) people.push((await staffTitle(tx, id)) ?? '')
  return {
    ...(await paperItem(tx, paper, given)),
    ...{ openedAt: paper.openedAt, closedAt: paper.closedAt },
    by: paper.by === null ? null : await staffTitle(tx, paper.by),
    about: await aboutOf(tx, paper.appeal),
    heardAt: await heardAbout(tx, paper.appeal),
    entries: keptOf(entries),
    parts: await paperItems(tx, await partsOf(tx, paper.id), given),
    ...{ notice: null, demands: [] },
    people: people.filter((name) => name !== ''),
    steps: paper.kind === 'claim' ? stepsOf(paper, stored) : [],
    contacts: paper.kind === 'claim' ? await contactsOf(tx, paper, given) : null,
    reporter: typeof reporter === 'number' ? await staffTitle(tx, reporter) : null,
    ...(await MORE[paper.kind]?.(tx, paper, given)),
  }
}

/** What leaders said in it stays on the card, whatever came after; of the rest the latest. */
function keptOf(entries: readonly PaperEntryView[]): PaperEntryView[] {
  const latest = entries.slice(-LATEST)
  return entries.filter((entry) => SIGNED.includes(entry.act) || latest.includes(entry))
}

const SIGNED = ['open', 'second']

/** Papers as a list shows them. */
export async function paperItems(
  tx: Transaction,
  papers: readonly StoredPaper[],
  given: Given,
): Promise<PaperItem[]> {
  const items: PaperItem[] = []
  for (const paper of papers) items.push(await paperItem(tx, paper, given))
  return items
}

async function paperItem(
  tx: Transaction,
  paper: StoredPaper,
  { rules, now }: Given,
): Promise<PaperItem> {
  const { id, state, due, leader, closedAt, data, demand } = paper
  const isOpen = closedAt === null && due !== null
  const words = (await aboutOf(tx, paper.appeal))?.words ?? (await paperEntries(tx, id))[0]?.words
  return {
    ...{ id, state, due, data, title: paperTitle(paper) },
    late: isOpen && Temporal.Instant.compare(now, due) > 0,
    daysLeft: isOpen ? workingDaysLeft(rules.calendar, now, due) : null,
    leader: leader === null ? null : await staffTitle(tx, leader),
    demand: demand === null ? null : await demandTitle(tx, demand),
    words: cut(words ?? '', WORDS_SHOWN),
  }
}

function stepsOf({ data }: StoredPaper, entries: readonly { act: string; words: string }[]) {
  const done = ticked(data)
  return stepsIn(entries).map((words, at) => ({ words, isDone: done.includes(at + 1) }))
}

async function contactsOf(tx: Transaction, { appeal: number }: StoredPaper, { rules }: Given) {
  const appeal = number === null ? null : await findAppeal(tx, number)
  return appeal && { logged: appeal.contacts, needed: rules.org.policy.explained.contacts }
}

async function aboutOf(tx: Transaction, number: string | null): Promise<PaperView['about']> {
  const appeal = number === null ? null : await findAppeal(tx, number)
  if (!appeal) return null
  const { text } = await storyOf(tx, appeal.id, 'unit')
  return { category: appeal.category, place: appeal.place, words: text }
}

async function heardAbout(tx: Transaction, number: string | null): Promise<Moment | null> {
  const appeal = number === null ? null : await findAppeal(tx, number)
  return appeal && lastHeard(tx, appeal.id)
}

/** How the org file names a member of staff; of several posts the first. Null: they have none any more. */
export async function staffTitle(tx: Transaction, person: number): Promise<string | null> {
  const post = await tx.staff.findFirst({
    where: { personId: person },
    orderBy: [{ retiredAt: { sort: 'desc', nulls: 'first' } }, { id: 'asc' }],
    select: { name: true },
  })
  return post?.name ?? null
}
