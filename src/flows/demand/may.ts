import type { Person } from '../facts.ts'

type Posts = Person['posts']

/** Dispatchers and leaders decide what is a common demand, and what is done about it. */
export function mayRuleDemands(posts: Posts): boolean {
  return posts.some(({ role }) => role === 'dispatcher' || role === 'leader')
}

/** They see every demand; the heads of the unit that leads a topic see that one. */
export function maySeeDemand(posts: Posts, lead: string | null): boolean {
  const leads = posts.some(({ role, unit }) => role === 'head' && unit === lead)
  return leads || mayRuleDemands(posts)
}
