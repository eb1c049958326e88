import type { Locale, Names, Org } from '../domain/organisation.ts'

/** Names of units and categories in each language, those included that the org file has dropped. */
export function namesOf(
  org: Org,
  retired: { units: Map<string, unknown>; categories: Map<string, unknown> },
): {
  unit(code: string, locale: Locale): string
  category(code: string, locale: Locale): string
} {
  const units = new Map([
    ...retired.units,
    ...org.units.map(({ code, name }) => [code, name] as const),
  ])
  const categories = new Map([
    ...retired.categories,
    ...org.categories.map(({ code, name }) => [code, name] as const),
  ])
  return {
    unit: (code, locale) => nameIn(units.get(code), code, locale),
    category: (code, locale) => nameIn(categories.get(code), code, locale),
  }
}

function nameIn(names: unknown, code: string, locale: Locale): string {
  const known = names as Names | undefined
  return known?.[locale] ?? code
}
