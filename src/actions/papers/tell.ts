import { paperActs, type PaperDecision } from '../../domain/papers/decide.ts'
import { rulesOf } from '../../domain/papers/kinds.ts'
import type { PaperArguments, PaperAudience, PaperCase } from '../../domain/papers/paper.ts'
import { paperShownButtons } from '../../flows/paper/paper-buttons.ts'
import { actorOf } from '../../queries/facts.ts'
import { paperAudience } from '../../queries/paper-audience.ts'
import { maySeePaper, paperTitle } from '../../queries/papers.ts'
import { staffTitle } from '../../queries/paper-view.ts'
import type { StoredPaper } from '../../store/papers.ts'
import { peopleByIds, type StoredPerson } from '../../store/people.ts'
import { say } from '../cards.ts'
import type { Work } from '../desk.ts'
import { paperScreen } from './screens.ts'

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
  const tells = Object.entries(done.decision.tells) as [PaperAudience, 'card' | 'words'][]
  for (const [audience, telling] of tells) {
    const ids = await paperAudience(work.tx, audience, done.given)
    const people = await peopleByIds(
      work.tx,
      ids.filter((id) => !told.has(id)),
    )
    for (const person of people) {
      told.add(person.id)
      if (audience === 'households') await tellWords(work, done, person, true)
      else if (!maySeePaper(person, done.given)) continue
      else if (telling === 'card') await tellCard(work, done, person)
      else await tellWords(work, done, person, false)
    }
  }
}

async function tellCard(work: Work, { paper, given }: PaperDone, person: StoredPerson) {
  const acts = paperActs(actorOf(person), given)
  const screen = await paperScreen(work, paper, given, acts)
  say(work, person, screen, { kind: 'paper', subject: String(paper.id) })
}

async function tellWords(
  work: Work,
  { act, args, paper, decision }: PaperDone,
  person: StoredPerson,
  household: boolean,
) {
  const { actor } = args
  const isInner = household && rulesOf(paper.kind).acts[act]?.inner === true
  const words = isInner ? '' : args.words
  const by = actor === null ? null : await staffTitle(work.tx, actor)
  const buttons = household ? [] : paperShownButtons(paper.id)
  const { due, leader } = decision.paper
  const answerer = leader === null ? null : await staffTitle(work.tx, leader)
  say(
    work,
    person,
    {
      screen: 'paper_told',
      act,
      title: paperTitle(paper),
      household,
      by,
      leader: answerer,
      due,
      words,
      buttons,
    },
    household ? null : { kind: 'choice', subject: `paper:${paper.id}` },
  )
}
