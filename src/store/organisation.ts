import type { Org } from '../domain/organisation.ts'
import type { Transaction } from './database.ts'
import { sqlOf } from './sql.ts'

/** Several replicas may start together: each import is one statement, and the same twice. */
export async function importUnits(tx: Transaction, org: Org): Promise<void> {
  const units = org.units.map(({ code, kind, parent, name }) => ({ code, kind, parent, name }))
  await tx.$executeRaw`
    INSERT INTO unit (code, kind, parent, name)
    SELECT code, kind::"UnitKind", parent, name
    FROM jsonb_to_recordset(${JSON.stringify(units)}::jsonb)
      AS given (code text, kind text, parent text, name jsonb)
    ORDER BY code
    ON CONFLICT (code) DO UPDATE SET
      kind = excluded.kind, parent = excluded.parent, name = excluded.name, retired_at = NULL`
  const codes = units.map(({ code }) => code)
  await tx.unit.updateMany({
    where: { code: { notIn: codes }, retiredAt: null },
    data: { retiredAt: new Date() },
  })
}

export async function importCategories(tx: Transaction, org: Org): Promise<void> {
  const categories = org.categories.map(({ code, name }) => ({ code, name }))
  await tx.$executeRaw`
    INSERT INTO category (code, name)
    SELECT code, name
    FROM jsonb_to_recordset(${JSON.stringify(categories)}::jsonb) AS given (code text, name jsonb)
    ORDER BY code
    ON CONFLICT (code) DO UPDATE SET name = excluded.name, retired_at = NULL`
  const codes = categories.map(({ code }) => code)
  await tx.category.updateMany({
    where: { code: { notIn: codes }, retiredAt: null },
    data: { retiredAt: new Date() },
  })
}

/**
 * Staff are entered as people before they ever write, so that their first task reaches them. Whoever
 * a head invited stays as long as the unit does, although the org file does not name them. Gives the ids of the people
 * of whom a post has ended by it.
 */
export async function importStaff(tx: Transaction, org: Org): Promise<number[]> {
  const staff = org.staff.map(({ telegram, name, unit, role }) => ({ telegram, name, unit, role }))
  const given = JSON.stringify(staff)
  await tx.$executeRaw`
    INSERT INTO person (telegram_id, locale)
    SELECT DISTINCT telegram, ${org.locale}
    FROM jsonb_to_recordset(${given}::jsonb) AS given (telegram bigint)
    ORDER BY telegram
    ON CONFLICT (telegram_id) DO NOTHING`
  await tx.$executeRaw`
    INSERT INTO staff (person_id, name, unit, role)
    SELECT person.id, given.name, given.unit, given.role::"Role"
    FROM jsonb_to_recordset(${given}::jsonb)
      AS given (telegram bigint, name text, unit text, role text)
    JOIN person ON person.telegram_id = given.telegram
    ORDER BY person.id
    ON CONFLICT (person_id, unit, role) DO UPDATE SET
      name = excluded.name, invited_by = NULL, retired_at = NULL`
  const ended = await sqlOf(tx).rows<{ person: number }>(
    `UPDATE staff SET retired_at = now()
    WHERE retired_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM jsonb_to_recordset($1::jsonb)
        AS given (telegram bigint, unit text, role text)
      JOIN person ON person.telegram_id = given.telegram
      WHERE person.id = staff.person_id AND given.unit = staff.unit
        AND given.role::"Role" = staff.role)
      AND NOT (invited_by IS NOT NULL AND EXISTS (
        SELECT 1 FROM unit WHERE unit.code = staff.unit AND unit.retired_at IS NULL))
    RETURNING person_id AS person`,
    [given],
  )
  return [...new Set(ended.map(({ person }) => person))]
}

/** Names of units and categories that the org file no longer has, for old appeals. */
export async function retiredNames(
  tx: Transaction,
): Promise<{ units: Map<string, unknown>; categories: Map<string, unknown> }> {
  const where = { retiredAt: { not: null } }
  const units = await tx.unit.findMany({ where, select: { code: true, name: true } })
  const categories = await tx.category.findMany({ where, select: { code: true, name: true } })
  return {
    units: new Map(units.map(({ code, name }) => [code, name])),
    categories: new Map(categories.map(({ code, name }) => [code, name])),
  }
}
