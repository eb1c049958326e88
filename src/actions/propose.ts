import { actorOf } from '../domain/actor.ts'
import type { Refusal } from '../domain/refusal.ts'
import { may } from '../domain/rights/may.ts'
import { proposeButtons } from '../flows/buttons.ts'
import { aboutView } from '../queries/views.ts'
import { findAppeal } from '../store/appeals.ts'
import type { StoredPerson } from '../store/people.ts'
import { findRequest, proposeUnit } from '../store/requests.ts'
import { say } from './cards.ts'
import type { Work } from './desk.ts'
import { refreshRequest } from './screens.ts'

/** After a return whose words named no unit: which unit should have it instead? */
export async function askForProposal(work: Work, person: StoredPerson, id: number): Promise<void> {
  const request = await findRequest(work.tx, id)
  const appeal = request && (await findAppeal(work.tx, request.number))
  if (!appeal) return
  const view = await aboutView(work.tx, appeal)
  const buttons = proposeButtons(request, work.desk.rules.org)
  const card = { kind: 'choice', subject: String(id) } as const
  say(work, person, { screen: 'propose', view, buttons }, card)
}

/** Names the unit that should have a returned appeal. Only who asked may, while nobody has decided. */
export async function propose(
  work: Work,
  person: StoredPerson,
  id: number,
  unit: string,
): Promise<Refusal | null> {
  const request = await findRequest(work.tx, id)
  if (!request || !may(actorOf(person), 'propose', { is: 'request', by: request.by }))
    return 'not_allowed'
  if (!work.desk.rules.org.units.some(({ code }) => code === unit)) return 'unit_unknown'
  if (unit === request.unit) return 'same_unit'
  if (!(await proposeUnit(work.tx, id, unit))) return 'request_decided'
  const appeal = await findAppeal(work.tx, request.number)
  if (appeal) await refreshRequest(work, id, appeal)
  return null
}
