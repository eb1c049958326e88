import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { dangerFirst } from '../../src/classify/danger-first.ts'
import { guessWith } from '../../src/classify/guess.ts'
import { readOrgAlone } from '../../src/classify/org-alone.ts'
import { createReads } from '../../src/classify/reads.ts'
import { readFamilies } from '../../src/org/families.ts'
import { parseOrg } from '../../src/org/parse-org.ts'

/** A chat takes one message a second, and eleven of a life go to its secretary: with so many nobody's pace holds the county up. */
export const COMMUNITIES = 3_000
const COMMUNITIES_OF_A_TOWN = 50
export const SECRETARIES_FROM = 500_000
export const RESIDENTS_FROM = 1_000_000
/** Chats of the people who come with a filled database: nobody answers there. */
export const COPIES_FROM = 20_000_000_000
/** Their appeals have numbers of that year and the next: long over, so that the desk gives none of them. */
export const COPIES_YEAR = 20
const DEMO = 'org/wulian.yaml'

/**
 * The county of the bench, as an org file: the categories, emergencies and words of the demo county, but many more
 * communities, each with a secretary who handles all of it. JSON is YAML, too.
 */
export function benchCounty(count = COMMUNITIES): string {
  const demo = parse(readFileSync(DEMO, 'utf8')) as Record<string, unknown>
  const communities = Array.from({ length: count }, (_one, at) => at)
  const towns = communities.slice(0, Math.ceil(count / COMMUNITIES_OF_A_TOWN))
  return JSON.stringify({
    ...{ name: demo['name'], timezone: demo['timezone'], locale: demo['locale'] },
    ...{ emergencies: demo['emergencies'], survey: demo['survey'], privacy: demo['privacy'] },
    categories: (demo['categories'] as Record<string, unknown>[]).map(handledOnTheSpot),
    units: [
      { code: 'county', kind: 'county', name: '县' },
      ...towns.map((at) => ({
        code: `t${at}`,
        kind: 'township',
        parent: 'county',
        name: `${at}镇`,
      })),
      ...communities.map((at) => ({
        code: communityOf(at),
        kind: 'community',
        parent: `t${Math.floor(at / COMMUNITIES_OF_A_TOWN)}`,
        name: `${nameOf(at)}社区`,
      })),
    ],
    staff: [
      ...communities.map((at) => ({
        ...{ telegram: SECRETARIES_FROM + at, name: `${nameOf(at)}社区书记` },
        ...{ unit: communityOf(at), role: 'head' },
      })),
      { telegram: SECRETARIES_FROM - 1, name: '县中心', unit: 'county', role: 'dispatcher' },
      { telegram: SECRETARIES_FROM - 2, name: '县领导', unit: 'county', role: 'leader' },
    ],
  })
}

/** Code of the n-th community, counted round: appeals and residents are dealt out evenly. */
export function communityOf(index: number): string {
  return `c${index % COMMUNITIES}`
}

/** Telegram id of the secretary of the n-th community. */
export function secretaryOf(index: number): number {
  return SECRETARIES_FROM + (index % COMMUNITIES)
}

/** As a resident goes by: the seed of the database and the phones agree in it. */
export function residentName(telegramId: number): string {
  return `居民${telegramId}`
}

/**
 * What residents write: those examples of the org file which the desk is sure about and which speak of no danger, so
 * that every life is the ordinary one. Which house it is stands before.
 */
export function everydayWords(orgFile: string): string[] {
  const read = parseOrg(orgFile, 'county')
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  const { org } = read
  const reads = createReads(org)
  const guess = guessWith(readOrgAlone(org.categories, readFamilies()).classify)
  const classify = dangerFirst(guess, org, reads.emergencies)
  const isEveryday = (text: string) =>
    classify(text).sure &&
    reads.emergencies(text).length === 0 &&
    reads.outside(text) === null &&
    reads.place(text).place === null &&
    reads.place(text).likely.length === 0
  return org.categories
    .flatMap(({ examples }) => examples)
    .filter((example) => /\p{Script=Han}/u.test(example) && isEveryday(`3号楼2单元${example}`))
}

function handledOnTheSpot(category: Record<string, unknown>): Record<string, unknown> {
  return { ...category, proof: false, route: 'own' }
}

const SYLLABLES = '金银山水石桥云峰松柏梅兰竹菊东西南北福康泰宁瑞祥德义'

/** Three syllables, each combination once. */
function nameOf(index: number): string {
  const size = SYLLABLES.length
  const places = [index, index / size, index / size ** 2]
  return places.map((at) => SYLLABLES.charAt(Math.floor(at) % size)).join('')
}
