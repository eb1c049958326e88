import type pg from 'pg'
import { COPIES_FROM } from '../life/county.ts'
import { withPeople } from './templates.ts'

/** Where the copies begin: first ids, and how many ids each copy may use. */
export interface Bases {
  appeal: number
  history: number
  card: number
  outbox: number
  inbox: number
  entries: number
  cards: number
  messages: number
  updates: number
  residents: number
  firstResident: number
  /** How many templates are over and under way. */
  over: number
  open: number
  appeals: number
  /** Until when the lives ran: desk time. */
  day: string
}

export interface Copies {
  prepare: string
  /** Takes indexes and numbers, and says for each copy whose it is and how long ago. */
  plan: string
  copies: string[]
  /** Keeps the ids of the copies free: what the desk writes from now on comes after them. */
  reserve: string
}

const DAYS = 730
/** src/actions/prune.ts. */
const INBOX_DAYS = 3
const OUTBOX_DAYS = 7

/** The statements that make copies of templates, a batch at a time: every table in one statement. */
export async function copyStatements(
  client: pg.Client,
  bases: Bases,
  { openShare, communities }: { openShare: number; communities: number },
): Promise<Copies> {
  const copy = (table: string, own: Record<string, string>, more = '') =>
    copyOf(client, table, own, more)
  const historyId = (seq: string) => `${bases.history} + m.i * ${bases.entries} + ${seq}`
  const cardId = (nth: string) => `${bases.card} + m.i * ${bases.cards} + ${nth}`
  const chat =
    'CASE WHEN t.chat = m.old_resident_chat THEN m.resident_chat ELSE m.secretary_chat END'
  const subject = 'CASE WHEN t.subject = m.old_number THEN m.number ELSE t.subject END'
  const unit = `CASE WHEN t.unit = m.old_unit THEN m.unit ELSE t.unit END`
  const recent = (days: number) => `WHERE m.shift > interval '-${days} days'`
  return {
    prepare: PREPARE,
    plan: planOf(bases, openShare, communities),
    copies: [
      historyOf(historyId),
      await copy('appeal', {
        ...{ id: 'm.appeal_id', number: 'm.number', resident_id: 'm.resident_id', unit },
        place: `CASE WHEN t.place = m.old_unit THEN m.unit ELSE t.place END`,
        handler_id: 'CASE WHEN t.handler_id IS NOT NULL THEN m.secretary_id END',
        head_hash: 'm.hash',
        ...Object.fromEntries(
          ['due', 'accept_due', 'respond_due', 'yellow_at', 'serious_at'].map((moment) => [
            moment,
            `t.${moment} + m.shift + CASE WHEN m.open THEN interval '60 days' ELSE interval '0' END`,
          ]),
        ),
      }),
      await copy('words', { history_id: historyId('t.seq') }),
      await copy('charge', { id: `nextval('charge_id_seq')`, appeal_id: 'm.appeal_id', unit }),
      await copy('card', {
        ...{ id: cardId('t.nth'), chat, subject },
        message_id: 't.message_id + 500000000 + m.i',
      }),
      await copy(
        'outbox',
        {
          id: `${bases.outbox} + m.i * ${bases.messages} + t.nth`,
          chat,
          card_id: cardId('t.card_nth'),
        },
        recent(OUTBOX_DAYS),
      ),
      await copy(
        'inbox',
        {
          id: `${bases.inbox} + m.i * ${bases.updates} + t.nth`,
          update_id: `2000000000 + m.i::bigint * ${bases.updates} + t.nth`,
          lane: 'm.resident_chat',
          press: `CASE WHEN t.press IS NOT NULL THEN t.press || m.i END`,
        },
        recent(INBOX_DAYS),
      ),
      // Of those under way nothing falls due while somebody measures.
      await copy(
        'timer',
        {
          ...{ id: `nextval('timer_id_seq')`, subject: 'm.number' },
          due_at: `t.due_at + m.shift + CASE WHEN m.open THEN interval '60 days' ELSE interval '0' END`,
        },
        `WHERE m.open OR t.due_at + m.shift > timestamptz '${bases.day}' + interval '3 days'`,
      ),
      await copy(
        'posting',
        {
          appeal_id: 'm.appeal_id',
          gram: `((t.gram::bigint + 2147483648 + (m.i % ${communities}) * 7919) % 4294967296 - 2147483648)::int`,
        },
        'WHERE m.open',
      ),
    ],
    reserve: reserveOf(bases),
  }
}

function reserveOf(bases: Bases): string {
  const each = {
    appeal: 1,
    history: bases.entries,
    card: bases.cards,
    outbox: bases.messages,
    inbox: bases.updates,
  }
  const tables = Object.keys(each) as (keyof typeof each)[]
  return tables
    .map(
      (table) =>
        `SELECT setval('${table}_id_seq', ${bases[table] + each[table] * (bases.appeals + 1)})`,
    )
    .join('; ')
}

const PREPARE = `
  CREATE TEMP TABLE made (i int, life int, appeal_id int, number text, unit text, resident_id int, resident_chat bigint,
    secretary_id int, secretary_chat bigint, shift interval, open boolean, old_number text, old_unit text,
    old_resident_chat bigint, hash text);
  CREATE TEMP TABLE secretary AS
    SELECT staff.unit, person.id, person.telegram_id FROM staff JOIN person ON person.id = person_id
    WHERE role = 'head' AND retired_at IS NULL`

/** Older ones first; the last are under way, and those are as old as their templates. */
function planOf(bases: Bases, openShare: number, communities: number): string {
  const { appeal, residents, firstResident, over, open, appeals } = bases
  const firstOpen = Math.floor(appeals * (1 - openShare))
  return `
    INSERT INTO made
    SELECT i, life.id, ${appeal} + i, given.number, 'c' || i % ${communities}, ${firstResident} + i % ${residents},
      ${COPIES_FROM} + i % ${residents}, secretary.id, secretary.telegram_id,
      CASE WHEN life.open THEN interval '0' ELSE -(interval '1 second' * floor(${DAYS} * 86400 * (1 - i::float8 / ${appeals}))) END,
      life.open, life.number, life.unit, life.resident_chat, NULL
    FROM unnest($1::int[], $2::text[]) AS given (i, number)
    JOIN template.life ON life.open = (i >= ${firstOpen}) AND life.rank = i % CASE WHEN i >= ${firstOpen} THEN ${open} ELSE ${over} END
    JOIN secretary ON secretary.unit = 'c' || i % ${communities}
    ORDER BY i`
}

/** Entry by entry, each with the hash of the one before, as store/history.ts makes it. */
function historyOf(historyId: (seq: string) => string): string {
  const line = (previous: string) =>
    `'["' || ${previous} || '","' || m.number || '",' || t.seq || ',"' ||
     to_char((t.at + m.shift) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '",' || ${withUnit(withPeople('t.tail'))}`
  const hash = (previous: string) => `encode(sha256(convert_to(${line(previous)}, 'UTF8')), 'hex')`
  return `
    WITH RECURSIVE linked AS (
      SELECT m.i, t.seq, ${hash(`''`)} AS hash FROM made m JOIN template.history t ON t.life = m.life AND t.seq = 1
      UNION ALL
      SELECT m.i, t.seq, ${hash('linked.hash')} FROM linked JOIN made m ON m.i = linked.i
        JOIN template.history t ON t.life = m.life AND t.seq = linked.seq + 1),
    entered AS (
      INSERT INTO history (id, appeal_id, seq, at, act, actor_id, role, "from", "to", unit, data, digest, hash)
      SELECT ${historyId('t.seq')}, m.appeal_id, t.seq, t.at + m.shift, t.act,
        CASE WHEN t.actor_id IS NULL THEN NULL WHEN t.tail LIKE '%"{resident}"%' THEN m.resident_id ELSE m.secretary_id END,
        t.role, t."from", t."to", CASE WHEN t.unit = m.old_unit THEN m.unit ELSE t.unit END,
        ${withUnit('t.data::text')}::jsonb, t.digest, linked.hash
      FROM linked JOIN made m ON m.i = linked.i JOIN template.history t ON t.life = m.life AND t.seq = linked.seq
      ORDER BY m.i, t.seq)
    UPDATE made SET hash = last.hash
    FROM (SELECT DISTINCT ON (i) i, hash FROM linked ORDER BY i, seq DESC) AS last WHERE last.i = made.i`
}

function withUnit(expression: string): string {
  return `replace(${expression}, '"' || m.old_unit || '"', '"' || m.unit || '"')`
}

/** All columns of a table as they are in the template, moments moved, and some of its own. */
async function copyOf(
  client: pg.Client,
  table: string,
  own: Record<string, string>,
  more: string,
): Promise<string> {
  const { rows } = await client.query<{ name: string; moves: boolean }>(
    `SELECT attname AS name, atttypid = 'timestamptz'::regtype AS moves FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  )
  const value = ({ name, moves }: { name: string; moves: boolean }) =>
    own[name] ?? (moves ? `t."${name}" + m.shift` : `t."${name}"`)
  return `
    INSERT INTO "${table}" (${rows.map(({ name }) => `"${name}"`).join(', ')})
    SELECT ${rows.map(value).join(', ')}
    FROM made m JOIN template."${table}" t ON t.life = m.life ${more} ORDER BY m.i`
}
