import type { ActName } from '../domain/lifecycle.ts'
import { reachesResident } from '../domain/heard.ts'
import type { Screen } from '../flows/screen.ts'
import { whyUnreachable } from '../queries/views.ts'
import { findAppeal } from '../store/appeals.ts'
import type { Work } from './desk.ts'

/** What is said of words that were passed on: to a resident whom nothing reaches they are not, until they come back or are called. */
export async function asPassedOn(
  { tx }: Work,
  number: string,
  act: ActName,
  said: Screen,
): Promise<Screen> {
  if (said.screen !== 'passed_on' || !reachesResident(act)) return said
  const appeal = await findAppeal(tx, number)
  return appeal ? { ...said, unreachable: await whyUnreachable(tx, appeal.resident) } : said
}
