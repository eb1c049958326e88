import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createRuleReader } from '../../src/classify/word-rules.ts'
import { parseOrg } from '../../src/org/parse-org.ts'

const read = parseOrg(readFileSync('org/wulian.yaml', 'utf8'), 'org/wulian.yaml')
if ('faults' in read) throw new Error(read.faults.join('\n'))
const emergencies = createRuleReader(read.org.emergencies)

describe('an emergency is heard in the words of the demo county', () => {
  test.each([
    ['a fire', '三号楼着火了，快来人', ['fire']],
    ['a fire, nobody comes', '楼下车棚着火了没人管', ['fire']],
    ['a fire in traditional characters', '車棚起火了', ['fire']],
    ['a fire after one of last year', '去年着过火，现在又着火了', ['fire']],
    ['a fire in a second sentence', '去年着过火。今天五楼着火了', ['fire']],
    ['a fire in English', 'The bin shed is on fire', ['fire']],
    ['a gas leak', '楼道里煤气味很大', ['gas-leak']],
    ['a gas pipe that leaks', '我家天然气管子好像在漏', ['gas-leak']],
    ['gas in capitals', 'I SMELL GAS in the hallway', ['gas-leak']],
    [
      'a smell of gas, the other way round',
      'There is a strong gas smell in Anshun estate',
      ['gas-leak'],
    ],
    ['a gas leak with other things missing', '没人管，燃气泄漏了', ['gas-leak']],
    ['a wire on the ground', '大风把电线刮断了，掉在路上', ['live-wire']],
    ['a pole that gives shocks', '路灯杆漏电，刚才把狗电死了', ['live-wire']],
    ['a wire in English', 'A wire is lying on the ground near the school', ['live-wire']],
    ['a child in a well', '有个小孩掉进井里了', ['child']],
    ['a lost child', '我家孩子不见了', ['child']],
    ['a child that is beaten', 'the neighbour is beating his child every night', ['child']],
    ['despair', '我真的不想活了', ['despair']],
    ['despair as a threat', '再不解决我就从楼上跳楼', ['despair']],
    ['despair that is denied', '我没有想自杀，就是撑不住了', ['despair']],
    ['despair as an if', '如果再这样，我就去死', ['despair']],
    ['despair in English', 'I want to die', ['despair']],
    ['two at once, in the order of the file', '煤气味很大，厨房已经烧起来了', ['fire', 'gas-leak']],
  ])('%s', (_remark, text, expected) => {
    expect(emergencies(text)).toEqual(expected)
  })
})

describe('no emergency is heard in words that only look like one', () => {
  test.each([
    ['a gas leak that is over', '以前煤气泄漏过，已经修好'],
    ['a fire of last year', '去年楼上着火，到现在墙还没刷'],
    ['a fire, said with the particle of the past', '这个车棚着火过，希望装个灭火器'],
    ['a fire that was put out', '楼下起火已经扑灭，谢谢消防员'],
    ['a fire lane', '消防通道被占，车进不去'],
    ['a fire that might be', '电动车在楼道充电，万一着火怎么办'],
    ['a fire that is feared', '担心电线老化起火'],
    ['a risk of fire', '线路老化，容易引发着火'],
    ['a drill', '学校搞着火演练，太吵'],
    ['no fire', '没有着火，就是烟大'],
    ['no leak found', '师傅来看了，没发现燃气泄漏'],
    ['a fire extinguisher', 'The fire extinguisher is missing'],
    ['no fire in English', 'There is no gas leak, only a noise'],
    ['a fire last year in English', 'Our shed was on fire last year and nobody has repaired it'],
    ['what if it burns', 'What if the cables are on fire one day'],
    ['a fire drill', 'Too loud during the drill when they shouted that the house is on fire'],
    ['flats sold cheaply', '这家店天天喊跳楼价，太吵'],
    ['a switch', '漏电保护器坏了，总跳闸'],
    ['water from a gas heater', '燃气热水器漏水'],
    ['a power cut', '小区停电两天了没人管'],
    ['the wire in another clause', '电线老旧，树叶掉了一地'],
    ['flame-coloured', 'The fireplace shop plays music'],
    ['nothing', ''],
  ])('%s', (_remark, text) => {
    expect(emergencies(text)).toEqual([])
  })
})

test('each of its numbers and lines is given in both languages', () => {
  for (const { code, name, advice, call } of read.org.emergencies) {
    expect(call, code).toMatch(/^\d+$/u)
    expect(name['zh-CN'], code).toMatch(/\p{Script=Han}/u)
    expect(advice?.['zh-CN'], code).toMatch(/\p{Script=Han}/u)
    expect(advice?.en, code).not.toMatch(/\p{Script=Han}/u)
  }
})
