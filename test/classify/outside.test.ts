import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createReads } from '../../src/classify/reads.ts'
import { parseOrg } from '../../src/org/parse-org.ts'

const read = parseOrg(readFileSync('org/wulian.yaml', 'utf8'), 'org/wulian.yaml')
if ('faults' in read) throw new Error(read.faults.join('\n'))
const { outside } = createReads(read.org)

describe('a matter outside the desk is told by the words of the demo county', () => {
  test.each([
    ['a judgment', '法院判决下来一年了，对方就是不给钱', 'court'],
    ['an old judgment', '前年法院判决的案子还没执行', 'court'],
    ['a judgment that somebody does not accept', '我不服法院的判决，想让你们改判', 'court'],
    ['a trial', '我们正在打官司，想问什么时候开庭', 'court'],
    ['a lawsuit in English', 'My landlord filed a lawsuit against me', 'court'],
    ['a debt', '邻居欠我钱三年不还', 'private'],
    ['a divorce', '我要离婚，他不同意', 'private'],
    ['an inheritance', '兄弟几个争遗产', 'private'],
    ['a debt in English', 'My cousin owes me money', 'private'],
    ['a report to the police', '电动车被偷，已经报案，没有消息', 'reported'],
    ['a case in English', 'I reported it to the police, what now?', 'reported'],
    ['the first of two', '他欠我钱，法院判决了也不还', 'court'],
  ])('%s', (_remark, text, code) => {
    expect(outside(text)).toBe(code)
  })
})

describe('what only sounds like it stays with the desk', () => {
  test.each([
    ['the street in front of the court', '法院门口的路灯坏了'],
    ['the above demands', '请解决以上诉求'],
    ['a basketball court', 'The lights of the basketball court are broken'],
    ['wages', '包工头欠我钱，干了三个月'],
    ['wages in English', 'My boss owes me money for two months'],
    ['a certificate', 'Where do I get my divorce certificate?'],
    ['a fee for a child too many', '社会抚养费退不退'],
    ['old houses', '文化遗产没人保护'],
    ['a call to the police about noise', '半夜太吵，报警也没用'],
    ['police who take no case', '派出所就是不给立案'],
    ['an emergency, whatever else it is', '正在打官司的那家着火了'],
    ['a power cut', '小区停电两天了没人管'],
  ])('%s', (_remark, text) => {
    expect(outside(text)).toBeNull()
  })
})
