import { countyOf, type Org } from '../../domain/organisation.ts'
import { button } from '../button.ts'
import { MOST_LIKELY, MOST_PLACES, placeButtons } from '../choices.ts'
import type { ButtonSpec } from '../screen.ts'
import type { DraftView, SimilarView } from '../views.ts'

/** Below a draft: submit when it can be submitted, else what is missing; then what can be changed. */
export function draftButtons(view: DraftView, org: Org): ButtonSpec[] {
  if (view.caller && !isAnythingSaid(view)) return [button('draft.cancel', [], 'drop')]
  const isSaidAlready = view.similar.some(({ own }) => own)
  const submit = button('draft.submit', [], submitLabel(view))
  const likely = view.categorySure ? [] : view.likely.slice(0, MOST_LIKELY)
  const joins = view.similar.map((similar, at) => joinButton(similar, at, view))
  return [
    ...(isSaidAlready ? joins : []),
    ...(maySubmit(view) ? [submit] : []),
    ...(isSaidAlready ? [] : joins),
    ...likely.map((category) =>
      button('draft.category', [category], 'choose_category', { category }),
    ),
    ...(view.place === null ? whereButtons(view, org) : []),
    button('draft.category', [], 'change_category'),
    ...(view.place === null ? [] : [button('draft.place', [], 'change_place')]),
    button('draft.anonymous', [], anonymousLabel(view)),
    button('draft.cancel', [], 'drop'),
  ]
}

function submitLabel({ first, outside, similar }: DraftView): string {
  if (outside !== null) return first ? 'submit_anyway_agree' : 'submit_anyway'
  if (similar.some(({ own }) => own)) return 'submit_new'
  return first ? 'submit_agree' : 'submit'
}

function anonymousLabel({ anonymous, caller }: DraftView): string {
  if (caller) return anonymous ? 'anonymous_off_for' : 'anonymous_on_for'
  return anonymous ? 'anonymous_off' : 'anonymous_on'
}

/** "Me too"; for an appeal of one's own, "add it there". Joining agrees to the privacy notice as submitting does. */
function joinButton(
  { number, own }: SimilarView,
  at: number,
  { caller, first, similar }: DraftView,
): ButtonSpec {
  if (own) return button('draft.join', [number], 'join_own', { number })
  if (caller) {
    const label = similar.length > 1 ? 'join_nth_for' : 'join_for'
    return button('draft.join', [number], label, { count: at + 1 })
  }
  const [label, agreeing] =
    similar.length > 1 ? ['join_nth', 'join_nth_agree'] : ['join', 'join_agree']
  return button('draft.join', [number], first ? agreeing : label, { count: at + 1 })
}

/** Where it may be: the few communities that the words leave open, and the way to all others; else all. */
function whereButtons({ likelyPlaces }: DraftView, org: Org): ButtonSpec[] {
  const county = countyOf(org)
  const elsewhere = county ? [button('draft.place', [county.code], 'elsewhere')] : []
  if (likelyPlaces.length === 0)
    return [...placeButtons(org, 'draft.place', 'choose_place'), ...elsewhere]
  return [
    ...likelyPlaces
      .slice(0, MOST_PLACES)
      .map((unit) => button('draft.place', [unit], 'choose_place', { unit })),
    button('draft.place', [], 'other_place'),
  ]
}

/** Something said or shown, and a place: the category may be left to a dispatcher. */
function maySubmit(view: DraftView): boolean {
  return view.place !== null && isAnythingSaid(view)
}

/** Words or files: only a draft for a caller begins without either. */
export function isAnythingSaid({ text, files }: Pick<DraftView, 'text' | 'files'>): boolean {
  return text !== '' || files.photo + files.video + files.voice + files.other > 0
}
