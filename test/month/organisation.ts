/** Twelve departments, each with a category, a head and a handler; five leaders, two of them with units of their own. */
export const UNITS = [
  'water',
  'power',
  'roads',
  'buses',
  'noise',
  'trees',
  'dogs',
  'lifts',
  'schools',
  'food',
  'wages',
  'rivers',
] as const
export type Unit = (typeof UNITS)[number]

export const DISPATCHER = 8001
export const LEADERS = [8101, 8102, 8103, 8104, 8105] as const

export const headOf = (unit: Unit) => 7000 + 10 * UNITS.indexOf(unit)
const handlerOf = (unit: Unit) => headOf(unit) + 1
const mateOf = (unit: Unit) => headOf(unit) + 2

/** Two colleagues take turns: one chat takes no more than one message a second. */
export function whoHandles({ unit, serial }: { unit: Unit; serial: number }): number {
  return Math.floor(serial / UNITS.length) % 2 === 0 ? handlerOf(unit) : mateOf(unit)
}

/** As the org file has it. JSON is YAML, too. */
export function organisation(): string {
  const both = (text: string) => ({ 'zh-CN': `${text}局`, en: `${text} department` })
  const [mayor, secretary, first, second, third] = LEADERS
  const leader = (telegram: number, name: string, charge?: readonly Unit[]) => ({
    ...{ telegram, name, unit: 'county', role: 'leader' },
    ...(charge && { charge }),
  })
  return JSON.stringify({
    name: { 'zh-CN': '小县', en: 'Small County' },
    timezone: 'Asia/Shanghai',
    locale: 'en',
    calendar: { country: 'CN', hours: ['08:30-12:00', '13:30-17:30'] },
    units: [
      { code: 'county', kind: 'county', name: 'Small County' },
      { code: 'town', kind: 'township', parent: 'county', name: 'Old Town' },
      { code: 'east', kind: 'community', parent: 'town', name: 'East End' },
      { code: 'west', kind: 'community', parent: 'town', name: 'West End' },
      ...UNITS.map((code) => ({
        code,
        kind: 'department',
        parent: 'county',
        name: both(code),
      })),
    ],
    staff: [
      ...UNITS.flatMap((unit) => [
        { telegram: headOf(unit), name: `Head of ${unit}`, unit, role: 'head' },
        { telegram: handlerOf(unit), name: `Handler of ${unit}`, unit, role: 'handler' },
        { telegram: mateOf(unit), name: `Mate of ${unit}`, unit, role: 'handler' },
      ]),
      { telegram: DISPATCHER, name: 'Dispatcher one', unit: 'county', role: 'dispatcher' },
      leader(mayor, 'Mayor'),
      leader(secretary, 'Secretary'),
      leader(first, 'Deputy for water and power', ['water', 'power']),
      leader(second, 'Deputy for roads and buses', ['roads', 'buses']),
      leader(third, 'Deputy for the rest'),
    ],
    categories: UNITS.map((code) => ({
      ...{ code, name: both(code), route: code, keywords: [`${code} trouble`] },
      deadline: { accept: '4h', respond: '1d', resolve: '3d' },
    })),
    survey: { after: '1h', remind: '24h', close: '72h' },
    policy: {
      claims: { joiners: 10, categories: [], rota: [LEADERS[2], LEADERS[3]] },
      conduct: [],
    },
  })
}
