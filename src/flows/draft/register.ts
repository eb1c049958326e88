import { actorOf } from '../../domain/actor.ts'
import { readCaller, type Caller } from '../../domain/caller.ts'
import { unitOf } from '../../domain/organisation.ts'
import { may } from '../../domain/rights/may.ts'
import { promptButtons } from '../buttons.ts'
import { refuse, say, trouble, type Effect } from '../effect.ts'
import type { DraftContent, Facts } from '../facts.ts'
import { alarmInDraft } from '../words/alarm.ts'
import { CALLER, filesBefore, wordsBefore } from '../words/awaiting.ts'
import type { Said } from '../words/content.ts'
import { emptyDraft } from './draft.ts'

/** Asks for whom it is. What is being written already comes first: nobody writes two at a time. */
export function register({ draft, awaiting }: Facts): Effect[] {
  if (draft) return finishFirst()
  const givesUp = wordsBefore(awaiting) !== '' || filesBefore(awaiting).length > 0
  return [
    ...(givesUp ? [say({ screen: 'cancelled', what: 'words' })] : []),
    { do: 'await', awaiting: { what: CALLER } },
    say({ screen: 'register', buttons: promptButtons() }, 'prompt', CALLER),
  ]
}

/** A name begins the draft for whoever it is. Anything else is asked for once more. */
export function receiveCaller(said: Said, facts: Facts): Effect[] {
  const { draft, person } = facts
  const ends: Effect = { do: 'await', awaiting: null }
  if (!may(actorOf(person), 'use', { is: 'command', name: 'register' }))
    return [ends, refuse('not_allowed')]
  if (draft) return [ends, ...finishFirst()]
  const alarm = alarmInDraft('', said.words, facts)
  const caller = said.file || said.pin ? null : readCaller(said.words)
  if (!caller) return [...alarm, trouble('caller_missing')]
  return [
    ...alarm,
    ends,
    { do: 'draft', draft: draftFor(caller, facts) },
    { do: 'show_draft', where: 'below' },
  ]
}

function finishFirst(): Effect[] {
  return [trouble('draft_first'), { do: 'show_draft', where: 'below' }]
}

/** Whoever comes to a community speaks of something in it, as long as nobody says otherwise. */
function draftFor(caller: Caller, { person, org }: Facts): DraftContent {
  const community = person.posts
    .map(({ unit }) => unitOf(org, unit))
    .find((unit) => unit?.kind === 'community')
  return { ...emptyDraft(community?.code ?? null, org), caller }
}
