import { unitOf } from '../../domain/organisation.ts'
import { opensPlaces, placeButtons } from '../choices.ts'
import { contentOf } from '../draft/draft.ts'
import { say, toast, type Effect } from '../effect.ts'
import type { Facts, Locale } from '../facts.ts'
import { openLink } from './invite.ts'
import type { Screen } from '../screen.ts'
import { promptSubject } from '../words/awaiting.ts'

/** Says what the desk is, or opens the link that it came with; a draft that waits comes back below. */
export function start(facts: Facts, argument: string): Effect[] {
  const { home, posts } = facts.person
  const link = argument === '' ? null : openLink(facts)
  const hello = Array.isArray(link) ? link : [say({ screen: 'welcome', home, posts, link })]
  return facts.draft ? [...hello, { do: 'show_draft', where: 'below' }] : hello
}

export function help({ person }: Facts): Effect[] {
  return [say({ screen: 'help', roles: [...new Set(person.posts.map(({ role }) => role))] })]
}

export function language(): Effect[] {
  return [say({ screen: 'language' }, 'choice', 'language')]
}

export function chooseLanguage(facts: Facts, [locale]: readonly string[]): Effect[] {
  const chosen: Locale = locale === 'en' ? 'en' : 'zh-CN'
  return [
    { do: 'language', locale: chosen },
    onChoice('language', { screen: 'language_set' }, facts),
  ]
}

export function privacy({ org }: Facts): Effect[] {
  const retainDays = Math.round(org.privacy.retainHours / 24)
  return [say({ screen: 'privacy', retainDays })]
}

export function home({ person, org }: Facts): Effect[] {
  const buttons = placeButtons(org, 'home', 'choose_home')
  return [say({ screen: 'home', current: person.home, buttons }, 'choice', 'home')]
}

/** Takes a community as home, or opens the township. A draft that only assumed its place follows. */
export function chooseHome(facts: Facts, [code = null]: readonly (string | null)[]): Effect[] {
  const { org, person, draft } = facts
  const unit = unitOf(org, code)
  if (unit?.kind !== 'township' && unit?.kind !== 'community') return [toast('nothing_there')]
  if (opensPlaces(org, unit)) {
    const buttons = placeButtons(org, 'home', 'choose_home', unit.code)
    return [onChoice('home', { screen: 'home', current: person.home, buttons }, facts)]
  }
  const content = contentOf(draft)
  const isOwn = content !== null && content.caller === null
  const follows = isOwn && (content.placeBy === 'guess' || content.placeBy === 'home')
  return [
    { do: 'home', unit: unit.code },
    onChoice('home', { screen: 'home_set', unit: unit.code }, facts),
    ...(follows ? draftAt({ ...content, place: unit.code, placeBy: 'home' }) : []),
  ]
}

function draftAt(draft: NonNullable<ReturnType<typeof contentOf>>): Effect[] {
  return [
    { do: 'draft', draft },
    { do: 'show_draft', where: 'below' },
  ]
}

/** Asks for a new appeal. Words that something else waits for are given up: what comes next is new. */
export function startNew({ draft, awaiting }: Facts): Effect[] {
  return [
    ...(awaiting ? [{ do: 'await', awaiting: null } as const] : []),
    draft ? { do: 'show_draft', where: 'below' } : say({ screen: 'new' }),
  ]
}

/** Gives up the awaited words, else the draft, else says that there was nothing. */
export function cancel({ awaiting, draft }: Facts): Effect[] {
  if (awaiting) {
    return [{ do: 'await', awaiting: null }, say({ screen: 'cancelled', what: 'words' })]
  }
  if (!draft) return [say({ screen: 'cancelled', what: 'nothing' })]
  return [
    { do: 'draft', draft: null },
    { do: 'album', album: null },
    say({ screen: 'cancelled', what: 'draft' }),
  ]
}

/** The way out of a prompt counts for that prompt only: meanwhile something else may be awaited. */
export function cancelPrompt({ awaiting, card }: Facts): Effect[] {
  if (awaiting === null || promptSubject(awaiting) !== card?.subject) return [toast('old_card')]
  return [
    { do: 'await', awaiting: null },
    { do: 'rewrite', screen: { screen: 'cancelled', what: 'words' } },
  ]
}

export function askForget(): Effect[] {
  return [{ do: 'show', what: { what: 'forget' } }]
}

/** Erasing is asked for twice: the command, then yes. */
export function decideForget(_facts: Facts, [answer]: readonly string[]): Effect[] {
  return answer === 'yes'
    ? [{ do: 'forget' }, say({ screen: 'forgotten' })]
    : [{ do: 'rewrite', screen: { screen: 'not_forgotten' } }]
}

/** In place of the choice that was pressed; below anything else, which keeps what it shows. */
function onChoice(subject: string, screen: Screen, { card }: Facts): Effect {
  const isThere = card !== null && card.live && card.kind === 'choice' && card.subject === subject
  return isThere ? { do: 'rewrite', screen } : say(screen, 'choice', subject)
}
