import { countyOf, unitOf, type Org } from '../../domain/organisation.ts'
import { button } from '../button.ts'
import {
  aboveCategory,
  categoryButtons,
  opensCategories,
  opensPlaces,
  placeButtons,
} from '../choices.ts'
import { contentOf, homeFrom } from './draft.ts'
import { draftView } from './draft-view.ts'
import { refuse, toast, type Effect } from '../effect.ts'
import type { DraftContent, Facts } from '../facts.ts'
import type { ButtonSpec } from '../screen.ts'

/** Submits, if there is something said or shown and a place. The category may be left to a dispatcher. Only staff submit for others. */
export function submitDraft(facts: Facts): Effect[] {
  const { draft, person } = facts
  if (!draft) return [toast('old_card')]
  if (draft.caller && person.posts.length === 0) return [refuse('not_allowed')]
  if (draft.text === '' && draft.files.length === 0) return [toast('content_first')]
  if (draft.place === null) return [toast('place_first'), showPlaces(facts, draft, null)]
  return [{ do: 'submit' }]
}

/** Joins an appeal that the card offers, and no other: who joins hears what the unit has to say about it. */
export function joinSimilar({ draft }: Facts, [number = '']: readonly string[]): Effect[] {
  if (!draft) return [toast('old_card')]
  if (!draft.similar.includes(number)) return [toast('nothing_there')]
  return [{ do: 'join_appeal', number }]
}

/** Shows the categories, or takes one: from then on the words no longer change it. */
export function chooseCategory(facts: Facts, args: readonly string[]): Effect[] {
  const draft = contentOf(facts.draft)
  const [code] = args
  if (!draft) return [toast('old_card')]
  if (code !== undefined && !facts.org.categories.some((category) => category.code === code))
    return [toast('nothing_there')]
  if (code === undefined || opensCategories(facts.org, code))
    return [showCategories(facts, draft, code ?? null)]
  return changed({ ...draft, category: code, categoryBy: 'person' }, facts)
}

/** Shows the places, or takes one. The county means "not sure": a dispatcher decides. */
export function choosePlace(facts: Facts, args: readonly string[]): Effect[] {
  const draft = contentOf(facts.draft)
  const [code] = args
  if (!draft) return [toast('old_card')]
  if (code === undefined) return [showPlaces(facts, draft, null)]
  const unit = unitOf(facts.org, code)
  if (!unit || unit.kind === 'department') return [toast('nothing_there')]
  if (opensPlaces(facts.org, unit)) return [showPlaces(facts, draft, code)]
  return changed({ ...draft, place: code, placeBy: 'person' }, facts)
}

export function toggleAnonymous(facts: Facts): Effect[] {
  const draft = contentOf(facts.draft)
  if (!draft) return [toast('old_card')]
  const anonymous = !draft.anonymous
  const said = toast(draft.caller ? 'done' : anonymous ? 'anonymous_on' : 'anonymous_off')
  return [...changed({ ...draft, anonymous }, facts), said]
}

/** Drops the draft. Pictures of its album that are still on their way start anew. */
export function dropDraft(): Effect[] {
  return [
    { do: 'draft', draft: null },
    { do: 'album', album: null },
    { do: 'rewrite', screen: { screen: 'draft_dropped' } },
  ]
}

const BACK = button('draft.show', [], 'back')

function changed(draft: DraftContent, facts: Facts): Effect[] {
  return [{ do: 'draft', draft }, ...homeFrom(draft, facts), { do: 'show_draft', where: 'edit' }]
}

function showCategories(facts: Facts, draft: DraftContent, parent: string | null): Effect {
  const { org, classify } = facts
  const verb = 'draft.category'
  const choices = categoryButtons(org, verb, [], classify(draft.text).likely, parent)
  const back = parent === null ? BACK : aboveCategory(org, verb, [], parent)
  const view = draftView(draft, facts)
  return { do: 'rewrite', screen: { screen: 'draft_category', view, buttons: [...choices, back] } }
}

function showPlaces(facts: Facts, draft: DraftContent, parent: string | null): Effect {
  const { org } = facts
  const places = placeButtons(org, 'draft.place', 'choose_place', parent)
  const buttons = [...places, ...elsewhere(org), BACK]
  const view = draftView(draft, facts)
  return { do: 'rewrite', screen: { screen: 'draft_place', view, buttons } }
}

function elsewhere(org: Org): ButtonSpec[] {
  const county = countyOf(org)
  return county ? [button('draft.place', [county.code], 'elsewhere')] : []
}
