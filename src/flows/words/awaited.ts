import { rowOf, type ActName } from '../../domain/lifecycle.ts'
import { alarmInAppeal } from './alarm.ts'
import {
  awaitedNumber,
  CALLER,
  type AlbumMemory,
  type AwaitedWords,
  type Awaiting,
  type AwaitingAct,
} from './awaiting.ts'
import type { Said } from './content.ts'
import { receiveForDemand } from '../demand/awaited.ts'
import { receiveForPaper } from '../paper/awaited.ts'
import { daysAsked } from './days.ts'
import { joinDraft, MOST_FILES, tooManyFiles } from '../draft/draft.ts'
import { receiveCaller } from '../draft/register.ts'
import { refuse, say, type ActArguments, type Effect } from '../effect.ts'
import type { Facts } from '../facts.ts'
import type { FileRef } from '../input.ts'

/** The words that were awaited: they are passed on, unless pictures came before the words. */
export function receive(said: Said, awaiting: Awaiting, facts: Facts): Effect[] {
  if (awaiting.what === CALLER) return receiveCaller(said, facts)
  if ('demand' in awaiting) return receiveForDemand(said, awaiting, facts)
  if ('paper' in awaiting) return receiveForPaper(said, awaiting, facts)
  const { what } = awaiting
  const moves = facts.view?.moves ?? []
  if (!moves.includes(what)) return tooLate(said, awaiting, facts)
  const lacksWords = rowOf(what).carries === 'words' && wordsWith(awaiting, said) === ''
  if (lacksWords) return keepFile(said, awaiting, facts)
  return lacksPhoto(said, awaiting, facts)
    ? keepWords(said, awaiting)
    : passOn(what, awaiting, said, facts)
}

/** Does the act, says so, and lets the rest of an album follow. */
export function passOn(
  what: AwaitedWords,
  before: Pick<AwaitingAct, 'number' | 'files' | 'unit' | 'words'>,
  said: Said,
  facts: Facts,
): Effect[] {
  const { number, files: kept, unit } = before
  const words = wordsWith(before, said)
  const files = said.file ? [...kept, said.file] : kept
  const details = unit === undefined ? detailsOf(what, words, facts) : { unit }
  const screen = { screen: 'passed_on', what, number, days: details.days ?? null } as const
  const album = said.album ?? (facts.album?.to === 'awaiting' ? facts.album.album : null)
  return [
    ...(facts.view ? alarmInAppeal(details.emergencies ?? [], facts.view.appeal, facts) : []),
    { do: 'act', arguments: actOf(what, number, words, files, details), said: screen },
    ...(awaitedNumber(facts.awaiting) === number ? [{ do: 'await', awaiting: null } as const] : []),
    ...(album === null ? [] : [remember(album, { act: what, number })]),
  ]
}

/** A pin goes along as its coordinates: an answer to "where exactly?" is often nothing else. */
export function wordsOf({ words, pin }: Said): string {
  return pin ? `${pin.latitude.toFixed(5)}, ${pin.longitude.toFixed(5)}` : words
}

/** With the words that came before the photo. */
function wordsWith({ words = '' }: Pick<AwaitingAct, 'words'>, said: Said): string {
  return [words, wordsOf(said)].filter((part) => part !== '').join('\n')
}

function lacksPhoto(said: Said, { what, files }: AwaitingAct, { view }: Facts): boolean {
  const all = said.file ? [...files, said.file] : files
  return (
    what === 'resolve' && view?.lacksPhoto === true && !all.some(({ kind }) => kind === 'photo')
  )
}

/** Words before the photo that the reply needs are kept, as pictures before the words are. */
function keepWords(said: Said, awaiting: AwaitingAct): Effect[] {
  const { what, number } = awaiting
  if (said.file && awaiting.files.length >= MOST_FILES) return tooManyFiles(said)
  const files = said.file ? [...awaiting.files, said.file] : awaiting.files
  const words = wordsWith(awaiting, said)
  return [
    { do: 'await', awaiting: { ...awaiting, what, files, words } },
    say({ screen: 'photo_missing', number }),
  ]
}

function actOf(
  act: ActName,
  number: string,
  words: string,
  files: FileRef[],
  details: Partial<ActArguments>,
): ActArguments {
  return {
    act,
    number,
    ...(words === '' ? {} : { words }),
    ...(files.length === 0 ? {} : { files }),
    ...details,
  }
}

/** What is read out of the words besides the words: days of more time, the unit that should have it. */
function detailsOf(
  what: AwaitedWords,
  words: string,
  facts: Facts,
): { days?: number; unit?: string; emergencies?: string[] } {
  if (what === 'ask_extension' || what === 'ask_suspension') return { days: daysAsked(what, words) }
  if (OF_RESIDENT.includes(what)) return spokenOf(words, facts)
  if (what !== 'ask_return') return {}
  const unit = facts.reads.unit(words, facts.view?.appeal.unit ?? null)
  return unit === null ? {} : { unit }
}

function spokenOf(words: string, { reads }: Facts): { emergencies?: string[] } {
  const emergencies = reads.emergencies(words)
  return emergencies.length > 0 ? { emergencies } : {}
}

/** Pictures before the words that an act needs are kept; that words are missing is said once an album. */
function keepFile(said: Said, awaiting: AwaitingAct, facts: Facts): Effect[] {
  const { what, number } = awaiting
  if (!said.file || awaiting.files.length >= MOST_FILES) return tooManyFiles(said)
  const files = [...awaiting.files, said.file]
  const waits: Effect = { do: 'await', awaiting: { ...awaiting, files } }
  const isSaid = said.album !== null && facts.album?.album === said.album
  if (isSaid) return [waits]
  const missing = say({ screen: 'words_missing', what, number, files: files.length })
  return said.album === null ? [waits, missing] : [waits, remember(said.album, 'awaiting'), missing]
}

function remember(album: string, to: AlbumMemory['to']): Effect {
  return { do: 'album', album: { album, to } }
}

const OF_RESIDENT: readonly AwaitedWords[] = ['add', 'answer', 'comment', 'reopen']

/**
 * The act is no longer possible when its words come. What a resident said becomes an addition, or
 * a draft: it may be news. What staff said becomes an internal memo if it can; it never goes to a
 * draft, which would offer to send it as an appeal of their own. Their message stays in the chat.
 */
function tooLate(said: Said, awaiting: AwaitingAct, facts: Facts): Effect[] {
  const { what, files } = awaiting
  const moves = facts.view?.moves ?? []
  const isResident = OF_RESIDENT.includes(what)
  const instead = isResident ? 'add' : 'memo'
  if (moves.includes(instead)) return passOn(instead, awaiting, said, facts)
  const ends: Effect = { do: 'await', awaiting: null }
  const sorry = refuse(facts.view ? 'not_now' : 'not_allowed')
  if (!isResident) return [ends, sorry]
  return [ends, sorry, ...joinDraft(said, { ...facts, awaiting: null }, 'below', files)]
}
