import { POLICY } from '../support/policy.ts'
import type { Names, Org, OrgCategory, OrgUnit } from '../../src/domain/organisation.ts'

const names = (text: string): Names => ({ 'zh-CN': text, en: text })

/** A unit that a test does not care about, but for what it names. */
export function unit(code: string, given: Partial<OrgUnit> = {}): OrgUnit {
  const name = names(code)
  return { code, kind: 'community', parent: 'town', name, aliases: [], area: null, ...given }
}

export function category(code: string, given: Partial<OrgCategory> = {}): OrgCategory {
  return {
    code,
    parent: null,
    name: names(code),
    route: 'own',
    urgency: 'normal',
    keywords: [],
    examples: [],
    deadline: null,
    ...given,
  }
}

/** A county with one town, one department and the given communities. */
export function smallOrg(communities: readonly OrgUnit[], given: Partial<Org> = {}): Org {
  return {
    name: names('county'),
    timezone: 'Asia/Shanghai',
    locale: 'zh-CN',
    calendar: {
      country: 'CN',
      hours: Array(7).fill([{ from: 510, to: 720 }]),
      closures: [],
      workdays: [],
    },
    units: [
      unit('county', { kind: 'county', parent: null }),
      unit('housing', { kind: 'department', parent: 'county' }),
      unit('town', { kind: 'township', parent: 'county' }),
      ...communities,
    ],
    staff: [],
    categories: [],
    urgent: {
      accept: { amount: 1, unit: 'hours' },
      respond: { amount: 2, unit: 'hours' },
      resolve: { amount: 24, unit: 'hours' },
    },
    emergencies: [],
    outside: [],
    survey: { afterHours: 1, remindHours: 24, closeHours: 72 },
    escalation: { soon: 0.75, late: ['head', 'leader'], rework: 2 },
    privacy: { retainHours: 17_520 },
    policy: POLICY,
    ...given,
  }
}
