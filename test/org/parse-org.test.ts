import { describe, expect, test } from 'vitest'
import type { Org } from '../../src/domain/organisation.ts'
import { parseOrg } from '../../src/org/parse-org.ts'

/** The example of the public contract, word for word. */
const contract = `name: { zh-CN: 五莲县, en: Wulian County }
timezone: Asia/Shanghai
locale: zh-CN                       # default language
calendar: { country: CN, hours: ["08:30-12:00", "13:30-17:30"] }
units:                              # a tree; kinds: county, department, township, community
  - { code: wulian,   kind: county,     name: { zh-CN: 五莲县, en: Wulian County } }
  - { code: housing,  kind: department, parent: wulian,   name: { zh-CN: 住建局, en: Housing and Construction } }
  - { code: hongning, kind: township,   parent: wulian,   name: { zh-CN: 洪凝街道, en: Hongning Street } }
  - { code: anshun,   kind: community,  parent: hongning, name: { zh-CN: 安顺社区, en: Anshun Community },
      area: [[119.19, 35.74], [119.22, 35.74], [119.22, 35.77], [119.19, 35.77]] }   # lon, lat ring
staff:                              # roles: handler, head, dispatcher, leader, admin
  - { telegram: 2001, name: Anshun secretary, unit: anshun, role: head }
categories:                         # a tree by "parent"; route: own (the community), parent (the township), or a unit code
  - { code: power, name: { zh-CN: 供电, en: Power supply }, route: housing,
      keywords: [停电, 变压器, power outage], examples: [小区停电两天了没人管, "No electricity since last night"],
      deadline: { accept: 2h, respond: 1d, resolve: 3d } }      # h: working hours, d: working days
survey: { after: 1h, remind: 24h, close: 72h }                  # plain hours after "resolved"
escalation: { soon: 0.75, late: [head, leader], rework: 2 }     # share of the deadline used
privacy: { retain: 730d }
`

const shortest = `name: Wulian
units:
  - { code: wulian, kind: county, name: Wulian }
categories:
  - { code: other, name: Other }
`

function orgOf(text: string): Org {
  const read = parseOrg(text, 'org.yaml')
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return read.org
}

function faultsOf(text: string): string[] {
  const read = parseOrg(text, 'org.yaml')
  return 'faults' in read ? read.faults : []
}

test('the example of the contract is accepted as it stands', () => {
  const org = orgOf(contract)
  expect(org.name).toEqual({ 'zh-CN': '五莲县', en: 'Wulian County' })
  const day = [
    { from: 8 * 60 + 30, to: 12 * 60 },
    { from: 13 * 60 + 30, to: 17 * 60 + 30 },
  ]
  expect(org.calendar.hours).toEqual([day, day, day, day, day, [], []])
  expect(org.units.map(({ code, parent }) => [code, parent])).toEqual([
    ['wulian', null],
    ['housing', 'wulian'],
    ['hongning', 'wulian'],
    ['anshun', 'hongning'],
  ])
  expect(org.units[3]!.area).toHaveLength(4)
  expect(org.staff).toEqual([
    { telegram: 2001, name: 'Anshun secretary', unit: 'anshun', role: 'head' },
  ])
  expect(org.categories[0]).toMatchObject({
    code: 'power',
    route: 'housing',
    urgency: 'normal',
    deadline: {
      accept: { amount: 2, unit: 'hours' },
      respond: { amount: 1, unit: 'days' },
      resolve: { amount: 3, unit: 'days' },
    },
  })
})

test("what may be left out has the contract's numbers", () => {
  const defaults = orgOf(shortest)
  const written = orgOf(contract)
  for (const key of ['timezone', 'locale', 'calendar', 'survey', 'escalation', 'privacy'] as const)
    expect(defaults[key], key).toEqual(written[key])
})

test('a name in one language stands for all of them', () => {
  const org = orgOf(shortest.replace('name: Wulian }', 'name: { zh-CN: 五莲 } }'))
  expect(org.name).toEqual({ 'zh-CN': 'Wulian', en: 'Wulian' })
  expect(org.units[0]!.name).toEqual({ 'zh-CN': '五莲', en: '五莲' })
})

test('a category takes route and deadline from the one above it', () => {
  const child = '  - { code: fuse, name: Fuse, parent: power }\nsurvey:'
  const fuse = orgOf(contract.replace('survey:', child)).categories[1]!
  expect(fuse.route).toBe('housing')
  expect(fuse.deadline?.accept).toEqual({ amount: 2, unit: 'hours' })
})

test('a category asks for proof where the one above it does, unless it says otherwise', () => {
  const proofs = (own: string) =>
    orgOf(
      shortest.replace(
        '{ code: other, name: Other }',
        `{ code: other, name: Other, proof: true }\n  - { code: below, parent: other, name: Below${own} }`,
      ),
    ).categories.map(({ proof }) => proof)
  expect(proofs('')).toEqual([true, true])
  expect(proofs(', proof: false')).toEqual([true, false])
  expect(orgOf(shortest).categories[0]?.proof).toBe(false)
})

test('a category without any deadline above it has none, and goes to the community', () => {
  expect(orgOf(shortest).categories[0]).toMatchObject({ route: 'own', deadline: null })
})

test('a ring may be closed by its first point; it is kept open', () => {
  const closed = contract.replace('[119.19, 35.77]]', '[119.19, 35.77], [119.19, 35.74]]')
  expect(orgOf(closed).units[3]!.area).toHaveLength(4)
})

describe('a mistake is named by line, entry, what was given and what is expected', () => {
  // prettier-ignore
  test.each([
    ['unknown kind', 'kind: department', 'kind: departmnt', 7, 'units[1].kind', '"departmnt"', 'did you mean "department"?'],
    ['unknown key', 'parent: wulian,   name: { zh-CN: 洪', 'paren: wulian, name: { zh-CN: 洪', 8, 'units[2].paren', '"paren"', 'did you mean "parent"?'],
    ['unknown key at the top', 'privacy:', 'privcy:', 19, 'privcy', '"privcy"', 'did you mean "privacy"?'],
    ['unknown language', 'en: Power supply', 'fr: Courant', 14, 'categories[0].name.fr', '"fr"', 'one of zh-CN, en'],
    ['missing parent', 'parent: hongning, ', '', 9, 'units[3].parent', 'nothing', 'the code of the unit above'],
    ['parent that is not there', 'parent: hongning', 'parent: hongnin', 9, 'units[3].parent', '"hongnin"', 'did you mean "hongning"?'],
    ['parent of the county', 'kind: county,', 'kind: county, parent: housing,', 6, 'units[0].parent', '"housing"', 'the county is the root'],
    ['circle of units', 'kind: township,   parent: wulian', 'kind: township, parent: anshun', 8, 'units[2].parent', '"anshun"', 'not below it'],
    ['second county', 'kind: department, parent: wulian', 'kind: county', 7, 'units[1].kind', '"county"', 'one county only'],
    ['no county', 'kind: county,  ', 'kind: township, parent: housing,', 6, 'units', '[{"code"', 'one unit of kind county'],
    ['code twice', 'code: housing', 'code: wulian', 7, 'units[1].code', '"wulian"', 'units[0]'],
    ['code too long', 'code: housing', `code: ${'h'.repeat(25)}`, 7, 'units[1].code', '"hhh', '1 to 24'],
    ['code in capitals', 'code: housing', 'code: Housing', 7, 'units[1].code', '"Housing"', 'a-z'],
    ['code that is a number', 'code: housing', 'code: 110', 7, 'units[1].code', '110', 'in quotes'],
    ['code that routes use', 'code: housing', 'code: own', 7, 'units[1].code', '"own"', 'another code'],
    ['longitude out of range', '[119.22, 35.74]', '[219.22, 35.74]', 10, 'units[3].area[1][0]', '219.22', '-180 to 180'],
    ['latitude first', '[119.19, 35.74]', '[35.74, 119.19]', 10, 'units[3].area[0][1]', '119.19', '-90 to 90'],
    ['two points', ', [119.22, 35.77], [119.19, 35.77]', '', 10, 'units[3].area', '[[119.19,35.74]', 'at least 3'],
    ['a point of one number', '[119.19, 35.74]', '[119.19]', 10, 'units[3].area[0]', '[119.19]', 'a point'],
    ['telegram id in quotes', '2001', '"2001"', 12, 'staff[0].telegram', '"2001"', 'a whole number above 0'],
    ['telegram id below nought', '2001', '-5', 12, 'staff[0].telegram', '-5', 'above 0'],
    ['unknown role', 'role: head', 'role: boss', 12, 'staff[0].role', '"boss"', 'handler, head, dispatcher'],
    ['unit that is not there', 'unit: anshun', 'unit: anshn', 12, 'staff[0].unit', '"anshn"', 'did you mean "anshun"?'],
    ['route that is not there', 'route: housing', 'route: housng', 14, 'categories[0].route', '"housng"', 'own, parent or the code of one of the units, did you mean "housing"?'],
    ['category above that is not there', 'route: housing', 'parent: utilities', 14, 'categories[0].parent', '"utilities"', 'one of the categories'],
    ['category above itself', 'route: housing', 'parent: power', 14, 'categories[0].parent', '"power"', 'not below it'],
    ['work in weeks', 'accept: 2h', 'accept: 2w', 16, 'categories[0].deadline.accept', '"2w"', '2h or 1d'],
    ['no time to accept', 'accept: 2h', 'accept: 0h', 16, 'categories[0].deadline.accept', '"0h"', 'more than none'],
    ['number without a unit', 'accept: 2h', 'accept: 2', 16, 'categories[0].deadline.accept', '2', '2h or 1d'],
    ['deadline in part', 'accept: 2h, ', '', 16, 'categories[0].deadline.accept', 'nothing', '2h or 1d'],
    ['keywords that are one text', '[停电, 变压器, power outage]', '停电', 15, 'categories[0].keywords', '"停电"', 'a list of texts'],
    ['keyword that is a number', '停电, ', '110, ', 15, 'categories[0].keywords[0]', '110', 'text'],
    ['reminder before the question', 'remind: 24h', 'remind: 1h', 17, 'survey.remind', '"1h"', 'more than survey.after'],
    ['longer to accept than to resolve', 'accept: 2h', 'accept: 4d', 16, 'categories[0].deadline.accept', '"4d"', 'no more than resolve'],
    ['more hours to accept than the days to resolve have', 'accept: 2h', 'accept: 23h', 16, 'categories[0].deadline.accept', '"23h"', 'no more than resolve'],
    ['longer to a first word than to resolve', 'respond: 1d', 'respond: 4d', 16, 'categories[0].deadline.respond', '"4d"', 'no more than resolve'],
    ['an urgent one longer to accept than to resolve', 'survey:', 'urgent: { accept: 2d }\nsurvey:', 17, 'urgent.accept', '"2d"', 'no more than resolve'],
    ['a community below a department', 'kind: community,  parent: hongning', 'kind: community,  parent: housing', 9, 'units[3].parent', '"housing"', 'no community lies in a department'],
    ['a township below a department', 'kind: township,   parent: wulian', 'kind: township,   parent: housing', 8, 'units[2].parent', '"housing"', 'no township lies in a department'],
    ['a community below a community', 'kind: township, ', 'kind: community, ', 9, 'units[3].parent', '"hongning"', 'no community lies in a community'],
    ['end before the reminder', 'close: 72h', 'close: 1d', 17, 'survey.close', '"1d"', 'more than survey.remind'],
    ['share in per cent', '0.75', '75', 18, 'escalation.soon', '75', 'above 0 and at most 1'],
    ['half a round', 'rework: 2', 'rework: 1.5', 18, 'escalation.rework', '1.5', 'a whole number'],
    ['unknown role in a list', '[head, leader]', '[head, chief]', 18, 'escalation.late[1]', '"chief"', 'one of handler'],
    ['privacy without a unit', '730d', '730', 19, 'privacy.retain', '730', 'such as 1h or 30d'],
    ['no such time zone', 'Asia/Shanghai', 'Asia/Wulian', 2, 'timezone', '"Asia/Wulian"', 'IANA'],
    ['no such language', 'locale: zh-CN', 'locale: zh', 3, 'locale', '"zh"', 'one of zh-CN, en'],
    ['country in small letters', 'country: CN', 'country: cn', 4, 'calendar.country', '"cn"', 'capital'],
    ['hours turned around', '08:30-12:00', '12:30-12:00', 4, 'calendar.hours[0]', '"12:30-12:00"', 'the beginning before the end'],
    ['hours that overlap', '13:30-17:30', '11:30-17:30', 4, 'calendar.hours[1]', '"11:30-17:30"', 'after the ones before'],
    ['hours past midnight', '13:30-17:30', '13:30-25:00', 4, 'calendar.hours[1]', '"13:30-25:00"', 'hours such as'],
    ['no hours', '["08:30-12:00", "13:30-17:30"]', '[]', 4, 'calendar.hours', '[]', 'a list of hours'],
    ['hours that are no list', '["08:30-12:00", "13:30-17:30"]', '8', 4, 'calendar.hours', '8', 'a map of weekdays'],
    ['a weekday that is none', '["08:30-12:00", "13:30-17:30"]', '{ monday: ["08:30-12:00"], teusday: [] }', 4, 'calendar.hours.teusday', '"teusday"', 'did you mean "tuesday"'],
    ['hours of a weekday that overlap', '["08:30-12:00", "13:30-17:30"]', '{ friday: ["08:30-12:00", "11:00-15:00"] }', 4, 'calendar.hours.friday[1]', '"11:00-15:00"', 'after the ones before'],
    ['a week without work', '["08:30-12:00", "13:30-17:30"]', '{ monday: [] }', 4, 'calendar.hours', '{"monday":[]}', 'at least one weekday'],
    ['a closure that is no date', 'country: CN', 'country: CN, closures: [2026-02-30]', 4, 'calendar.closures[0]', '"2026-02-30"', 'a date such as'],
    ['a range turned around', 'country: CN', 'country: CN, closures: ["2026-12-26..2026-12-24"]', 4, 'calendar.closures[0]', '"2026-12-26..2026-12-24"', 'or a range'],
    ['a range of years', 'country: CN', 'country: CN, workdays: ["2020-01-01..2026-12-24"]', 4, 'calendar.workdays[0]', '"2020-01-01..2026-12-24"', 'of a year at most'],
    ['a date that is free and made up', 'country: CN', 'country: CN, closures: ["2026-12-24..2026-12-26"], workdays: ["2026-12-26"]', 4, 'calendar.workdays', '["2026-12-26"]', 'not among closures, as 2026-12-26'],
    ['name without the default language', 'zh-CN: 住建局, ', '', 7, 'units[1].name.zh-CN', 'nothing', 'default language'],
    ['empty name', 'name: Anshun secretary', 'name: ""', 12, 'staff[0].name', '""', 'not empty'],
    ['a text where a map belongs', 'survey: { after: 1h, remind: 24h, close: 72h }', 'survey: never', 17, 'survey', '"never"', 'a survey'],
  ])('%s', (_remark, right, wrong, line, path, given, expected) => {
    expect(contract).toContain(right)
    const faults = faultsOf(contract.replace(right, wrong))
    expect(faults).toContainEqual(
      expect.stringContaining(`org.yaml:${line}: ${path}: given ${given}`),
    )
    expect(faults).toContainEqual(expect.stringContaining(expected))
    for (const fault of faults) expect(fault).not.toContain('\n')
  })
})

const dangers = `urgent: { accept: 30h, resolve: 2d }
emergencies:
  - { code: fire, name: { zh-CN: 着火, en: Fire }, words: [着火, on fire], unless: [起火点], call: "119",
      advice: { zh-CN: 先离开。, en: Get out. } }
  - { code: despair, name: Despair, words: [suicide], always: true, call: "12356" }
`

test('emergencies and urgent time are read, with their defaults', () => {
  const org = orgOf(contract + dangers)
  expect(org.urgent).toEqual({
    accept: { amount: 30, unit: 'hours' },
    respond: { amount: 2, unit: 'hours' },
    resolve: { amount: 48, unit: 'hours' },
  })
  expect(org.emergencies).toMatchObject([
    { code: 'fire', unless: ['起火点'], always: false, category: null, advice: { en: 'Get out.' } },
    { code: 'despair', unless: [], always: true, advice: null },
  ])
  expect(orgOf(contract)).toMatchObject({
    urgent: { accept: { amount: 1 }, respond: { amount: 2 }, resolve: { amount: 24 } },
    emergencies: [],
  })
})

describe('a mistake in an emergency is named like any other', () => {
  // prettier-ignore
  test.each([
    ['number without quotes', '"119"', '119', 22, 'emergencies[0].call', '119', 'in quotes'],
    ['no number', '"12356"', '"help"', 24, 'emergencies[1].call', '"help"', 'a telephone number'],
    ['category that is not there', 'call: "119"', 'category: pwer, call: "119"', 22, 'emergencies[0].category', '"pwer"', 'did you mean'],
    ['no words', '[suicide]', '[]', 24, 'emergencies[1].words', '[]', 'at least one word'],
    ['code twice', 'code: despair', 'code: fire', 24, 'emergencies[1].code', '"fire"', 'emergencies[0]'],
    ['always of another kind', 'always: true', 'always: often', 24, 'emergencies[1].always', '"often"', 'true or false'],
    ['unknown key', 'unless:', 'except:', 22, 'emergencies[0].except', '"except"', 'one of code, name, words'],
    ['advice without the default language', 'zh-CN: 先离开。, ', '', 23, 'emergencies[0].advice.zh-CN', 'nothing', 'default language'],
    ['working days', 'resolve: 2d }\nemer', 'resolve: 2w }\nemer', 20, 'urgent.resolve', '"2w"', 'such as 1h'],
  ])('%s', (_remark, right, wrong, line, path, given, expected) => {
    expect(contract + dangers).toContain(right)
    const [fault = '', ...more] = faultsOf((contract + dangers).replace(right, wrong))
    expect(fault).toContain(`org.yaml:${line}: ${path}: given ${given}`)
    expect(fault).toContain(expected)
    expect(more).toEqual([])
  })
})

const courts = `outside:
  - { code: court, name: { zh-CN: 法院的案子, en: Court }, words: [lawsuit], where: { zh-CN: 请找法院。, en: Go to court. } }
`

test('matters outside the desk are read', () => {
  expect(orgOf(contract + courts).outside).toMatchObject([
    { code: 'court', words: ['lawsuit'], unless: [], where: { en: 'Go to court.' } },
  ])
  expect(orgOf(contract).outside).toEqual([])
})

describe('a mistake in a matter outside the desk is named like any other', () => {
  // prettier-ignore
  test.each([
    ['nowhere to go', ', where: { zh-CN: 请找法院。, en: Go to court. }', '', 'outside[0].where', 'nothing', 'text, or a map'],
    ['where without the default language', 'zh-CN: 请找法院。, ', '', 'outside[0].where.zh-CN', 'nothing', 'default language'],
    ['unknown key', ' words: [lawsuit]', ' word: [lawsuit]', 'outside[0].word', '"word"', 'did you mean "words"?'],
  ])('%s', (_remark, right, wrong, path, given, expected) => {
    expect(contract + courts).toContain(right)
    const faults = faultsOf((contract + courts).replace(right, wrong))
    expect(faults).toContainEqual(expect.stringContaining(`org.yaml:21: ${path}: given ${given}`))
    expect(faults).toContainEqual(expect.stringContaining(expected))
  })
})

test('the same post twice is a mistake; two posts of one person are not', () => {
  const post = '  - { telegram: 2001, name: Anshun secretary, unit: anshun, role: head }\n'
  const second = post.replace('role: head', 'role: handler')
  expect(faultsOf(contract.replace(post, post + second))).toEqual([])
  expect(faultsOf(contract.replace(post, post + second + post))).toEqual([
    expect.stringContaining('org.yaml:14: staff[2]: given {'),
  ])
})

test('one slip is one line, even where others refer to the entry', () => {
  expect(faultsOf(contract.replace('kind: township', 'kind: townshp'))).toHaveLength(1)
  expect(faultsOf(contract.replace('zh-CN: 洪凝街道', 'zh-CN: ""'))).toHaveLength(1)
})

test('time that is as long in hours as in days is no mistake, nor is a whole day beside its hours', () => {
  const same = contract.replace('accept: 2h', 'accept: 7h').replace('resolve: 3d', 'resolve: 1d')
  expect(faultsOf(same)).toEqual([])
  expect(faultsOf(contract.replace('accept: 2h', 'accept: 3d'))).toEqual([])
})

test('all mistakes come together, in the order of the file', () => {
  const text = contract
    .replace('730d', '730')
    .replace('Asia/Shanghai', 'Mars')
    .replace('role: head', 'role: boss')
    .replace('parent: wulian', 'parent: wulan')
    .replace('accept: 2h', 'accept: 4d')
    .replace('close: 72h', 'close: 1h')
  expect(faultsOf(text).map((fault) => Number(fault.split(':')[1]))).toEqual([2, 7, 12, 16, 17, 19])
})

/** Nine to the eighth times "x". */
const unfolding = Array.from({ length: 8 }, (_, n) =>
  n === 0 ? 'a0: &a0 x' : `a${n}: &a${n} [${`*a${n - 1}, `.repeat(9)}]`,
).join('\n')

describe('what is not YAML is a line as well', () => {
  test.each([
    ['nothing', '', 'a map that describes the organisation'],
    ['a list', '- 1', 'a map that describes the organisation'],
    ['a bracket left open', 'name: x\nunits: [', 'org.yaml:2: not readable as YAML'],
    ['a key twice', 'name: x\nname: y', 'org.yaml:2: not readable as YAML'],
    ['a tab for indentation', 'name:\n\tzh-CN: x', 'org.yaml:2: not readable as YAML'],
    ['an alias of itself', 'name: &a [*a]', 'not readable as YAML'],
    ['an alias of nothing', 'name: *a', 'not readable as YAML'],
    ['a tag', 'name: !env X', 'not readable as YAML'],
    ['aliases that unfold without end', unfolding, 'not readable as YAML'],
  ])('%s', (_remark, text, expected) => {
    expect(faultsOf(text)[0]).toContain(expected)
  })
})

test('the line of a mistake is found behind an alias', () => {
  const text = contract
    .replace('deadline: { accept: 2h', 'deadline: &usual { accept: 2x')
    .replace('survey:', '  - { code: other, name: Other, deadline: *usual }\nsurvey:')
  expect(faultsOf(text).map((fault) => fault.split(' ')[0])).toEqual([
    'org.yaml:16:',
    'org.yaml:16:',
  ])
})
