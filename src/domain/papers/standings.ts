import { isHousehold, standingsOf, type Actor } from '../actor.ts'
import { isOfSubject } from '../conduct.ts'
import type { Paper, PaperCase, PaperStanding } from './paper.ts'
import { unitsIn } from './units.ts'

/** In what standings somebody meets a paper. */
export function paperStandings(actor: Actor, { paper }: PaperCase): Set<PaperStanding> {
  if (actor.desk) return new Set(['desk'])
  const { person, posts } = actor
  const standings = new Set<PaperStanding>()
  if (paper.by === person) standings.add('author')
  if (paper.leader === person) standings.add('answerer')
  if (peopleIn(paper).includes(person)) standings.add('party')
  for (const { role, unit } of posts) {
    if (role === 'leader' || role === 'dispatcher') standings.add(role)
    if (role === 'dispatcher' && paper.by === null) standings.add('stand_in')
    if (role === 'head' && unitsIn(paper).includes(unit)) standings.add('party')
    if (role === 'head') standings.add('every_head')
    if (unit !== paper.unit) continue
    if (role === 'handler' || role === 'head') standings.add('unit')
    if (role === 'head') standings.add('head')
  }
  return standings
}

/** Person ids of those whom a paper names besides its author and its leader. */
export function peopleIn({ data }: Pick<Paper, 'data'>): number[] {
  const people = data['people']
  return Array.isArray(people) ? people.filter((one) => typeof one === 'number') : []
}

/** Whether they stand behind the appeal that it is about. */
export function isAboutTheirAppeal(actor: Actor, given: PaperCase): boolean {
  const { appeal, joiners, rules } = given
  if (!appeal) return false
  const alone = { callers: [], helps: [], pending: null }
  return isHousehold(standingsOf(actor, { ...alone, appeal, joiners, rules }))
}

/** A complaint about a unit is not for its people, whatever else they are. */
export function isAboutTheirUnit(actor: Actor, { appeal, rules }: PaperCase): boolean {
  return appeal !== null && !actor.desk && isOfSubject({ appeal, rules }, actor.posts)
}
