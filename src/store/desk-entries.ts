import type { Moment, Status } from '../domain/appeal.ts'
import type { ActName } from '../domain/lifecycle.ts'
import type { Transaction } from './database.ts'
import { hashOf } from './history.ts'
import { jsonText } from './json-text.ts'
import { dateOf } from './moments.ts'

/** An appeal that the transaction has locked, with the end of its history. */
export interface Headed {
  id: number
  number: string
  status: Status
  unit: string | null
  entries: number
  headHash: string
}

/**
 * Appends acts of the desk itself, without words, to the histories of many appeals in two statements. The acts of one
 * appeal stand in the order given. Only for acts that change neither status nor unit.
 */
export async function appendDeskEntries(
  tx: Transaction,
  acts: readonly { appeal: Headed; act: ActName }[],
  now: Moment,
): Promise<void> {
  if (acts.length === 0) return
  const heads = new Map<number, Pick<Headed, 'id' | 'entries' | 'headHash'>>()
  const at = dateOf(now)
  const rows = acts.map(({ appeal, act }) => {
    const { id, number, status, unit } = appeal
    const { entries, headHash: previous } = heads.get(id) ?? appeal
    const seq = entries + 1
    const said = { actorId: null, role: 'desk', data: {}, digest: null }
    const hash = hashOf({ previous, number, seq, at, act, from: status, to: status, unit, ...said })
    heads.set(id, { id, entries: seq, headHash: hash })
    return { appeal_id: id, seq, act, status, unit, hash }
  })
  await tx.$executeRaw`
    INSERT INTO history (appeal_id, seq, at, act, role, "from", "to", unit, data, hash)
    SELECT appeal_id, seq, ${at}, act, 'desk', status, status, unit, '{}', hash
    FROM jsonb_to_recordset(${jsonText(rows)}::jsonb)
      AS given (appeal_id int, seq int, act text, status "Status", unit text, hash text)`
  await tx.$executeRaw`
    UPDATE appeal SET entries = given.entries, head_hash = given."headHash"
    FROM jsonb_to_recordset(${jsonText([...heads.values()])}::jsonb)
      AS given (id int, entries int, "headHash" text)
    WHERE appeal.id = given.id`
}
