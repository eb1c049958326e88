import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatNumber } from '../../src/domain/number.ts'
import { after, DISPATCHER, LEADER, openCounty, peopleOf, type County } from '../support/county.ts'
import { wordsOf, type Phone } from '../support/phone.ts'

let county: County
let number: string
let resident: Phone
let handler: Phone
let head: Phone
let dispatcher: Phone
let leader: Phone

beforeAll(async () => {
  county = await openCounty()
  resident = county.resident()
  ;[handler, head, dispatcher, leader] = await Promise.all([
    county.staff(peopleOf('water').handler),
    county.staff(peopleOf('water').head),
    county.staff(DISPATCHER),
    county.staff(LEADER),
  ])
  number = await county.submit(resident, 'water trouble by the well')
  await handler.seesButton(`task.accept:${number}`)
})
afterAll(() => county.close())

/** What the desk answers first, as the person reads it. */
async function answer(who: Phone, command: string): Promise<string> {
  const since = after(who)
  who.says(command)
  return wordsOf(await who.sees(since))
}

const EVERYONE = ['start', 'help', 'language', 'cancel', 'privacy']
const RESIDENT = ['new', 'my', 'appeal', 'home', 'forget']
const STAFF = ['tasks', 'task', 'stats']
const HEAD = ['unit']
const DISPATCH = ['queue', 'find']
const OVERSEE = ['demands']
const LEAD = ['board', 'overdue']

describe('commands', () => {
  it('of everyone and of residents each get their own answer', async () => {
    const who = county.resident()
    expect(await answer(who, '/start')).toMatch(/this is Huiying/)
    expect(await answer(who, '/help')).toMatch(/write what is wrong/)
    expect(await answer(who, '/language')).toMatch(/Choose a language/)
    expect(await answer(who, '/cancel')).toMatch(/nothing to cancel/)
    expect(await answer(who, '/privacy')).toMatch(/How your data is used/)
    expect(await answer(who, '/new')).toMatch(/What is wrong\?/)
    expect(await answer(who, '/my')).toMatch(/not told us anything yet/)
    expect(await answer(who, '/home')).toMatch(/Which community/)
    expect(await answer(who, '/forget')).toMatch(/Erase what we know/)
    expect(await answer(resident, '/my')).toContain(number)
    expect(await answer(resident, `/appeal ${number}`)).toContain('water trouble by the well')
  })

  it('of staff, heads and dispatchers each get their own answer', async () => {
    expect(await answer(handler, '/tasks')).toMatch(/Your tasks[\s\S]*water trouble/)
    expect(await answer(handler, `/task ${number}`)).toMatch(/Resident: .*Goes by/)
    expect(await answer(handler, '/stats')).toMatch(/How it stands/)
    expect(await answer(head, '/unit')).toContain(number)
    expect(await answer(dispatcher, '/queue')).toMatch(/Waiting to be assigned/)
    expect(await answer(dispatcher, '/find by the well')).toContain(number)
    expect(await answer(dispatcher, '/find')).toMatch(/what to look for/)
    expect(await answer(leader, '/demands')).toMatch(/What many people bring up/)
    expect(await answer(leader, '/overdue')).toMatch(/Who is late/)
    expect(await answer(leader, '/board')).toMatch(/The desk at a glance[\s\S]*1 open/)
    await leader.sees(({ media }) => media?.kind === 'photo')
  })

  it('that a person may not use are answered exactly like unknown ones', async () => {
    const stranger = county.resident()
    const unknown = await answer(stranger, '/nonsense')
    for (const name of [...STAFF, ...HEAD, ...DISPATCH, ...OVERSEE, ...LEAD])
      expect(await answer(stranger, `/${name} ${number}`)).toBe(unknown)
    const unknownToStaff = await answer(leader, '/nonsense')
    for (const name of [...HEAD, ...DISPATCH])
      expect(await answer(leader, `/${name} ${number}`)).toBe(unknownToStaff)
  })

  it('with a number: a slip is a typing error, a right one that is not there is not found', async () => {
    const who = county.resident()
    const slip = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`
    expect(await answer(who, `/appeal ${slip}`)).toMatch(/typing error/)
    expect(await answer(who, slip)).toMatch(/typing error/)
    expect(await answer(who, `/appeal ${formatNumber(26, 99_999)}`)).toMatch(/found no appeal/)
    expect(await answer(who, `/appeal ${number}`)).toMatch(/found no appeal/)
    expect(await answer(who, '/appeal')).toMatch(/add the number/)
    expect(await answer(handler, `/task ${slip}`)).toMatch(/typing error/)
  })

  it('are published by role, and in the language of the person', async () => {
    const { world } = county.telegram
    const menu = (who: Phone) => world.commands(who.id).map(({ command }) => command)
    const everybody = [...EVERYONE, ...RESIDENT]
    // A menu is published by a message of its own, after the first answer.
    const sees = (who: Phone) => expect.poll(() => menu(who))
    await sees(resident).toEqual(expect.arrayContaining(everybody))
    expect(menu(resident)).toHaveLength(everybody.length)
    await sees(handler).toEqual(expect.arrayContaining([...everybody, ...STAFF]))
    await sees(head).toEqual(expect.arrayContaining([...STAFF, ...HEAD]))
    await sees(dispatcher).toEqual(expect.arrayContaining([...STAFF, ...DISPATCH, ...OVERSEE]))
    await sees(leader).toEqual(expect.arrayContaining([...STAFF, ...OVERSEE, ...LEAD]))
    expect(menu(dispatcher)).not.toEqual(expect.arrayContaining(LEAD))
    expect(menu(handler)).not.toEqual(expect.arrayContaining(HEAD))
    expect(menu(leader)).not.toEqual(expect.arrayContaining(DISPATCH))

    const described = (who: Phone) =>
      world.commands(who.id).find(({ command }) => command === 'help')?.description
    expect(described(resident)).toBe('How it works')
    await expect.poll(() => described(county.resident('zh-hans'))).toMatch(/\p{Script=Han}/u)
    const polyglot = await county.staff(peopleOf('water').mate)
    await expect.poll(() => described(polyglot)).toBe('How it works')
    polyglot.says('/language')
    await polyglot.presses('lang:zh-CN')
    await polyglot.sees((one) => /\p{Script=Han}/u.test(wordsOf(one)))
    await expect.poll(() => described(polyglot)).toMatch(/\p{Script=Han}/u)
  })
})
