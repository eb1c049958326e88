import { after, peopleOf, pressAndSay, type County, type Department } from './county.ts'
import { wordsOf, type Phone } from './phone.ts'

/** What the database knows of an appeal. */
export interface AppealRow {
  status: string
  outcome: string | null
  unit: string | null
  category: string | null
  place: string | null
  anonymous: boolean
  handler_id: number | null
  due: Date | null
  paused_at: Date | null
  returns: number
  rounds: number
  extended: boolean
  households: number
  main: string | null
}

export async function appealRow(county: County, number: string): Promise<AppealRow> {
  const [found] = await county.sql<AppealRow>('SELECT * FROM appeal WHERE number = $1', number)
  if (!found) throw new Error(`no appeal ${number}`)
  return found
}

/** Acts in the history of an appeal, oldest first. */
export async function actsOf(county: County, number: string): Promise<string[]> {
  const rows = await county.sql<{ act: string }>(
    `SELECT h.act FROM history h JOIN appeal a ON a.id = h.appeal_id
     WHERE a.number = $1 ORDER BY h.seq`,
    number,
  )
  return rows.map(({ act }) => act)
}

/** Requests of the units that held an appeal, oldest first. */
export function requestsOf(county: County, number: string) {
  return county.sql<{ id: number; kind: string; state: string; proposed: string | null }>(
    `SELECT r.id, kind, state, proposed FROM request r JOIN appeal a ON a.id = r.appeal_id
     WHERE number = $1 ORDER BY r.id`,
    number,
  )
}

/** An appeal that its department has signed for, with everybody's phones. */
export async function acceptedCase(county: County, department: Department) {
  const { head: headId, handler: handlerId } = peopleOf(department)
  const [head, handler] = await Promise.all([county.staff(headId), county.staff(handlerId)])
  const resident = county.resident()
  const number = await county.submit(resident, `${department} trouble at our gate`)
  await handler.presses(`task.accept:${number}`)
  await resident.sees(/has taken it on/)
  return { resident, head, handler, number }
}

/** Asks for something in words, and waits until the request is passed on. */
export async function asks(who: Phone, data: string, words: string): Promise<void> {
  const since = after(who)
  await pressAndSay(who, data, words)
  await who.sees((one) => since(one) && /decision|until it is decided/.test(wordsOf(one)))
}

/** Presses approve or deny for the newest request of an appeal, on any card that has the button. */
export async function decides(
  county: County,
  who: Phone,
  verdict: 'approve' | 'deny',
  number: string,
) {
  const request = (await requestsOf(county, number)).at(-1)
  return who.presses(`task.${verdict}:${request?.id ?? 'none'}`)
}
