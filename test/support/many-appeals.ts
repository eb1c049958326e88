import { formatNumber } from '../../src/domain/number.ts'
import type { Database } from '../../src/store/database.ts'
import { hashOf } from '../../src/store/history.ts'

const UNITS = 45
const LEADERS = 9

/** Thursday noon: work goes on at 14:00. */
export const THURSDAY = Temporal.Instant.from('2026-11-26T04:00:00Z')

export interface Numbers {
  open: number
  crossing: number
}

/** A county of 45 units, each with a head, two handlers, and a leader in charge. JSON is YAML, too. */
export function manyUnits(): string {
  const units = Array.from({ length: UNITS }, (_one, at) => `unit${at}`)
  const post = (telegram: number, unit: string, role: string) => ({
    telegram,
    name: role,
    unit,
    role,
  })
  return JSON.stringify({
    ...{ name: 'County', locale: 'zh-CN' },
    units: [
      { code: 'county', kind: 'county', name: 'County' },
      ...units.map((code) => ({ code, kind: 'department', parent: 'county', name: code })),
    ],
    staff: [
      ...units.flatMap((unit, at) => [
        post(10_000 + at, unit, 'head'),
        ...[post(20_000 + at, unit, 'handler'), post(30_000 + at, unit, 'handler')],
      ]),
      ...Array.from({ length: LEADERS }, (_one, at) => ({
        ...post(40_000 + at, 'county', 'leader'),
        charge: units.filter((_unit, place) => place % LEADERS === at),
      })),
      post(50_000, 'county', 'dispatcher'),
    ],
    categories: [{ code: 'light', name: 'Street lights', route: 'county' }],
  })
}

const AT_A_TIME = 10_000

/** Open appeals with a history and a timer each; for the first ones a moment has come, of each kind in turn. */
export async function enterAppeals({ pool }: Database, { open, crossing }: Numbers): Promise<void> {
  await pool.query(
    `INSERT INTO person (telegram_id, name, locale) SELECT 1000000 + n, 'resident', 'zh-CN' FROM generate_series(1, 1000) n`,
  )
  for (let from = 1; from <= open; from += AT_A_TIME) {
    const ids = Array.from(
      { length: Math.min(AT_A_TIME, open - from + 1) },
      (_one, at) => from + at,
    )
    const numbers = ids.map((id) => formatNumber(26, id))
    const units = ids.map((id) => `unit${id % UNITS}`)
    const hashes = ids.map((_id, at) => hashOf(submitted(numbers[at] ?? '', units[at] ?? '')))
    await pool.query(APPEALS, [ids, numbers, units, hashes, crossing, THURSDAY.toString()])
    await pool.query(HISTORY, [ids, units, hashes, THURSDAY.toString()])
    await pool.query(
      `INSERT INTO timer (kind, subject, due_at) SELECT 'refresh', unnest($1::text[]), '2026-11-28'`,
      [numbers],
    )
  }
  await pool.query(`INSERT INTO setting (name, value) VALUES ('serial.2026', to_jsonb($1::int))`, [
    open,
  ])
  await pool.query('VACUUM ANALYZE')
}

function submitted(number: string, unit: string) {
  return {
    ...{ previous: '', number, seq: 1, at: new Date(THURSDAY.epochMilliseconds), act: 'submit' },
    ...{ actorId: null, role: 'desk', from: null, to: 'accepted', unit, data: {}, digest: null },
  }
}

// Of four that cross one gets its yellow card, two the red one, one is seriously late besides. All others have days.
const APPEALS = `
  INSERT INTO appeal (id, number, resident_id, status, anonymous, category, place, unit, registered_at, assigned_at,
    contacted_at, handler_id, yellow_at, due, serious_at, allowed_minutes, entries, head_hash)
  SELECT id, number, (SELECT min(id) FROM person WHERE telegram_id > 1000000) + id % 1000, 'accepted', false, 'light',
    unit, unit, '2026-11-20', '2026-11-20', '2026-11-20',
    (SELECT (array_agg(person_id ORDER BY staff.id))[1 + made.id % 2] FROM staff WHERE staff.unit = made.unit AND role = 'handler'),
    CASE WHEN id <= $5 THEN $6::timestamptz - '2 day'::interval ELSE '2026-12-01'::timestamptz + id * '1 second'::interval END,
    CASE WHEN id <= $5 AND id % 4 > 0 THEN $6::timestamptz - '1 day'::interval ELSE '2026-12-02'::timestamptz + id * '1 second'::interval END,
    CASE WHEN id <= $5 AND id % 4 > 2 THEN $6::timestamptz ELSE '2027-01-01'::timestamptz + id * '1 second'::interval END,
    1350, 1, hash
  FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS made (id, number, unit, hash)`

const HISTORY = `
  INSERT INTO history (appeal_id, seq, at, act, role, "to", unit, hash)
  SELECT id, 1, $4, 'submit', 'desk', 'accepted', unit, hash
  FROM unnest($1::int[], $2::text[], $3::text[]) AS made (id, unit, hash)`
