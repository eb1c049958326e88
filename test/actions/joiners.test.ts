import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../src/actions/forget.ts'
import { appealScreen } from '../../src/actions/screens.ts'
import { loadCase } from '../../src/queries/facts.ts'
import { joinersOf } from '../../src/store/joiners.ts'
import { NOW, RULES } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.at(NOW)
  await desk.clearOutbox()
})

const [RESIDENT, CONTENT, UNHAPPY, SILENT] = [811, 812, 813, 814]

/** Four households behind one appeal that the unit works on. */
async function together(): Promise<string> {
  const number = await desk.submit(RESIDENT, 'power')
  await desk.act(STAFF.handler, number, { act: 'accept' })
  for (const one of [CONTENT, UNHAPPY, SILENT]) {
    await desk.person(one)
    await desk.act(one, number, { act: 'join' }, { words: `power, too, says ${one}` })
  }
  return number
}

async function replies(number: string): Promise<void> {
  await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'mended' })
}

async function answers(who: number, number: string, solved: string, satisfied: string) {
  await desk.act(who, number, { act: 'contacted', answer: 'yes' })
  await desk.act(who, number, { act: 'solved', answer: solved })
  await desk.act(who, number, { act: 'satisfied', answer: satisfied })
}

/** To whom a card of the return visit went. */
async function asked(): Promise<number[]> {
  const parcels = await desk.parcels()
  return parcels.filter(({ kind }) => kind === 'survey').map(({ chat }) => chat)
}

describe('a return visit of several households', () => {
  it('asks each of them once, and in the next round only who was not content', async () => {
    const number = await together()
    await replies(number)
    desk.later(1.1)
    await desk.due()
    expect((await asked()).sort()).toEqual([RESIDENT, CONTENT, UNHAPPY, SILENT])
    await answers(CONTENT, number, 'yes', '5')
    await answers(UNHAPPY, number, 'no', '1')
    expect(await desk.appeal(number)).toMatchObject({ status: 'accepted', rounds: 1 })

    await desk.clearOutbox()
    await replies(number)
    desk.later(1.1)
    await desk.due()
    expect((await asked()).sort()).toEqual([RESIDENT, UNHAPPY, SILENT])
  })

  it('ends by itself: silence of the others takes nothing from who said that it is solved', async () => {
    const number = await together()
    await replies(number)
    await answers(CONTENT, number, 'yes', '4')
    desk.later(73)
    await desk.due()
    const { status, outcome } = await desk.appeal(number)
    expect({ status, outcome }).toEqual({ status: 'closed', outcome: 'solved_confirmed' })
  })
})

describe('a resident who is forgotten', () => {
  it('leaves the appeal to whoever joined first, who stays without a name', async () => {
    const number = await together()
    const resident = await desk.person(RESIDENT)
    const first = await desk.person(CONTENT)
    await desk.work((work) => forget(work, resident))
    const appeal = await desk.appeal(number)
    expect(appeal).toMatchObject({
      ...{ status: 'accepted', resident: first.id, anonymous: true, households: 3 },
    })
    const left = await desk.work(({ tx }) => joinersOf(tx, appeal.id))
    expect(left.map(({ person }) => person)).not.toContain(first.id)
    expect(left).toHaveLength(2)
  })
})

/** What stands on the card of an appeal for this household. */
async function cardFor(who: number, number: string): Promise<string> {
  const person = await desk.person(who)
  const screen = await desk.work(async (work) => {
    const loaded = await loadCase(work.tx, number, { rules: RULES, now: NOW }, false)
    if (!loaded) throw new Error(`There is no ${number}.`)
    return appealScreen(work, person, loaded)
  })
  return desk.desk.renderer.render(screen, 'en', NOW).text
}

describe('what the unit says to one household', () => {
  const ASKED = 'Mr Wang, do you owe the bill of 8-2-301?'

  it('is read by that household, and by no other', async () => {
    const number = await together()
    await desk.act(STAFF.handler, number, { act: 'note' }, { words: 'we are on our way' })
    await desk.act(STAFF.handler, number, { act: 'contact' }, { words: 'rang Mr Wang' })
    await desk.act(STAFF.handler, number, { act: 'ask' }, { words: ASKED })
    const [own, other] = [await cardFor(RESIDENT, number), await cardFor(CONTENT, number)]
    expect(own).toContain(ASKED)
    expect(own).toContain('in touch with you')
    expect(other).toContain('we are on our way')
    expect(other).not.toMatch(/8-2-301|asked you|in touch with you|Name hidden/)
    const told = (await desk.parcels()).filter(({ body }) => body.includes('8-2-301'))
    for (const { chat } of told) expect([RESIDENT, STAFF.handler, STAFF.head]).toContain(chat)
    expect((await desk.parcels(RESIDENT)).at(-1)?.body).toContain('your answer to their question')
    expect((await desk.parcels(CONTENT)).at(-1)?.body).toContain('from another household')
  })

  it('stays with it when it leaves: the next one is neither asked nor reminded, and the clock runs', async () => {
    const number = await together()
    await desk.act(STAFF.handler, number, { act: 'ask' }, { words: ASKED })
    await desk.clearOutbox()
    await desk.act(RESIDENT, number, { act: 'leave' })
    expect(await cardFor(CONTENT, number)).not.toMatch(/8-2-301|asked you/)
    expect(await desk.appeal(number)).toMatchObject({ paused: null })
    desk.later(24 * 10)
    await desk.due()
    expect((await desk.parcels(CONTENT)).map(({ body }) => body).join()).not.toContain('8-2-301')
    await desk.act(STAFF.handler, number, { act: 'ask' }, { words: 'and your meter?' })
    expect(await cardFor(CONTENT, number)).toContain('and your meter?')
  })
})

describe('what one of several households says to the unit', () => {
  it('comes with the number of the household, the same for good, and never with a name', async () => {
    const number = await together()
    await desk.act(CONTENT, number, { act: 'leave' })
    await desk.clearOutbox()
    const said = async (who: number) => {
      await desk.act(who, number, { act: 'add' }, { words: `still dark, says ${who}` })
      const [notice] = (await desk.parcels(STAFF.handler)).filter(({ kind }) => kind === 'words')
      const task = (await desk.parcels(STAFF.head)).at(-1)?.body ?? ''
      await desk.clearOutbox()
      return [
        notice?.body.match(/第 (\d) 户补充/u)?.[1],
        task.match(/补充（第 (\d) 户）/gu)?.at(-1),
      ]
    }
    expect(await said(UNHAPPY)).toEqual(['3', expect.stringContaining('3')])
    expect(await said(RESIDENT)).toEqual(['1', expect.stringContaining('1')])
    expect(await said(SILENT)).toEqual(['4', expect.stringContaining('4')])
    expect(await said(UNHAPPY)).toEqual(['3', expect.stringContaining('3')])
  })

  it('is the resident’s where nobody else waits', async () => {
    const number = await desk.submit(RESIDENT, 'power')
    await desk.clearOutbox()
    await desk.act(RESIDENT, number, { act: 'add' }, { words: 'still dark' })
    for (const { body } of await desk.parcels(STAFF.handler)) expect(body).not.toMatch(/第 \d 户/u)
  })
})
