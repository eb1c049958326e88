import { unitForCategory } from '../../domain/organisation.ts'
import { isStaffed } from '../../domain/rules.ts'
import type { DraftContent, Facts } from '../facts.ts'
import { countFiles } from '../files.ts'
import type { DraftView, SimilarView } from '../views.ts'

/** What a draft says of itself: what was understood, and where it would go if it were submitted now. */
export function draftView(
  draft: DraftContent,
  facts: Pick<Facts, 'org' | 'classify' | 'dueIf'> & { person: Pick<Facts['person'], 'agreed'> },
  similar: SimilarView[] = [],
): DraftView {
  const guess = facts.classify(draft.text)
  const isSure = draft.category !== null && (draft.categoryBy === 'person' || guess.sure)
  const unit = isSure ? unitFor(draft, facts.org) : null
  return {
    text: draft.text,
    files: countFiles(draft.files),
    category: draft.category,
    likely: isSure ? [] : guess.likely,
    categorySure: isSure,
    place: draft.place,
    placeSuggested: draft.placeBy === 'home',
    pin: draft.pin !== null,
    unit,
    // A dispatcher first has to say what it is: until then nobody can promise a date.
    due: isSure && (unit !== null || draft.place === null) ? facts.dueIf(draft.category) : null,
    anonymous: draft.anonymous,
    first: !facts.person.agreed,
    similar,
  }
}

/** The unit that category and place point to, if somebody there can sign for it. */
function unitFor({ category, place }: Pick<DraftContent, 'category' | 'place'>, org: Facts['org']) {
  const row = org.categories.find(({ code }) => code === category)
  const code = row ? unitForCategory(org, row, place)?.code : undefined
  return code !== undefined && isStaffed({ org }, code) ? code : null
}
