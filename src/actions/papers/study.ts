import type { StudyDemand } from '../../flows/paper/notice-views.ts'
import { button } from '../../flows/button.ts'
import { headsOf } from '../../queries/audience.ts'
import { staffTitle } from '../../queries/paper-view.ts'
import { studiedDemands } from '../../queries/studied.ts'
import { lockMonth, paperEntries } from '../../store/papers.ts'
import { peopleByIds } from '../../store/people.ts'
import { say } from '../cards.ts'
import type { Work } from '../desk.ts'
import type { After, Before } from './follow.ts'

/** One study for each month. */
export const beforeStudy: Before = async ({ tx }, { act, args, given }) => {
  if (act !== 'open') return null
  return (await lockMonth(tx, given.paper.kind, args.choice ?? '')) ? null : 'already_done'
}

/** What leaders concluded goes to the heads of the units that lead these demands. */
export const studyTold: After = async (work, { act, paper }) => {
  if (act !== 'close') return
  const { tx, desk } = work
  const month = String(paper.data['month'])
  const conclusions: { by: string; words: string }[] = []
  for (const { act: done, actor, words } of await paperEntries(tx, paper.id))
    if (done === 'conclude')
      conclusions.push({ by: actor === null ? '' : ((await staffTitle(tx, actor)) ?? ''), words })
  const demands = await studiedDemands(tx, month, desk.rules.org.timezone)
  for (const [unit, led] of Map.groupBy(demands, ({ lead }) => lead))
    if (unit !== null) await tellHeads(work, unit, led, { month, conclusions })
}

async function tellHeads(
  work: Work,
  unit: string,
  led: readonly StudyDemand[],
  said: { month: string; conclusions: { by: string; words: string }[] },
): Promise<void> {
  const people = await peopleByIds(work.tx, await headsOf(work.tx, unit))
  const buttons = led.map(({ id }, at) =>
    button('demand.show', [id], 'show_demand', { count: at + 1 }),
  )
  const demands = led.map(({ title }) => title)
  for (const person of people)
    say(
      work,
      person,
      { screen: 'study_concluded', ...said, demands, buttons },
      { kind: 'list', subject: 'study' },
    )
}
