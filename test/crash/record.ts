import type { Pool } from 'pg'

/** What the database holds after the run. */
export interface KeptRecord {
  appeals: { number: string; resident: number; status: string }[]
  entries: Entry[]
  files: { number: string | null; fileId: string; count: number }[]
  /** Words of drafts that were not submitted. */
  drafts: string[]
  inbox: Record<string, number>
  /** What was not sent. */
  outbox: { state: string; delivery: string; error: string | null; count: number }[]
  /** Chats with a message that was being sent at three kills: nobody knows, and nobody tries again. */
  givenUp: number[]
}

export interface Entry {
  number: string
  resident: number
  seq: number
  act: string
  words: string
}

const GIVEN_UP = `attempts = 3 and error = 'unknown: the deliverer ended'`

export async function readRecord(pool: Pool): Promise<KeptRecord> {
  const rows = async <Row extends object>(sql: string): Promise<Row[]> =>
    (await pool.query<Row>(sql)).rows
  const inbox = await rows<{ state: string; count: number }>(
    `select state::text, count(*)::int as count from inbox group by 1`,
  )
  const givenUp = await rows<{ chat: string }>(
    `select chat from outbox where state = 'failed' and delivery = 'must' and ${GIVEN_UP}`,
  )
  const drafts = await rows<{ text: string }>(`select text from draft`)
  return {
    appeals: await rows(
      `select number, telegram_id::int8::float8 as resident, status::text
       from appeal join person on person.id = resident_id order by number`,
    ),
    entries: await rows(
      `select number, telegram_id::float8 as resident, seq, act, coalesce(text, '') as words
       from history join appeal on appeal.id = appeal_id join person on person.id = resident_id
         left join words on history_id = history.id
       order by number, seq`,
    ),
    files: await rows(
      `select number, file_id as "fileId", count(*)::int as count
       from attachment left join appeal on appeal.id = appeal_id group by 1, 2`,
    ),
    drafts: drafts.map(({ text }) => text),
    inbox: Object.fromEntries(inbox.map(({ state, count }) => [state, count])),
    outbox: await rows(
      `select state::text, delivery::text, error, count(*)::int as count
       from outbox where state <> 'sent' and not (delivery = 'must' and coalesce(${GIVEN_UP}, false))
       group by 1, 2, 3`,
    ),
    givenUp: givenUp.map(({ chat }) => Number(chat)),
  }
}

/** Nothing is on its way any more: neither an update, nor a message, nor a return visit. */
export async function isSettled(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ busy: number }>(
    `select (select count(*) from inbox where state = 'waiting')
       + (select count(*) from outbox where state in ('waiting', 'sending'))
       + (select count(*) from timer where kind like 'survey%') as busy`,
  )
  return Number(rows[0]?.busy) === 0
}
