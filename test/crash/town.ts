/** A county small enough that everybody in it has something to do. */
export const DEPARTMENTS = ['water', 'power', 'roads', 'noise'] as const

export const DISPATCHERS = [8001, 8002]
export const LEADER = 8003
export const RESIDENTS = Array.from({ length: 12 }, (_, index) => 9001 + index)

/** Telegram ids of a department's head and its two handlers. */
export function peopleOf(department: (typeof DEPARTMENTS)[number]): number[] {
  const first = 7000 + 10 * DEPARTMENTS.indexOf(department)
  return [first, first + 1, first + 2]
}

/** The org file. JSON is YAML, too. */
export function orgFile(): string {
  const roles = ['head', 'handler', 'handler']
  return JSON.stringify({
    name: 'Small County',
    timezone: 'Asia/Shanghai',
    locale: 'en',
    calendar: { country: 'CN', hours: ['08:30-12:00', '13:30-17:30'] },
    units: [
      { code: 'county', kind: 'county', name: 'Small County' },
      { code: 'town', kind: 'township', parent: 'county', name: 'Old Town' },
      { code: 'east', kind: 'community', parent: 'town', name: 'East End' },
      ...DEPARTMENTS.map((code) => ({
        ...{ code, kind: 'department', parent: 'county', name: `Office of ${code}` },
      })),
    ],
    staff: [
      ...DEPARTMENTS.flatMap((unit) =>
        peopleOf(unit).map((telegram, place) => ({
          ...{ telegram, name: `${unit} ${place}`, unit, role: roles[place] },
        })),
      ),
      ...DISPATCHERS.map((telegram) => ({
        ...{ telegram, name: `Dispatcher ${telegram}`, unit: 'county', role: 'dispatcher' },
      })),
      { telegram: LEADER, name: 'County leader', unit: 'county', role: 'leader' },
    ],
    categories: DEPARTMENTS.map((code) => ({
      ...{ code, name: `Matters of ${code}`, route: code, keywords: [`${code} trouble`] },
      deadline: { accept: '2d', respond: '5d', resolve: '30d' },
    })),
    survey: { after: '1h', remind: '3h', close: '5h' },
  })
}
