import { DESK, type Actor } from '../../domain/actor.ts'
import type { PaperArguments } from '../../domain/papers/paper.ts'
import { monthNamed } from '../../figures/period.ts'
import { noticeOf, type NoticeContent } from '../../figures/notice.ts'
import { radar, type Sign } from '../../figures/radar.ts'
import { headOf } from '../../flows/paper/notice-views.ts'
import { LOCALES } from '../../domain/organisation.ts'
import { firstCounted, noticeFacts } from '../../queries/notice-facts.ts'
import { radarFacts } from '../../queries/radar.ts'
import { addNoticeVersion, type PublishedContent } from '../../store/notice-versions.ts'
import { lockMonth } from '../../store/papers.ts'
import type { StoredPaper } from '../../store/papers.ts'
import { anchorForNotice } from '../anchor.ts'
import type { Work } from '../desk.ts'
import type { After, Also, Before } from './follow.ts'
import { callIn } from './interview.ts'
import { sendNotice } from './send-notice.ts'

/** One notice for each month, however many replicas begin it; and a unit is spoken for by its own heads alone. */
export const beforeNotice: Before = async ({ tx, desk }, { act, args, actor, given }) => {
  if (act === 'open')
    return (await lockMonth(tx, given.paper.kind, args.choice ?? '')) ? null : 'already_done'
  if (act !== 'agree' && act !== 'object') return null
  const own = actor.desk ? [] : headOf(actor, desk.rules.org)
  return own.includes(args.choice ?? '') ? null : 'not_allowed'
}

/** The figures are counted when it is drafted, when the hearing begins, and after each answer to an objection. */
export const afterNotice: After = async (work, { act, args, actor, paper, also }) => {
  if (act === 'open' || act === 'release' || act === 'recount') await count(work, paper)
  if (act === 'object') await objectTo(paper, actor, args, also)
  if (act === 'publish') await publish(work, paper, also)
}

/** What follows a publication: everybody has it in full, and heads of units that stay backward are called in. */
export const noticeTold: After = async (work, { act, paper, also }) => {
  if (act !== 'publish') return
  await sendNotice(work, paper)
  await callIn(work, String(paper.data['month']), also)
}

/** Counts what the notice says, as it was known when it was drafted, and keeps it as its next version. */
async function count(work: Work, paper: StoredPaper): Promise<void> {
  const { tx, now } = work
  const { content, signs } = await counted(work, paper)
  await addNoticeVersion(tx, paper.id, { at: now, published: false, content, signs })
}

/** Freezes what was heard, with its text in every language. The digest stands in the paper, too. */
async function publish(work: Work, paper: StoredPaper, also: Also): Promise<void> {
  const { tx, now, desk } = work
  const { content, signs } = await counted(work, paper)
  const { minimum } = desk.rules.org.policy.notice
  const { number, at, tables, hash } = await anchorForNotice(work)
  const anchor = { number, at, entries: tables.history.count, hash }
  const text = Object.fromEntries(
    LOCALES.map((locale) => [
      locale,
      desk.renderer.text({ screen: 'notice_document', content, anchor, minimum }, locale, now),
    ]),
  )
  const whole: PublishedContent = { ...content, anchor, text }
  const version = { at: now, published: true, content: whole, signs }
  const digest = await addNoticeVersion(tx, paper.id, version)
  const frozen = { about: null, unit: null, choice: digest, words: '', days: null }
  const acted = await also(DESK, {
    ...{ ...frozen, act: 'freeze', kind: 'notice', paper: paper.id },
  })
  if (!acted.ok) throw new Error(`Notice ${paper.id} was not frozen: ${acted.refusal}`)
}

async function counted(
  { tx, now, desk }: Work,
  paper: StoredPaper,
): Promise<{ content: NoticeContent; signs: Sign[] }> {
  const { org } = desk.rules
  const { radar: policy } = org.policy
  const knownAt = (await firstCounted(tx, paper.id)) ?? now
  const content = noticeOf(await noticeFacts(tx, org, paper, knownAt), org)
  const period = monthNamed(content.month, org.timezone)
  const signs = radar(await radarFacts(tx, period, policy), policy)
  return { content, signs }
}

/** The objection is a paper of its own, a part of the notice: it has its card, its words and its answer. */
async function objectTo(
  notice: StoredPaper,
  actor: Actor,
  { choice, words }: PaperArguments,
  also: Also,
): Promise<void> {
  const about = { about: null, unit: choice, parent: notice.id, choice: null, days: null }
  const acted = await also(actor, {
    ...{ ...about, act: 'open', kind: 'objection', paper: null, words },
  })
  if (!acted.ok) throw new Error(`An objection was refused: ${acted.refusal}`)
}
