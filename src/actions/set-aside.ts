import { takeTurn } from '../store/inbox.ts'
import { inTransaction, type Desk } from './desk.ts'

/** Marks an update as done that asks nothing of the desk. False: it is not our turn. */
export function setAside(desk: Desk, inboxId: number): Promise<boolean> {
  return inTransaction(desk, ({ tx }) => takeTurn(tx, inboxId))
}
