import { takeTurn } from '../store/inbox.ts'
import { inTransaction, type Desk } from './desk.ts'

/** Marks an update as done that asks nothing of the desk. */
export function setAside(desk: Desk, inboxId: number): Promise<void> {
  return inTransaction(desk, async ({ tx }) => {
    await takeTurn(tx, inboxId)
  })
}
