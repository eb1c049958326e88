import { readFileSync } from 'node:fs'
import { createReads } from '../src/classify/reads.ts'
import type { Org, OrgUnit } from '../src/domain/organisation.ts'
import { parseOrg } from '../src/org/parse-org.ts'
import { spread } from './figures.ts'

const COMMUNITIES = 500
const TEXTS = 2000
const WARM_UP = 200

/** How long it takes to read place, emergency and outside matter out of one text, in a county of 500 communities. */
function measureReading(): void {
  const org = wideOrg()
  const reads = createReads(org)
  const took: number[] = []
  for (let index = 0; index < TEXTS + WARM_UP; index++) {
    const text = textOf(org, index)
    const begin = performance.now()
    reads.place(text)
    reads.outside(text)
    took.push(performance.now() - begin)
  }
  process.stdout.write(
    `${spread(`words of ${COMMUNITIES} communities read`, took.slice(WARM_UP))}\n`,
  )
}

/** The demo county with many more communities, each with three aliases. */
function wideOrg(): Org {
  const file = 'org/wulian.yaml'
  const read = parseOrg(readFileSync(file, 'utf8'), file)
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  const [some] = read.org.units.filter(({ kind }) => kind === 'community')
  if (!some) throw new Error(`${file} has no community`)
  const more = Array.from({ length: COMMUNITIES }, (_, index): OrgUnit => {
    const name = nameOf(index)
    const aliases = [`${name}路`, `${name}家园`, `${name.slice(1)}大街`]
    return { ...some, code: `c${index}`, name: { 'zh-CN': `${name}社区`, en: name }, aliases }
  })
  return { ...read.org, units: [...read.org.units, ...more] }
}

const SYLLABLES = '金银山水石桥云峰松柏梅兰竹菊东西南北福康泰宁瑞祥德义'

function nameOf(index: number): string {
  const at = (step: number) => SYLLABLES.charAt((index * step + step) % SYLLABLES.length)
  return at(1) + at(7) + at(11)
}

/** Half of the texts name a place; every fifth is ten times as long. */
function textOf(org: Org, index: number): string {
  const unit = org.units[index % org.units.length]
  const where = index % 2 === 0 ? (unit?.name['zh-CN'] ?? '') : '我们这里'
  const said = `${where}停电两天了没人管，变压器嗡嗡响，晚上一开空调就跳闸。No electricity since last night.`
  return index % 5 === 0 ? said.repeat(10) : said
}

measureReading()
