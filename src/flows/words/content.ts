import { receive } from './awaited.ts'
import { showBelow } from '../appeal/appeal.ts'
import type { AlbumMemory } from './awaiting.ts'
import { joinDraft, tooManyFiles } from '../draft/draft.ts'
import { toast, trouble, type Effect } from '../effect.ts'
import type { Facts } from '../facts.ts'
import type { FileRef, Input } from '../input.ts'
import { isReplyAbout, numberAsked } from '../named.ts'
import type { NumberReading } from '../../domain/number.ts'
import { attachLater, reply } from './reply.ts'

/** Words, a file, a pin: what somebody said or showed, whatever it turns out to be for. */
export interface Said {
  words: string
  file: FileRef | null
  pin: { longitude: number; latitude: number } | null
  album: string | null
}

type ContentInput = Extract<Input, { kind: 'text' | 'file' | 'pin' }>

/**
 * What a message is taken for, most explicit first: the rest of an album, a reply to a card,
 * a question about a number, the words we asked for; else it is the appeal being written.
 */
export function content(input: ContentInput, facts: Facts): Effect[] {
  const said = saidIn(input)
  const { album, awaiting, card, view } = facts
  if (said.album !== null && said.album === album?.album) return albumGoesOn(said, album, facts)
  if (isReplyAbout(card, awaiting)) {
    return view ? reply(said, card, view, facts) : [toast('nothing_there')]
  }
  const asked = input.kind === 'text' ? numberAsked(input.text, facts) : null
  // An emergency is told, however few its words, and whatever number stands beside them.
  if (asked && asked.kind !== 'none' && facts.reads.emergencies(said.words).length === 0)
    return showNumbered(asked, facts)
  return awaiting ? receive(said, awaiting, facts) : joinDraft(said, facts, 'below')
}

function saidIn(input: ContentInput): Said {
  switch (input.kind) {
    case 'text':
      return { words: input.text, file: null, pin: null, album: null }
    case 'file':
      return { words: input.caption, file: input.file, pin: null, album: input.album }
    case 'pin': {
      const { longitude, latitude } = input
      return { words: '', file: null, pin: { longitude, latitude }, album: null }
    }
  }
}

/** Later pictures of an album go where the first one went. */
function albumGoesOn(said: Said, { to }: AlbumMemory, facts: Facts): Effect[] {
  const { awaiting, draft } = facts
  if (to === 'draft') return joinDraft(said, facts, draft ? 'edit' : 'below')
  // Said once an album, not once a picture; words below one of them are never dropped in silence.
  if (to === 'full') return said.words === '' ? [] : tooManyFiles(said)
  if (to !== 'awaiting') return attachLater(said, to, facts)
  return awaiting ? receive(said, awaiting, facts) : joinDraft(said, facts, 'below')
}

/** A number alone never starts an appeal; a slip in it is never called "not found". */
function showNumbered({ kind }: NumberReading, { view }: Facts): Effect[] {
  if (kind === 'typing-error') return [trouble('typing_error')]
  return [view ? showBelow(view) : trouble('no_such_appeal')]
}
