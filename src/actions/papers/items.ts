import { DESK } from '../../domain/actor.ts'
import type { Command } from '../../domain/command.ts'
import { decide } from '../../domain/decide.ts'
import { unitsIn } from '../../domain/papers/units.ts'
import type { Paper, PaperCase } from '../../domain/papers/paper.ts'
import { unitColleagues } from '../../queries/audience.ts'
import { loadCase } from '../../queries/facts.ts'
import { findPapers, findPaper, leadParts, type StoredPaper } from '../../store/papers.ts'
import { act } from '../act.ts'
import type { Work } from '../desk.ts'
import type { After, Also, Before } from './follow.ts'

/** What a decision does to its appeal must be possible, and whoever is to report must be of the lead unit. */
export const beforeItem: Before = async (work, { act: name, args, given, decision }) => {
  const { paper } = decision
  if (name === 'open') return (await isOnAgenda(work, given.paper)) ? 'already_done' : null
  if (name === 'reporter') {
    const lead = String(paper.data['lead'] ?? paper.unit)
    const people = await unitColleagues(work.tx, lead, householdsOf(given))
    return people.some(({ id }) => id === Number(args.choice)) ? null : 'staff_unknown'
  }
  const handing = name === 'decide' ? handOver(given, paper) : null
  if (!handing || !given.appeal) return null
  const loaded = await loadCase(work.tx, given.appeal.number, given, true)
  if (!loaded) return 'not_now'
  const decided = decide(handing, DESK, loaded)
  return decided.ok ? null : decided.refusal
}

/** The lead unit gets the appeal, the co-units are asked to help; an earlier decision about it no longer counts. */
export const afterItem: After = async (work, { act: name, args, given, paper, actor, also }) => {
  if (name === 'open' && paper.parent !== null) await joinRunning(work, paper.parent)
  if (name !== 'decide') return
  await replaceOlder(work, paper, also)
  if (!given.appeal) return
  const { number } = given.appeal
  const handing = handOver(given, paper)
  if (handing) await mustAct(work, number, handing, '')
  for (const unit of unitsIn(paper)) {
    const loaded = await loadCase(work.tx, number, given, false)
    const isThere = loaded?.helps.some((help) => help.unit === unit) ?? true
    const mayHelp = loaded?.appeal.status === 'accepted' || loaded?.appeal.status === 'assigned'
    if (isThere || !mayHelp) continue
    // Those who help already, and a sixth one, hear of the decision all the same: its card goes to them.
    const carried = { words: args.words, files: [] }
    await act(work, number, { act: 'ask_help', unit }, actor, carried, ['helpers.asked'])
  }
}

/** An act of the desk on an item that is there. */
export async function actByDesk(also: Also, paper: number, name: string): Promise<void> {
  const rest = {
    kind: 'item',
    about: null,
    unit: null,
    choice: null,
    words: '',
    days: null,
  } as const
  const acted = await also(DESK, { act: name, paper, ...rest })
  if (!acted.ok) throw new Error(`${name} of paper ${paper} was refused: ${acted.refusal}`)
}

/** The desk hands over what the session gives to another unit. Null: it stays where it is. */
function handOver({ appeal }: PaperCase, { unit }: Pick<Paper, 'unit'>): Command | null {
  if (!appeal || unit === null || appeal.unit === unit) return null
  return { act: appeal.status === 'registered' ? 'assign' : 'reassign', unit }
}

async function mustAct(work: Work, number: string, command: Command, words: string) {
  const acted = await act(work, number, command, DESK, { words, files: [] })
  if (!acted.ok) throw new Error(`${command.act} of ${number} was refused: ${acted.refusal}`)
}

/** A demand has no paper beside it to look at; of an appeal the rules know already. */
async function isOnAgenda({ tx }: Work, { demand }: Paper): Promise<boolean> {
  if (demand === null) return false
  return (await findPapers(tx, { kind: 'item', state: 'open', demandId: demand })).length > 0
}

/** What comes to a session that has begun is its chair's to decide. */
async function joinRunning({ tx }: Work, session: number): Promise<void> {
  const whole = await findPaper(tx, session)
  if (whole && whole.leader !== null) await leadParts(tx, session, whole.leader)
}

async function replaceOlder(
  { tx }: Work,
  { id, appeal, demand }: StoredPaper,
  also: Also,
): Promise<void> {
  const about = appeal === null ? { demandId: demand } : { appeal: { number: appeal } }
  const states = ['decided', 'reported']
  const older = await findPapers(tx, {
    ...{ kind: 'item', state: { in: states }, id: { not: id } },
    ...about,
  })
  for (const paper of older) await actByDesk(also, paper.id, 'replace')
}

function householdsOf({ appeal, joiners }: PaperCase): number[] {
  return appeal ? [appeal.resident, ...joiners.map(({ person }) => person)] : []
}
