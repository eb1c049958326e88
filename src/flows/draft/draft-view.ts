import type { Urgency } from '../../domain/appeal.ts'
import { isConduct, isSubject, mayBeAbout } from '../../domain/conduct.ts'
import { countyOf, unitForCategory } from '../../domain/organisation.ts'
import { isStaffed } from '../../domain/rules.ts'
import type { DraftContent, Facts } from '../facts.ts'
import { countFiles } from '../files.ts'
import type { DraftView, OutsideView, SimilarView } from '../views.ts'

/** What a draft says of itself: what was understood, and where it would go if it were submitted now. */
export function draftView(
  draft: DraftContent,
  facts: Pick<Facts, 'org' | 'classify' | 'reads' | 'dueIf'> & {
    person: Pick<Facts['person'], 'agreed'>
  },
  similar: SimilarView[] = [],
): DraftView {
  const guess = facts.classify(draft.text)
  const isSure = draft.category !== null && (draft.categoryBy === 'person' || guess.sure)
  const outside = outsideOf(facts.reads.outside(draft.text), facts.org)
  // What is outside goes to no unit by itself, however sure its category is.
  const isRouted = isSure && outside === null
  const unit = isRouted ? unitFor(draft, facts) : null
  const urgency = urgencyOf(draft, facts)
  return {
    urgency,
    calls: callsFor(draft.text, facts),
    outside,
    text: draft.text,
    files: countFiles(draft.files),
    category: draft.category,
    likely: isSure ? [] : guess.likely,
    categorySure: isSure,
    place: draft.place,
    likelyPlaces: draft.place === null ? facts.reads.place(draft.text).likely : [],
    placeSuggested: draft.placeBy === 'home' && draft.caller === null,
    pin: draft.pin !== null,
    unit,
    // A dispatcher first has to say what it is: until then nobody can promise a date.
    due:
      isRouted && (unit !== null || draft.place === null)
        ? facts.dueIf(draft.category, urgency)
        : null,
    anonymous: draft.anonymous,
    caller: draft.caller,
    first: !facts.person.agreed && draft.caller === null,
    similar,
  }
}

/** The unit that category and place point to, if somebody there can sign for it. */
function unitFor(
  { category, place, text }: Pick<DraftContent, 'category' | 'place' | 'text'>,
  { org, reads }: Pick<Facts, 'org' | 'reads'>,
) {
  const row = org.categories.find(({ code }) => code === category)
  const code = row ? unitForCategory(org, row, place)?.code : undefined
  if (code === undefined || !isStaffed({ org }, code)) return null
  return isKeptBack(text, category, code, { org, reads }) ? null : code
}

/**
 * The unit that a complaint about staff is about, as its words say. Null: they name none or several, or it is no such
 * complaint.
 */
export function subjectOf(
  text: string,
  category: string | null,
  { org, reads }: Pick<Facts, 'org' | 'reads'>,
): string | null {
  if (!isConduct(org, category)) return null
  const county = countyOf(org)?.code ?? null
  const unit = reads.unit(text, county)
  return unit !== null && mayBeAbout(org, unit) ? unit : null
}

/** A complaint about staff goes to a unit by itself only when it is known to be about another one. */
export function isKeptBack(
  text: string,
  category: string | null,
  unit: string,
  facts: Pick<Facts, 'org' | 'reads'>,
): boolean {
  if (!isConduct(facts.org, category)) return false
  const about = subjectOf(text, category, facts)
  return about === null || isSubject(facts.org, about, unit)
}

/** What the org file says of a matter outside this desk. Null: none, or one that it no longer names. */
export function outsideOf(code: string | null, org: Facts['org']): OutsideView | null {
  const matter = org.outside.find((one) => one.code === code)
  return matter ? { name: matter.name, where: matter.where } : null
}

/** Whom to call for what the words speak of, each number once. */
function callsFor(text: string, { org, reads }: Pick<Facts, 'org' | 'reads'>): string[] {
  const spoken = reads.emergencies(text)
  const rules = org.emergencies.filter(({ code }) => spoken.includes(code))
  return [...new Set(rules.map(({ call }) => call))]
}

/** Urgent by what its words speak of, or by its category. */
export function urgencyOf(
  { text, category }: Pick<DraftContent, 'text' | 'category'>,
  { org, reads }: Pick<Facts, 'org' | 'reads'>,
): Urgency {
  if (reads.emergencies(text).length > 0) return 'urgent'
  return org.categories.find(({ code }) => code === category)?.urgency ?? 'normal'
}
