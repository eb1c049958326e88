import { actorOf } from '../../domain/actor.ts'
import { may } from '../../domain/rights/may.ts'
import { paperActs, type PaperDecision } from '../../domain/papers/decide.ts'
import { rulesOf } from '../../domain/papers/kinds.ts'
import type { PaperArguments, PaperAudience, PaperCase } from '../../domain/papers/paper.ts'
import { householdButtons, paperShownButtons } from '../../flows/paper/paper-buttons.ts'
import { paperAudience } from '../../queries/paper-audience.ts'
import { paperTitle } from '../../queries/papers.ts'
import { staffTitle } from '../../queries/paper-view.ts'
import { paperEntries, type StoredPaper } from '../../store/papers.ts'
import { peopleByIds, type StoredPerson } from '../../store/people.ts'
import { say, type CardSubject } from '../cards.ts'
import type { Work } from '../desk.ts'
import { moreButtons, paperScreen } from './screens.ts'

/** What was done with a paper, as far as those who hear of it are concerned. */
export interface PaperDone {
  act: string
  args: PaperArguments
  /** The case as it is after the act. */
  given: PaperCase
  paper: StoredPaper
  decision: Extract<PaperDecision, { ok: true }>
}

/**
 * Tells everybody who must hear of it, by the table of the kind. Each hears once, in the form that comes first; never
 * whoever did it, and among staff nobody who stands behind the appeal.
 */
export async function tellPaper(work: Work, done: PaperDone): Promise<void> {
  const told = new Set<number>(done.args.actor === null ? [] : [done.args.actor])
  const words = await wordsTold(work, done)
  const tells = Object.entries(done.decision.tells) as [PaperAudience, 'card' | 'words'][]
  for (const [audience, telling] of tells) {
    const ids = await paperAudience(work.tx, audience, done.given)
    const people = await peopleByIds(
      work.tx,
      ids.filter((id) => !told.has(id)),
    )
    for (const person of people) {
      told.add(person.id)
      if (audience === 'households')
        await tellWords(work, done, person, isInner(done) ? '' : words, true)
      else if (!may(actorOf(person), 'see', { is: 'paper', given: done.given })) continue
      else if (telling === 'card') await tellCard(work, done, person)
      else await tellWords(work, done, person, words, false)
    }
  }
}

/** Words between people of the desk: households hear the news without them. */
function isInner({ act, paper }: PaperDone): boolean {
  return rulesOf(paper.kind).acts[act]?.inner === true
}

/** The words of the act; a reminder says again what was said first. */
async function wordsTold({ tx }: Work, { act, args, paper }: PaperDone): Promise<string> {
  const recalled = rulesOf(paper.kind).acts[act]?.recalls
  if (recalled === undefined) return args.words
  const said = (await paperEntries(tx, paper.id)).findLast((entry) => entry.act === recalled)
  return said?.words ?? ''
}

async function tellCard(work: Work, { paper, given }: PaperDone, person: StoredPerson) {
  const acts = paperActs(actorOf(person), given)
  const also = await moreButtons(work, person, paper)
  const screen = await paperScreen(work, paper, acts, also)
  say(work, person, screen, { kind: 'paper', subject: String(paper.id) })
}

async function tellWords(
  work: Work,
  { act, args, paper, decision }: PaperDone,
  person: StoredPerson,
  words: string,
  household: boolean,
) {
  const { actor } = args
  const by = actor === null ? null : await staffTitle(work.tx, actor)
  const { kind, appeal, data } = paper
  const buttons = household ? householdButtons(kind, act, appeal) : paperShownButtons(paper.id)
  const card: CardSubject | null = household
    ? buttons.length === 0 || appeal === null
      ? null
      : { kind: 'step', subject: appeal }
    : { kind: 'choice', subject: `paper:${paper.id}` }
  const { due, leader } = decision.paper
  const answerer = leader === null ? null : await staffTitle(work.tx, leader)
  const title = paperTitle(paper)
  say(
    work,
    person,
    {
      screen: 'paper_told',
      act,
      title,
      household,
      by,
      leader: answerer,
      due,
      data,
      words,
      buttons,
    },
    card,
  )
}
