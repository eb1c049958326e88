import type { Actor } from '../../domain/actor.ts'
import type { Command } from '../../domain/command.ts'
import { decide } from '../../domain/decide.ts'
import type { NoticeKind } from '../../domain/lifecycle.ts'
import type { PaperCase } from '../../domain/papers/paper.ts'
import type { Refusal } from '../../domain/refusal.ts'
import { nextOnRota } from '../../domain/rota.ts'
import { rotaOf } from '../../queries/claims.ts'
import { leaders } from '../../queries/audience.ts'
import { loadCase } from '../../queries/facts.ts'
import { act } from '../act.ts'
import type { Work } from '../desk.ts'
import type { After, Before } from './follow.ts'

/** What an act on a claim does to its appeal must be possible; and whoever it is handed to must be a leader. */
export const beforeClaim: Before = async (work, { act: name, args, given, actor }) => {
  if (name === 'hand' && !(await mayTakeOver(work, given, Number(args.choice))))
    return 'staff_unknown'
  const onAppeal = await actOnAppeal(work, name, given)
  return onAppeal && whyNot(work, given, onAppeal, actor, args.words)
}

/** Carries out on the appeal what was done with its claim. */
export const afterClaim: After = async (work, { act: name, args, given, actor }) => {
  const onAppeal = await actOnAppeal(work, name, given)
  if (!onAppeal || !given.appeal) return
  const carried = { words: args.words, files: [] }
  const acted = await act(work, given.appeal.number, onAppeal, actor, carried, QUIET)
  if (!acted.ok) throw new Error(`${onAppeal.act} was refused: ${acted.refusal}`)
}

/** Whose turn it is to take on a key appeal that nobody has claimed; null: nobody is there who may. */
export async function chooseByRota(
  { tx, desk }: Work,
  { appeal, joiners }: PaperCase,
): Promise<string | null> {
  const households = [appeal?.resident ?? 0, ...joiners.map(({ person }) => person)]
  const next = nextOnRota(await rotaOf(tx, desk.rules.org, households))
  return next === null ? null : String(next)
}

/** The claim says it to whom it concerns. */
const QUIET: readonly NoticeKind[] = ['deciders.request', 'requester.approved', 'requester.denied']

/** A leader's contact counts like the unit's; to end as explained needs two people, as it does anywhere. */
async function actOnAppeal(work: Work, name: string, given: PaperCase): Promise<Command | null> {
  const { appeal } = given
  if (name === 'contact') return { act: 'contact' }
  // An appeal that is closed already, without an answer of its resident, stays as it is: only the claim ends.
  if (!appeal || appeal.status === 'closed') return null
  if (name === 'ask_end') return { act: 'ask_explained' }
  if (name !== 'confirm_end' && name !== 'deny_end') return null
  const loaded = await loadCase(work.tx, appeal.number, given, false)
  const request = loaded?.pending?.id ?? 0
  return { act: name === 'confirm_end' ? 'approve_explained' : 'deny_explained', request }
}

async function whyNot(
  work: Work,
  given: PaperCase,
  command: Command,
  actor: Actor,
  words: string,
): Promise<Refusal | null> {
  const loaded = await loadCase(work.tx, given.appeal?.number ?? '', given, true)
  if (!loaded) return 'not_now'
  const decision = decide({ ...command, hasWords: words !== '' }, actor, loaded)
  return decision.ok ? null : decision.refusal
}

async function mayTakeOver(
  { tx }: Work,
  { appeal, joiners }: PaperCase,
  person: number,
): Promise<boolean> {
  const isHousehold = [appeal?.resident, ...joiners.map((one) => one.person)].includes(person)
  return !isHousehold && (await leaders(tx)).includes(person)
}
