import { button } from '../../flows/button.ts'
import type { Shown } from '../../flows/effect.ts'
import { paperListButtons } from '../../flows/paper/paper-buttons.ts'
import type { ButtonSpec, Screen } from '../../flows/screen.ts'
import { listOfPapers, PAPERS_ON_PAGE } from '../../queries/paper-lists.ts'
import { paperItems } from '../../queries/paper-view.ts'
import { findPaper } from '../../store/papers.ts'
import { paperTitle } from '../../queries/papers.ts'
import type { StoredPerson } from '../../store/people.ts'
import type { CardSubject } from '../cards.ts'
import type { Work } from '../desk.ts'
import { CHOICES } from './choices.ts'

type Choice = Extract<Shown, { what: 'paper_choice' }>

/** A page of a list of papers. Null: there is no such list for this person. */
export async function paperListScreen(
  work: Work,
  person: StoredPerson,
  list: string,
  page: number,
): Promise<{ screen: Screen; card: CardSubject } | null> {
  const { tx, desk, now } = work
  const found = await listOfPapers(tx, person, list, page, desk.rules.org)
  if (!found) return null
  const first = page * PAPERS_ON_PAGE
  const items = await paperItems(tx, found.papers, { rules: desk.rules, now })
  const hasMore = first + items.length < found.total
  const buttons = paperListButtons(list, items, { page, first, hasMore })
  const screen = { screen: 'papers', list, items, first, total: found.total, buttons } as const
  return { screen, card: { kind: 'list', subject: `papers:${list}` } }
}

/** What an act can be done with: a unit, a date, a person. Each is the same button with the choice in it. */
export async function paperChoiceScreen(
  work: Work,
  person: StoredPerson,
  choice: Choice,
): Promise<{ screen: Screen; card: CardSubject | null } | null> {
  const { kind, act, paper, about, unit, within } = choice
  const stored = paper === null ? null : await findPaper(work.tx, paper)
  const choices = await CHOICES[kind]?.[act]?.(work, { person, stored, about, unit, within })
  if (!choices) return null
  const title = stored ? paperTitle(stored) : { kind, serial: null, number: about, unit }
  const buttons = [...choices.map((one) => choiceButton(choice, one)), ...wayBack(choice)]
  const screen: Screen = { screen: 'paper_choice', act, title, buttons }
  return { screen, card: cardOf(choice) }
}

/** Where the choices stand until one is pressed. */
function cardOf({ paper, about }: Choice): CardSubject | null {
  if (paper !== null) return { kind: 'paper', subject: String(paper) }
  return about === null ? { kind: 'choice', subject: 'paper' } : { kind: 'task', subject: about }
}

function choiceButton(
  { kind, act, paper, about, unit }: Choice,
  { choice, label, values }: { choice: string; label: string; values?: ButtonSpec['values'] },
): ButtonSpec {
  if (paper !== null) return button('paper.do', [paper, act, choice], label, values)
  if (about !== null) return button('paper.open', [about, kind, choice], label, values)
  if (unit !== null) return button('paper.for', [unit, kind, choice], label, values)
  return button('paper.new', [kind, choice], label, values)
}

/** From what one choice has opened, back to the first ones; from these to the card. */
function wayBack({ kind, act, paper, about, within }: Choice): ButtonSpec[] {
  if (within !== null && paper !== null) return [button('paper.do', [paper, act], 'back')]
  if (within !== null && about !== null) return [button('paper.open', [about, kind], 'back')]
  if (paper !== null) return [button('paper.show', [paper], 'back')]
  return about === null ? [] : [button('task.show', [about], 'back')]
}
