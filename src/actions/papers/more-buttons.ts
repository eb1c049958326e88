import type { PaperKind } from '../../domain/papers/paper.ts'
import { button } from '../../flows/button.ts'
import { agendaButtons, aroundButtons } from '../../flows/paper/agenda-buttons.ts'
import type { ButtonSpec } from '../../flows/screen.ts'
import { studiedDemands } from '../../queries/studied.ts'
import { partsOf, type StoredPaper } from '../../store/papers.ts'
import type { StoredPerson } from '../../store/people.ts'
import type { Work } from '../desk.ts'
import { noticeCardButtons } from './notice-page.ts'

type More = (work: Work, person: StoredPerson, paper: StoredPaper) => Promise<ButtonSpec[]>

/** A session leads to the matters on its agenda, each of them to those around it. */
const review: More = async ({ tx }, _person, paper) =>
  agendaButtons(paper, await partsOf(tx, paper.id))
const item: More = async ({ tx }, _person, { id, parent }) =>
  parent === null ? [] : aroundButtons(id, parent, await partsOf(tx, parent))

/** Where the card of a kind leads besides its acts. */
export const MORE_BUTTONS: Partial<Record<PaperKind, More>> = {
  review,
  item,
  notice: (work, person, paper) => noticeCardButtons(work, person, paper.id, paper),
  study: async ({ tx, desk }, _person, { data }) => {
    const demands = await studiedDemands(tx, String(data['month']), desk.rules.org.timezone)
    return demands.map(({ id }, at) =>
      button('demand.show', [id], 'show_demand', { count: at + 1 }),
    )
  },
}
