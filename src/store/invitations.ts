import type { Moment } from '../domain/appeal.ts'
import type { Invitation, InvitedPost } from '../flows/facts.ts'
import type { Transaction } from './database.ts'
import { dateOf } from './moments.ts'

export async function addInvitation(
  tx: Transaction,
  invitation: { hash: string; unit: string; by: number; until: Moment },
): Promise<void> {
  const { hash, unit, by, until } = invitation
  await tx.invitation.create({
    data: { hash, unit, invitedBy: by, expiresAt: dateOf(until) },
    select: { id: true },
  })
}

/**
 * The invitation of that code if it is still good: not used, not too old, the unit is still there,
 * and whoever gave it is still its head. Locked until the end of the transaction: it lets one in.
 */
export async function goodInvitation(
  tx: Transaction,
  hash: string,
  now: Moment,
): Promise<Invitation | null> {
  const [row] = await tx.$queryRaw<Invitation[]>`
    SELECT id, unit, invited_by AS by FROM invitation
    WHERE hash = ${hash} AND used_at IS NULL AND expires_at > ${dateOf(now)}
      AND EXISTS (SELECT 1 FROM unit WHERE code = invitation.unit AND retired_at IS NULL)
      AND EXISTS (
        SELECT 1 FROM staff WHERE person_id = invitation.invited_by
          AND unit = invitation.unit AND role = 'head' AND retired_at IS NULL)
    FOR UPDATE OF invitation`
  return row ?? null
}

/** The invitation is used up, and whoever used it is a handler of the unit. Gives the post. */
export async function useInvitation(
  tx: Transaction,
  { id, unit, by }: Invitation,
  person: { id: number; name: string },
  now: Moment,
): Promise<number> {
  const used = { usedAt: dateOf(now), usedBy: person.id }
  await tx.invitation.update({ where: { id }, data: used, select: { id: true } })
  const held = { personId: person.id, unit, role: 'handler' } as const
  const post = await tx.staff.upsert({
    where: { personId_unit_role: held },
    create: { ...held, name: person.name, invitedBy: by },
    update: { name: person.name, invitedBy: by, retiredAt: null },
    select: { id: true },
  })
  return post.id
}

const POST = { id: true, personId: true, name: true, unit: true } as const

/** A post that came by an invitation and still holds. */
export async function invitedPost(tx: Transaction, id: number): Promise<InvitedPost | null> {
  const row = await tx.staff.findFirst({
    where: { id, invitedBy: { not: null }, retiredAt: null },
    select: POST,
  })
  return row && toPost(row)
}

/** Every post that this person ever came to by an invitation. */
export async function invitedPostsOf(tx: Transaction, personId: number): Promise<InvitedPost[]> {
  const rows = await tx.staff.findMany({
    where: { personId, invitedBy: { not: null } },
    select: POST,
  })
  return rows.map(toPost)
}

/** Ends a post that came by an invitation. False: it had ended before. */
export async function endPost(tx: Transaction, id: number, now: Moment): Promise<boolean> {
  const { count } = await tx.staff.updateMany({
    where: { id, invitedBy: { not: null }, retiredAt: null },
    data: { retiredAt: dateOf(now) },
  })
  return count > 0
}

/** The title of an invited colleague is the name they go by: it goes when they are forgotten. */
export async function erasePostName(tx: Transaction, id: number): Promise<void> {
  await tx.staff.update({ where: { id }, data: { name: '' }, select: { id: true } })
}

function toPost({ personId, ...post }: Omit<InvitedPost, 'person'> & { personId: number }) {
  return { ...post, person: personId }
}
