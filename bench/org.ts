/** How many communities the county of the bench has: each one's secretary gets a share of the work. */
export const UNITS = 100
export const SECRETARIES_FROM = 500_000

/**
 * A county in which one message a second to a chat holds nobody up: many communities, one category
 * that goes to the community itself.
 */
export function benchOrg(): string {
  const communities = Array.from({ length: UNITS }, (_, index) => index)
  return `
name: { zh-CN: County, en: County }
timezone: Asia/Shanghai
locale: en
calendar: { country: CN, hours: ["00:00-24:00"] }
units:
  - { code: county, kind: county, name: County }
  - { code: town, kind: township, parent: county, name: Town }
${communities.map((i) => `  - { code: c${i}, kind: community, parent: town, name: Community ${i} }`).join('\n')}
staff:
${communities.map((i) => `  - { telegram: ${SECRETARIES_FROM + i}, name: Secretary ${i}, unit: c${i}, role: head }`).join('\n')}
  - { telegram: 499999, name: Dispatcher, unit: county, role: dispatcher }
categories:
  - { code: light, name: Street light, route: own, keywords: [street light, lamp], examples: ["The street light is broken"],
      deadline: { accept: 2h, respond: 1d, resolve: 3d } }
`
}
