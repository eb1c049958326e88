import { communitiesIn, leavesOf, type Org, type OrgUnit } from '../domain/organisation.ts'
import { button } from './button.ts'
import type { ButtonSpec } from './screen.ts'

/** More choices than this do not fit a look: the level above is offered first. */
const SHORT_PLACES = 8
const SHORT_CATEGORIES = 24
/** More than this would be a list again. */
export const MOST_LIKELY = 3
/** A road may run through many communities; with more of them the whole list is no longer. */
export const MOST_PLACES = 6
/** Telegram refuses a keyboard of more than 100 buttons. */
export const MOST_BUTTONS = 90

/** Whether choosing this unit opens the communities in it instead of naming the place. */
export function opensPlaces(org: Org, unit: OrgUnit): boolean {
  return unit.kind === 'township' && communitiesIn(org, unit.code).length > 0
}

/**
 * The places to choose from. All communities while they are few, else the townships first;
 * `parent` opens one of them.
 */
export function placeButtons(
  org: Org,
  verb: 'draft.place' | 'home',
  label: 'choose_place' | 'choose_home',
  parent: string | null = null,
): ButtonSpec[] {
  const choose = ({ code }: OrgUnit) => button(verb, [code], label, { unit: code })
  if (parent !== null) return communitiesIn(org, parent).slice(0, MOST_BUTTONS).map(choose)
  const communities = org.units.filter((unit) => unit.kind === 'community')
  if (communities.length > 0 && communities.length <= SHORT_PLACES) return communities.map(choose)
  const townships = org.units.filter((unit) => unit.kind === 'township')
  if (townships.length === 0) return communities.slice(0, MOST_BUTTONS).map(choose)
  return townships.map((unit) =>
    opensPlaces(org, unit)
      ? button(verb, [unit.code], 'open_township', { unit: unit.code })
      : choose(unit),
  )
}

/** Whether choosing this category opens those below it instead. */
export function opensCategories(org: Org, code: string): boolean {
  return org.categories.some((category) => category.parent === code)
}

type CategoryVerb = 'draft.category' | 'task.category'

/**
 * The categories to choose from: the likely ones, then all others while they are few, else the groups.
 * `parent` opens one of these. `before`: the arguments that come before the category.
 */
export function categoryButtons(
  org: Org,
  verb: CategoryVerb,
  before: readonly string[],
  likely: readonly string[],
  parent: string | null = null,
): ButtonSpec[] {
  const choose = (label: string) => (category: string) =>
    button(verb, [...before, category], label, { category })
  if (parent !== null) return levelOf(org, parent, choose)
  const leaves = leavesOf(org.categories).map(({ code }) => code)
  const first = likely.filter((code) => leaves.includes(code)).slice(0, MOST_LIKELY)
  const others = leaves.filter((code) => !first.includes(code))
  return [
    ...first.map(choose('likely_category')),
    ...(leaves.length > SHORT_CATEGORIES
      ? levelOf(org, null, choose)
      : others.map(choose('choose_category'))),
  ]
}

/** The categories right below one, or the uppermost. */
function levelOf(
  org: Org,
  parent: string | null,
  choose: (label: string) => (category: string) => ButtonSpec,
): ButtonSpec[] {
  const level = org.categories.filter((category) => category.parent === parent)
  return level
    .slice(0, MOST_BUTTONS)
    .map(({ code }) =>
      choose(opensCategories(org, code) ? 'open_category' : 'choose_category')(code),
    )
}

/** The way out of an opened group: to the choices of which it is one. */
export function aboveCategory(
  org: Org,
  verb: CategoryVerb,
  before: readonly string[],
  code: string,
): ButtonSpec {
  const above = org.categories.find((category) => category.code === code)?.parent ?? null
  return button(verb, above === null ? [...before] : [...before, above], 'back')
}
