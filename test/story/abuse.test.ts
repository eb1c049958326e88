import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verbRow, VERBS, type Verb } from '../../src/flows/verbs.ts'
import { formatNumber } from '../../src/domain/number.ts'
import { acceptedCase, actsOf, appealRow, asks } from '../support/case.ts'
import {
  after,
  hasButton,
  openCounty,
  peopleOf,
  pressAndSay,
  type County,
} from '../support/county.ts'
import { wordsOf, type Phone } from '../support/phone.ts'

let county: County

beforeAll(async () => {
  county = await openCounty()
})
afterAll(() => county.close())

/** Everything that the desk knows of one appeal, to compare before and after. */
function dump(number: string) {
  return county.sql(
    `SELECT to_jsonb(a) AS appeal, to_jsonb(p) - 'locale' AS resident,
       (SELECT jsonb_agg(to_jsonb(h) ORDER BY h.seq) FROM history h WHERE h.appeal_id = a.id) AS history,
       (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.id) FROM request r WHERE r.appeal_id = a.id) AS requests,
       (SELECT jsonb_agg(to_jsonb(f) ORDER BY f.id) FROM attachment f WHERE f.appeal_id = a.id) AS files
     FROM appeal a JOIN person p ON p.id = a.resident_id WHERE a.number = $1`,
    number,
  )
}

async function answer(who: Phone, words: string): Promise<string> {
  const since = after(who)
  who.says(words)
  return wordsOf(await who.sees(since))
}

/** Presses forged data on the newest message of the bot in one's own chat, or on one that has this button. */
async function forge(who: Phone, data: string, on = ''): Promise<string> {
  const bubble = who.chat().findLast((one) => one.by === 'bot' && (on === '' || hasButton(one, on)))
  const { text } = await county.telegram.world.press(who.id, bubble?.messageId ?? 0, data)
  return text ?? ''
}

/** Every button there is, about a foreign appeal, request and draft. */
function everyButton(number: string, request: number): string[] {
  const values = {
    yes_no: 'no',
    solved: 'yes',
    rating: '1',
    locale: 'en',
    page: '0',
    code: 'roads',
  }
  const given: Record<string, string> = { ...values, number, request: String(request) }
  return (Object.keys(VERBS) as Verb[]).flatMap((verb) => {
    const { args, optional } = verbRow(verb)
    const short = [verb, ...args.map((one) => given[one] ?? '1')].join(':')
    return optional ? [short, `${short}:${given[optional] ?? '1'}`] : [short]
  })
}

describe.concurrent('the same thing twice', () => {
  it('an update that is delivered twice is handled once', async () => {
    const { handler, resident, number } = await acceptedCase(county, 'water')
    county.telegram.faults.redeliver(3)
    await pressAndSay(handler, `task.note:${number}`, 'Said only once')
    await resident.sees(/Said only once/)
    await pressAndSay(handler, `task.note:${number}`, 'The next one')
    await resident.sees(/The next one/)
    expect((await actsOf(county, number)).filter((act) => act === 'note')).toHaveLength(2)
  })

  it('a press that comes again under a new update id changes nothing more', async () => {
    const { handler, resident, number } = await acceptedCase(county, 'power')
    await asks(handler, `task.extend:${number}`, '2 days more')
    const head = await county.staff(peopleOf('power').head)
    county.telegram.faults.repeatPress()
    await head.presses('task.approve:')
    await resident.sees(/needs more time/)
    const twice = county.resident()
    twice.says('power trouble twice')
    await twice.presses('draft.place:east')
    await twice.seesButton('draft.submit')
    county.telegram.faults.repeatPress()
    await twice.presses('draft.submit')
    await twice.seesButton('appeal.show:')
    await answer(twice, '/help')
    const own =
      'SELECT number FROM appeal a JOIN person p ON p.id = a.resident_id WHERE telegram_id = $1'
    expect(await county.sql(own, twice.id)).toHaveLength(1)
    const approved = (await actsOf(county, number)).filter((act) => act === 'approve_extension')
    expect(approved).toHaveLength(1)
  })

  it('a toggle that comes again is not taken back; pressed once more on its new face it is', async () => {
    const resident = county.resident()
    resident.says('schools trouble, and I would rather not be named')
    await resident.seesButton('draft.anonymous')
    const isHidden = async () => {
      const found = await county.sql<{ anonymous: boolean }>(
        'SELECT anonymous FROM draft d JOIN person p ON p.id = d.person_id WHERE telegram_id = $1',
        resident.id,
      )
      return found[0]?.anonymous
    }
    county.telegram.faults.repeatPress()
    await resident.presses('draft.anonymous')
    await resident.sees((one) => JSON.stringify(one.buttons ?? []).includes('Show my name'))
    await answer(resident, '/help')
    expect(await isHidden()).toBe(true)
    await resident.presses('draft.anonymous')
    await resident.sees((one) => JSON.stringify(one.buttons ?? []).includes('Hide my name'))
    expect(await isHidden()).toBe(false)
  })

  it('two handlers who accept at the same moment: one holds it, the other reads why not', async () => {
    const people = peopleOf('roads')
    const both = await Promise.all([county.staff(people.handler), county.staff(people.mate)])
    const number = await county.submit(county.resident(), 'roads trouble at the mill')
    await Promise.all(both.map((one) => one.seesButton(`task.accept:${number}`)))
    const answers = await Promise.all(both.map((one) => one.presses(`task.accept:${number}`)))
    const texts = answers.map(({ text }) => text ?? '')
    expect(texts.filter((text) => text === 'Done.')).toHaveLength(1)
    expect(texts.find((text) => text !== 'Done.')).toMatch(/already|not possible/i)
    expect((await actsOf(county, number)).filter((act) => act === 'accept')).toHaveLength(1)
  })
})

describe.concurrent('a press on an old card', () => {
  it('of a draft: after it was submitted, and when a newer card of it stands below', async () => {
    const resident = county.resident()
    resident.says('trees trouble by the pond')
    const first = await resident.seesButton('draft.place:east')
    resident.says('and it is getting worse')
    await resident.sees((one) => one.messageId > first.messageId && hasButton(one, 'draft.place'))
    const { world } = county.telegram
    const since = after(resident)
    const early = await world.press(resident.id, first.messageId, 'draft.cancel')
    expect(early.text).toMatch(/out of date/)
    await resident.sees((one) => since(one) && hasButton(one, 'draft.place'))
    await resident.presses('draft.place:east')
    const card = await resident.seesButton('draft.submit')
    await resident.presses('draft.submit')
    const promise = await resident.seesButton('appeal.show:')
    for (const data of [
      'draft.submit',
      'draft.cancel',
      'draft.category:noise',
      'draft.place:west',
    ]) {
      const { text } = await world.press(resident.id, card.messageId, data)
      expect(text).toMatch(/out of date/)
    }
    const own = `SELECT category, place, status FROM appeal a JOIN person p ON p.id = a.resident_id
      WHERE telegram_id = $1`
    expect(await county.sql(own, resident.id)).toEqual([
      { category: 'trees', place: 'east', status: 'assigned' },
    ])
    expect(wordsOf(promise)).toMatch(/Number/)
  })

  it('of a task that moved to another unit', async () => {
    const handler = await county.staff(peopleOf('noise').handler)
    const dispatcher = await county.staff(8001)
    const number = await county.submit(county.resident(), 'noise trouble every night')
    const card = await handler.seesButton(`task.accept:${number}`)
    await answer(dispatcher, `/task ${number}`)
    await dispatcher.presses(`task.assign:${number}`)
    await dispatcher.presses(`task.assign:${number}:schools`)
    await handler.sees(/is with .*schools/)
    const before = await dump(number)
    const { world } = county.telegram
    for (const data of ['task.accept', 'task.show', 'task.note', 'task.return', 'ask']) {
      const { text } = await world.press(handler.id, card.messageId, `${data}:${number}`)
      expect(text).toMatch(/nothing left to do/)
    }
    expect(await dump(number)).toEqual(before)
  })
})

describe('a stranger', () => {
  it('changes nothing and learns nothing, by any button, with any number, request or draft', async () => {
    const { handler, resident, number } = await acceptedCase(county, 'dogs')
    await asks(handler, `task.return:${number}`, 'A SECRET-REASON that names nothing')
    await handler.seesButton('task.propose:')
    resident.says('SECRET-DRAFT of the other one')
    await resident.seesButton('draft.submit')
    const [{ id: request } = { id: 0 }] = await county.sql<{ id: number }>(
      'SELECT r.id FROM request r JOIN appeal a ON a.id = r.appeal_id WHERE number = $1',
      number,
    )
    // One has nothing at all; the others forge on live cards of appeals of their own.
    const neighbour = county.resident()
    const own = await county.submit(neighbour, 'wages trouble at the mill')
    const clerk = await county.staff(peopleOf('wages').handler)
    await answer(clerk, `/task ${own}`)
    const strangers = [
      { stranger: county.resident(), on: '' },
      { stranger: neighbour, on: `appeal.show:${own}` },
      { stranger: clerk, on: `task.accept:${own}` },
    ]
    const nowhere = formatNumber(26, 99_999)
    const before = await dump(number)
    const foreign = everyButton(number, request)
    const missing = everyButton(nowhere, 999_999)
    const tries = strangers.map(async ({ stranger, on }) => {
      await answer(stranger, '/help')
      for (const [at, data] of foreign.entries()) {
        if (/^(lang|home)\b/.test(data)) continue
        const text = await forge(stranger, data, on)
        expect([data, text.length > 0 && text.length <= 200]).toEqual([data, true])
        expect([data, await forge(stranger, missing[at] ?? '', on)]).toEqual([data, text])
      }
      for (const prefix of ['/appeal ', '/task ', ''])
        expect(await answer(stranger, prefix + number)).toBe(
          await answer(stranger, prefix + nowhere),
        )
      expect(stranger.text()).not.toMatch(/SECRET|dogs|In progress/)
      expect(stranger.text()).not.toContain(`Goes by ${resident.id}`)
    })
    await Promise.all(tries)
    expect(await dump(number)).toEqual(before)
    const drafts = await county.sql(`SELECT text FROM draft WHERE text LIKE '%SECRET%'`)
    expect(drafts).toEqual([{ text: 'SECRET-DRAFT of the other one' }])
  })

  it('gets a short notice for nonsense, and nothing breaks', async () => {
    const stranger = county.resident()
    await answer(stranger, '/help')
    const number = formatNumber(26, 1)
    const nonsense = [
      'x',
      ':',
      '::::',
      'task.accept',
      `task.accept:${number}:more:and:more`,
      'survey.satisfied:26-0000001-4:9',
      `appeal.show:' OR 1=1 --`,
      `appeal.show:"; DROP TABLE appeal; --`,
      '<b>bold</b>',
      '__proto__',
      'constructor:1',
      'toString',
      'lang:xx',
      'home:nowhere',
      'draft.category:nowhere',
      'my:99999',
      'my:9999',
      `task.assign:${number}:..`,
      'task.approve:2147483648',
      'task.approve:999999999',
      `task.show:${'9'.repeat(50)}`,
      '\u202Eadmin',
      '\u{1F600}',
    ]
    for (const data of nonsense) {
      const text = await forge(stranger, data)
      expect([data, text.length > 0 && text.length <= 200]).toEqual([data, true])
    }
    expect(await county.sql(`SELECT 1 FROM inbox WHERE state = 'failed'`)).toEqual([])
  })
})

describe.concurrent('who is who', () => {
  it('a cadre whose own unit has their appeal is a resident in it, and nothing else', async () => {
    const { handler: id, mate: mateId } = peopleOf('food')
    const [cadre, mate] = await Promise.all([county.staff(id), county.staff(mateId)])
    const number = await county.submit(cadre, 'food trouble in my own canteen')
    await mate.seesButton(`task.accept:${number}`)
    const before = await dump(number)
    for (const verb of ['task.accept', 'task.memo', 'task.resolve', 'ask'])
      expect((await forge(cadre, `${verb}:${number}`)).length).toBeGreaterThan(0)
    expect(cadre.chat().some((one) => hasButton(one, `task.accept:${number}`))).toBe(false)
    expect(await dump(number)).toEqual(before)
    await mate.presses(`task.accept:${number}`)
    await cadre.sees(/has taken it on/)
    await pressAndSay(mate, `task.memo:${number}`, 'INTERNAL matter')
    expect(await answer(cadre, `/task ${number}`)).not.toContain('INTERNAL')
    expect(cadre.text()).not.toContain('INTERNAL')
  })

  it('a resident who blocks the bot shows as not reachable on the task card, until they are back', async () => {
    const { handler, resident, number } = await acceptedCase(county, 'lifts')
    const isCard = (text: string) => text.includes(number) && text.includes('Resident: ')
    county.telegram.world.block(resident.id)
    await handler.sees((one) => isCard(wordsOf(one)) && /Not reachable/.test(wordsOf(one)))
    county.telegram.world.unblock(resident.id)
    await handler.sees((one) => isCard(wordsOf(one)) && !/Not reachable/.test(wordsOf(one)))
    expect((await appealRow(county, number)).status).toBe('accepted')
  })

  it('neither side of a question learns who the other one is', async () => {
    const resident = county.resident('zh-hans')
    const handler = await county.staff(peopleOf('rivers').handler)
    resident.says('rivers trouble below the dam')
    await resident.presses('draft.place:east')
    await resident.seesButton('draft.submit')
    await resident.presses('draft.anonymous')
    await resident.presses('draft.submit')
    const card = await handler.seesButton('task.accept:')
    const number = /task\.accept:(\S+)/.exec(JSON.stringify(card.buttons))?.[1]?.slice(0, 12)
    await handler.presses(`task.accept:${number}`)
    await pressAndSay(handler, `ask:${number}`, 'Since when?')
    await resident.sees(/Since when\?/)
    resident.says('Since Monday')
    await handler.sees(/Since Monday/)
    await answer(handler, `/task ${number}`)
    expect(handler.text()).not.toMatch(new RegExp(`${resident.id}|Goes by|secret_|zh`))
    expect(resident.text()).not.toMatch(new RegExp(`${handler.id}|Goes by|secret_|Handler of`))
  })
})
