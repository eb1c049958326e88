import { forgetChats } from '../store/erase.ts'
import { forgetHandled } from '../store/inbox.ts'
import { forgetMadeFiles } from '../store/made-files.ts'
import { forgetTaught } from '../store/models.ts'
import { forgetSent } from '../store/sending.ts'
import type { Desk } from './desk.ts'

/** Telegram gives an update again within a day at most. */
const INBOX_DAYS = 3
/** For whoever looks into why a message did not arrive. */
const OUTBOX_DAYS = 7

/**
 * Forgets handled updates, messages and files of ours that were sent long ago, and letters whose time is over. Nothing
 * depends on when it happens.
 */
export async function prune({ db, rules, now }: Desk): Promise<void> {
  await forgetHandled(db.pool, INBOX_DAYS)
  await forgetSent(db.pool, OUTBOX_DAYS)
  await forgetChats(db.pool)
  await forgetMadeFiles(db.pool, OUTBOX_DAYS)
  await forgetTaught(db.prisma, now().subtract({ hours: rules.org.privacy.retainHours }))
}
