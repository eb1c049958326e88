import { createHash, randomBytes } from 'node:crypto'
import { uninviteButtons } from '../flows/buttons.ts'
import type { Invitation, InvitedPost } from '../flows/facts.ts'
import { postSubject } from '../flows/on-card.ts'
import { headsOf } from '../queries/audience.ts'
import { openTasksIn } from '../queries/own.ts'
import { findAppeal, lockAppeals } from '../store/appeals.ts'
import { cardsAbout, type StoredCard } from '../store/cards.ts'
import {
  addInvitation,
  endPost,
  erasePostName,
  invitedPostsOf,
  useInvitation,
} from '../store/invitations.ts'
import { peopleByIds, personById, personByTelegram, type StoredPerson } from '../store/people.ts'
import { rewrite, say } from './cards.ts'
import type { Work } from './desk.ts'
import { publishCommands } from './publish.ts'
import { refreshCards } from './screens.ts'
import { withhold } from './withhold.ts'

const GOOD_FOR_HOURS = 72
/** 192 bits: nobody guesses one. In base64url they are 32 characters. */
const CODE_BYTES = 24

/** Makes an invitation and shows it to the head, in place of the choice that was pressed. */
export async function invite(
  work: Work,
  head: StoredPerson,
  unit: string,
  pressed: StoredCard | null,
): Promise<void> {
  const { tx, desk, now } = work
  const code = randomBytes(CODE_BYTES).toString('base64url')
  const until = now.add({ hours: GOOD_FOR_HOURS })
  await addInvitation(tx, { hash: hashOf(code), unit, by: head.id, until })
  const screen = { screen: 'invitation', unit, code, bot: desk.botName(), until } as const
  if (pressed?.live) await rewrite(work, pressed, head.locale, screen, { live: false })
  else say(work, head, screen, null)
}

/** What is kept of a code. */
export function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url')
}

/** The person becomes a handler of the unit, and its heads hear of it. */
export async function join(
  work: Work,
  person: StoredPerson,
  invitation: Invitation,
): Promise<void> {
  const { tx, now } = work
  const { unit } = invitation
  const post = await useInvitation(tx, invitation, person, now)
  person.posts = [...person.posts, { unit, role: 'handler' }]
  const card = { kind: 'choice', subject: postSubject(post) } as const
  const { name } = person
  const buttons = uninviteButtons(post)
  for (const head of await peopleByIds(tx, await headsOf(tx, unit))) {
    say(work, head, { screen: 'colleague_joined', unit, name, buttons }, card)
  }
}

/** A head takes it back: the post ends, with its tasks and its commands. False: it had ended before. */
export async function uninvite(work: Work, post: InvitedPost): Promise<boolean> {
  const { tx, now, desk } = work
  const tasks = await tasksOf(work, post)
  // First of all, and in the order of whoever acts on them: others read their cards, too.
  await lockAppeals(tx, tasks)
  if (!(await endPost(tx, post.id, now))) return false
  await showGone(work, post)
  const [former] = await peopleByIds(tx, [post.person])
  if (!former) return true
  await withhold(tx, former, { rules: desk.rules, now })
  say(work, former, { screen: 'post_ended', unit: post.unit }, null)
  await publishCommands(work, former)
  for (const number of tasks) {
    const appeal = await findAppeal(tx, number)
    if (appeal) await refreshCards(work, appeal)
  }
  return true
}

/** Numbers of the open appeals whose work cards stand with whoever has this post, because of it. */
async function tasksOf({ tx }: Work, { person, unit }: InvitedPost): Promise<string[]> {
  const [holder] = await peopleByIds(tx, [person])
  return holder ? openTasksIn(tx, holder.telegramId, unit) : []
}

/** Who is forgotten leaves the units that they were invited into, and their name leaves the heads' chats. */
export async function leaveUnits(work: Work, person: StoredPerson): Promise<void> {
  const { tx, now, desk } = work
  const posts = await invitedPostsOf(tx, person.id)
  if (posts.length === 0) return
  for (const post of posts) {
    await endPost(tx, post.id, now)
    await erasePostName(tx, post.id)
    await showGone(work, { ...post, name: '' })
  }
  person.posts = (await personById(tx, person.id))?.posts ?? []
  await withhold(tx, person, { rules: desk.rules, now })
}

async function showGone(work: Work, { id, unit, name }: InvitedPost): Promise<void> {
  const gone = { screen: 'colleague_gone', unit, name } as const
  for (const card of await cardsAbout(work.tx, ['choice'], postSubject(id))) {
    const head = await personByTelegram(work.tx, card.chat)
    if (head) await rewrite(work, card, head.locale, gone, { live: false })
  }
}
