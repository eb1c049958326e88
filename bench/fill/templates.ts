import type pg from 'pg'

/** A text that a hash covers, after the moment; what differs from copy to copy stands in marks. */
interface Tail {
  id: number
  tail: string
}

const RESIDENT = '"{resident}"'
const SECRETARY = '"{secretary}"'

/**
 * Keeps the lives that are in the database as templates, in a schema of their own: those that are over and those that
 * are under way. Gives how many of each. Only lives of residents who have one appeal, in units with a head.
 */
export async function keepTemplates(client: pg.Client): Promise<{ over: number; open: number }> {
  await client.query(KEEP)
  await writeTails(client)
  const { rows } = await client.query<{ over: number; open: number }>(
    `SELECT count(*) FILTER (WHERE NOT open)::int AS over, count(*) FILTER (WHERE open)::int AS open FROM template.life`,
  )
  const [counts] = rows
  if (!counts || counts.over === 0 || counts.open === 0)
    throw new Error('There are no lives to copy: some must be over and some under way')
  return counts
}

const KEEP = `
  CREATE SCHEMA template;
  CREATE TABLE template.life AS
    SELECT appeal.id, number, appeal.unit, resident_id, person.telegram_id AS resident_chat,
      staff.person_id AS secretary_id, secretary.telegram_id AS secretary_chat, closed_at IS NULL AS open,
      row_number() OVER (PARTITION BY closed_at IS NULL ORDER BY appeal.id) - 1 AS rank
    FROM appeal JOIN person ON person.id = resident_id
      JOIN staff ON staff.unit = appeal.unit AND role = 'head' AND retired_at IS NULL
      JOIN person AS secretary ON secretary.id = staff.person_id
    WHERE status IN ('accepted', 'resolved', 'closed')
      AND (SELECT count(*) FROM appeal AS other WHERE other.resident_id = appeal.resident_id) = 1;
  CREATE TABLE template.appeal AS SELECT appeal.*, id AS life FROM appeal WHERE id IN (SELECT id FROM template.life);
  CREATE TABLE template.history AS
    SELECT history.*, appeal_id AS life, ''::text AS tail FROM history WHERE appeal_id IN (SELECT id FROM template.life);
  CREATE TABLE template.words AS
    SELECT words.*, h.life, h.seq FROM words JOIN template.history h ON h.id = history_id;
  CREATE TABLE template.card AS
    SELECT card.*, life.id AS life, row_number() OVER (PARTITION BY life.id ORDER BY card.id) AS nth
    FROM card JOIN template.life ON chat = resident_chat OR subject = number;
  CREATE TABLE template.outbox AS
    SELECT outbox.*, life.id AS life, card.nth AS card_nth, row_number() OVER (PARTITION BY life.id ORDER BY outbox.id) AS nth
    FROM outbox LEFT JOIN template.card ON card.id = card_id JOIN template.life ON outbox.chat = resident_chat OR card.life = life.id
    WHERE state = 'sent';
  CREATE TABLE template.inbox AS
    SELECT inbox.*, life.id AS life, row_number() OVER (PARTITION BY life.id ORDER BY inbox.id) AS nth
    FROM inbox JOIN template.life ON lane = resident_chat WHERE state = 'done';
  CREATE TABLE template.charge AS SELECT charge.*, appeal_id AS life FROM charge WHERE appeal_id IN (SELECT id FROM template.life);
  CREATE TABLE template.timer AS SELECT timer.*, life.id AS life FROM timer JOIN template.life ON subject = number;
  CREATE TABLE template.posting AS SELECT posting.*, appeal_id AS life FROM posting WHERE appeal_id IN (SELECT id FROM template.life);
  CREATE INDEX ON template.history (life, seq)`

/** What store/history.ts hashes after the moment, with marks for the people, so that copies have valid chains. */
async function writeTails(client: pg.Client): Promise<void> {
  const { rows } = await client.query<Entry>(
    `SELECT h.*, life.resident_id, life.secretary_id FROM template.history h JOIN template.life ON life.id = h.life`,
  )
  const tails = rows.map((entry): Tail => {
    const { act, actor_id, role, from, to, unit, data, digest } = entry
    const sorted = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))
    const actor =
      actor_id === null ? null : actor_id === entry.resident_id ? '{resident}' : '{secretary}'
    const text = JSON.stringify([act, actor, role, from, to, unit, sorted, digest])
    return { id: entry.id, tail: text.slice(1) }
  })
  await client.query(
    `UPDATE template.history SET tail = made.tail FROM unnest($1::int[], $2::text[]) AS made (id, tail) WHERE history.id = made.id`,
    [tails.map(({ id }) => id), tails.map(({ tail }) => tail)],
  )
}

interface Entry {
  id: number
  act: string
  actor_id: number | null
  role: string
  from: string | null
  to: string
  unit: string | null
  data: Record<string, unknown>
  digest: string | null
  resident_id: number
  secretary_id: number
}

/** SQL that puts the people of copy `m` into the text of an expression. */
export function withPeople(expression: string): string {
  return `replace(replace(${expression}, '${RESIDENT}', m.resident_id::text), '${SECRETARY}', m.secretary_id::text)`
}
