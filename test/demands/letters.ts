import type { Letter } from '../../src/demands/group.ts'

const DAY_MS = 24 * 3_600_000
const BEGIN = Date.UTC(2025, 2, 1)

/** A letter of somebody who wrote no other, on the first day, about no known place or category. */
export function letter(
  id: string,
  text: string,
  more: Partial<Letter> & { day?: number } = {},
): Letter {
  const { day = 0, ...rest } = more
  return {
    ...{ id, text, title: null, at: BEGIN + day * DAY_MS },
    ...{ household: id, place: null, category: null, ...rest },
  }
}

/** Six households about one dusty yard by one estate. */
export const PLANT = [
  '柳泉花园旁边的石料场每天扬尘，窗户都不敢开',
  '我住柳泉花园二期，北边石料场灰尘太大，孩子一直咳嗽',
  '石料场离柳泉花园只有几十米，粉尘落满阳台，请环保部门来看看',
  '柳泉花园附近石料场夜里还在碎石，扬尘加噪音',
  '请管管柳泉花园北侧的石料场，洒水车从来没见过，到处是灰',
  '石料场扬尘严重影响柳泉花园居民，投诉三次没有结果',
].map((text, index) => letter(`plant-${index}`, text, { day: index }))

/** Four households about one bus line. */
export const BUS = [
  'The number 12 bus to Weaver Lane has not come on time all week',
  'Weaver Lane is cut off: bus 12 was cancelled three mornings running',
  'Bus 12 skips the Weaver Lane stop in the evening and we walk home in the dark',
  'Waited an hour for the 12 bus at Weaver Lane with two small children',
].map((text, index) => letter(`bus-${index}`, text, { day: index }))

/** Letters about nothing that anybody else wrote of. */
export const ALONE = [
  '退休金这个月少发了两百块，社保窗口说不清楚原因',
  '老城墙边的公共厕所晚上八点就锁门',
  '想给父亲办残疾证，不知道去哪家医院鉴定',
  '青石桥栏杆断了一截，骑车很危险',
  '网上买的电动车上不了牌照，车管所让回去等',
  '村里的自来水一到下午就发黄',
  '菜场鱼贩短斤少两，市场办没人接电话',
  '孩子转学手续卡在学籍系统里三个星期了',
  'The library closes before anyone with a job can get there',
  'My pension letter has somebody else’s name on it',
  'A fallen oak blocks the footpath behind the mill',
  'Who do I ask about a licence for a market stall?',
  '广场舞音响太响，老人睡不着',
  '驾校一直不退押金',
].map((text, index) => letter(`alone-${index}`, text, { day: index }))
