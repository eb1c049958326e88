import type { WorkDuration } from '../domain/calendar.ts'
import type { Locale, Names, Org, OrgCategory, OrgUnit } from '../domain/organisation.ts'
import type { Policy } from '../domain/policy.ts'
import type { OrgFile } from './schema.ts'

/** The organisation that a faultless file describes: names in every language, routes and deadlines inherited. */
export function buildOrg(file: OrgFile): Org {
  const { locale, survey, privacy } = file
  return {
    name: allLanguages(file.name, locale),
    timezone: file.timezone,
    locale,
    calendar: file.calendar,
    units: file.units.map((unit) => buildUnit(unit, locale)),
    staff: file.staff,
    categories: file.categories.map((category) => buildCategory(category, file)),
    urgent: {
      accept: plainHours(file.urgent.accept),
      respond: plainHours(file.urgent.respond),
      resolve: plainHours(file.urgent.resolve),
    },
    emergencies: file.emergencies.map((emergency) => ({
      ...emergency,
      name: allLanguages(emergency.name, locale),
      category: emergency.category ?? null,
      advice: emergency.advice ? allLanguages(emergency.advice, locale) : null,
    })),
    outside: file.outside.map((matter) => ({
      ...matter,
      name: allLanguages(matter.name, locale),
      where: allLanguages(matter.where, locale),
    })),
    survey: {
      afterHours: survey.after,
      remindHours: survey.remind,
      closeHours: survey.close,
    },
    escalation: file.escalation,
    privacy: { retainHours: privacy.retain },
    policy: buildPolicy(file.policy),
  }
}

function buildPolicy({ radar, after, ...policy }: OrgFile['policy']): Policy {
  const { back, ...signs } = radar
  return {
    ...policy,
    radar: { ...signs, backHours: back },
    after: { changeHours: after.change, reopenHours: after.reopen, askHours: after.ask },
  }
}

/** Around the clock every hour is one of work. */
function plainHours(amount: number): WorkDuration {
  return { amount, unit: 'hours' }
}

function buildUnit(unit: OrgFile['units'][number], locale: Locale): OrgUnit {
  return {
    code: unit.code,
    kind: unit.kind,
    parent: unit.parent ?? null,
    name: allLanguages(unit.name, locale),
    aliases: unit.aliases,
    area: unit.area ? withoutClosingPoint(unit.area) : null,
  }
}

function buildCategory(category: OrgFile['categories'][number], file: OrgFile): OrgCategory {
  const line = [category, ...above(category, file.categories)]
  return {
    code: category.code,
    parent: category.parent ?? null,
    name: allLanguages(category.name, file.locale),
    route: line.find(({ route }) => route !== undefined)?.route ?? 'own',
    urgency: category.urgency,
    keywords: category.keywords,
    examples: category.examples,
    proof: line.find(({ proof }) => proof !== undefined)?.proof ?? false,
    deadline: line.find(({ deadline }) => deadline !== undefined)?.deadline ?? null,
  }
}

/** The categories above one, nearest first. The file has been checked for circles. */
function above(
  category: OrgFile['categories'][number],
  categories: OrgFile['categories'],
): OrgFile['categories'] {
  const parent = categories.find(({ code }) => code === category.parent)
  return parent ? [parent, ...above(parent, categories)] : []
}

function allLanguages(names: Partial<Record<Locale, string | undefined>>, locale: Locale): Names {
  const own = names[locale] ?? ''
  return { 'zh-CN': names['zh-CN'] ?? own, en: names.en ?? own }
}

function withoutClosingPoint(ring: [number, number][]): [number, number][] {
  const [first, last] = [ring[0], ring.at(-1)]
  return first && last && first[0] === last[0] && first[1] === last[1] ? ring.slice(0, -1) : ring
}
