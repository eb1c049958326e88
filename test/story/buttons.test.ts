import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptedCase, actsOf, appealRow, asks, decides } from '../support/case.ts'
import { verbsOf } from '../support/contract-verbs.ts'
import {
  after,
  DISPATCHER,
  hasButton,
  LEADER,
  numberIn,
  openCounty,
  peopleOf,
  photo,
  pictures,
  pressAndSay,
  type County,
  type Department,
} from '../support/county.ts'
import { wordsOf, type Phone } from '../support/phone.ts'

let county: County
let dispatcher: Phone
let leader: Phone

beforeAll(async () => {
  county = await openCounty()
  ;[dispatcher, leader] = await Promise.all([county.staff(DISPATCHER), county.staff(LEADER)])
})
afterAll(() => county.close())

async function handlerOf(department: Department): Promise<Phone> {
  return county.staff(peopleOf(department).handler)
}

describe.concurrent('the buttons of a resident', () => {
  it('lang and home choose the language and the home community', async () => {
    const resident = county.resident('zh-hans')
    resident.says('/language')
    await resident.presses('lang:en')
    await resident.sees(/English from now on/)
    resident.says('/home')
    await resident.presses('home:west')
    await resident.sees(/your community is.*West End/)
    const known = await county.sql(
      'SELECT locale, home FROM person WHERE telegram_id = $1',
      resident.id,
    )
    expect(known).toEqual([{ locale: 'en', home: 'west' }])
  })

  it('draft.category, draft.place and draft.anonymous change the card, and what is submitted', async () => {
    const resident = county.resident()
    resident.says('dogs trouble in our street')
    await resident.presses('draft.category')
    await resident.presses('draft.category:noise')
    await resident.sees((one) => /What: noise department/.test(wordsOf(one)))
    await resident.presses('draft.place:west')
    await resident.sees((one) => /Where: West End/.test(wordsOf(one)))
    await resident.presses('draft.place')
    await resident.presses('draft.place:east')
    await resident.sees((one) => /Where: East End/.test(wordsOf(one)))
    expect((await resident.presses('draft.anonymous')).text).toMatch(/Name hidden/)
    await resident.sees((one) => hasButton(one, 'draft.submit') && /hidden/.test(wordsOf(one)))
    await resident.presses('draft.submit')
    const number = numberIn(await resident.seesButton('appeal.show:'))
    expect(await appealRow(county, number)).toMatchObject({
      ...{ status: 'assigned', category: 'noise', unit: 'noise', place: 'east', anonymous: true },
    })
  })

  it('draft.cancel drops the draft', async () => {
    const resident = county.resident()
    resident.says('trees trouble')
    await resident.presses('draft.cancel')
    await resident.sees(/nothing was submitted/)
    const drafts =
      'SELECT 1 FROM draft d JOIN person p ON p.id = d.person_id WHERE telegram_id = $1'
    expect(await county.sql(drafts, resident.id)).toEqual([])
  })

  it('appeal.add takes words, a photo and an album, and the unit hears all of it', async () => {
    const resident = county.resident()
    const handler = await handlerOf('lifts')
    const number = await county.submit(resident, 'lifts trouble in block 4')
    await handler.seesButton(`task.accept:${number}`)
    await pressAndSay(resident, `appeal.add:${number}`, 'It is stuck on floor 9')
    await handler.sees(/It is stuck on floor 9/)
    await pressAndSay(resident, `appeal.add:${number}`, { files: [photo(1)] })
    await handler.sees(() => pictures(handler).length === 1)
    await pressAndSay(resident, `appeal.add:${number}`, {
      files: [photo(2), photo(3), photo(4)],
      caption: 'From all sides',
    })
    await handler.sees(/From all sides/)
    await handler.sees(() => pictures(handler).length === 4)
    const files = await county.sql(
      'SELECT 1 FROM attachment f JOIN appeal a ON a.id = f.appeal_id WHERE number = $1',
      number,
    )
    expect(files).toHaveLength(4)
    const since = after(resident)
    await resident.presses(`appeal.show:${number}`)
    const card = await resident.sees((one) => since(one) && /What happened/.test(wordsOf(one)))
    expect(wordsOf(card)).toContain('It is stuck on floor 9')
    expect(wordsOf(card)).toContain('From all sides')
  })

  it('appeal.remind urges once a day', async () => {
    const resident = county.resident()
    const handler = await handlerOf('dogs')
    const number = await county.submit(resident, 'dogs trouble at the school gate')
    const before = await resident.seesButton(`appeal.remind:${number}`)
    expect((await resident.presses(`appeal.remind:${number}`)).text).toBe(
      'They have been reminded.',
    )
    await handler.sees((one) => /sent a reminder/.test(wordsOf(one)))
    const { world } = county.telegram
    const again = await world.press(resident.id, before.messageId, `appeal.remind:${number}`)
    expect(again.text).toMatch(/again tomorrow/)
    expect((await actsOf(county, number)).filter((act) => act === 'urge')).toHaveLength(1)
    await resident.sees(
      (one) => one.messageId === before.messageId && !hasButton(one, 'appeal.remind'),
    )
  })

  it('appeal.withdraw ends it, and the unit hears of it', async () => {
    const resident = county.resident()
    const handler = await handlerOf('buses')
    const number = await county.submit(resident, 'buses trouble on line 3')
    await handler.seesButton(`task.accept:${number}`)
    await resident.presses(`appeal.withdraw:${number}`)
    await resident.sees(/Withdrawn\./)
    await handler.sees(/The resident withdrew it/)
    expect((await appealRow(county, number)).status).toBe('withdrawn')
  })

  it('appeal.again takes a withdrawal back: the same words once more, under a new number', async () => {
    const resident = county.resident()
    const words = 'buses trouble on line 9'
    const number = await county.submit(resident, words)
    await resident.presses(`appeal.withdraw:${number}`)
    await resident.sees(/Withdrawn\./)
    const since = after(resident)
    await resident.presses(`appeal.again:${number}`)
    const card = await resident.sees((one) => since(one) && hasButton(one, 'draft.submit'))
    expect(wordsOf(card)).toContain(words)
    await resident.presses('draft.submit')
    const promise = await resident.sees((one) => since(one) && hasButton(one, 'appeal.show:'))
    expect(wordsOf(promise)).not.toContain(number)
  })
})

describe.concurrent('the buttons of a unit', () => {
  it('task.show and task.accept: signs for it, by name', async () => {
    const resident = county.resident()
    const handler = await handlerOf('water')
    const number = await county.submit(resident, 'water trouble in the cellar')
    await handler.seesButton(`task.accept:${number}`)
    handler.says('/tasks')
    await handler.sees(/Your tasks/)
    const since = after(handler)
    await handler.presses(`task.show:${number}`)
    const card = await handler.sees((one) => since(one) && hasButton(one, `task.accept:${number}`))
    expect(wordsOf(card)).toContain('water trouble in the cellar')
    expect(wordsOf(card)).toContain(`Goes by ${resident.id}`)
    await handler.presses(`task.accept:${number}`)
    await resident.sees(/has taken it on/)
    const { handler_id: by, status } = await appealRow(county, number)
    expect(status).toBe('accepted')
    const named = await county.sql(
      'SELECT 1 FROM person WHERE id = $1 AND telegram_id = $2',
      by,
      handler.id,
    )
    expect(named).toHaveLength(1)
  })

  it('task.memo never reaches the resident, neither words nor photos', async () => {
    const resident = county.resident()
    const handler = await handlerOf('power')
    const mate = await county.staff(peopleOf('power').mate)
    const number = await county.submit(resident, 'power trouble in the yard')
    await handler.presses(`task.accept:${number}`)
    await pressAndSay(handler, `task.memo:${number}`, 'MEMO-WORDS: a difficult neighbour')
    await mate.sees(/MEMO-WORDS/)
    await pressAndSay(handler, `task.memo:${number}`, {
      files: [photo(5), photo(6)],
      caption: 'MEMO-CAPTION',
    })
    await mate.sees(/MEMO-CAPTION/)
    await mate.sees(() => pictures(mate).length === 2)
    // What comes after it in the resident's chat shows that nothing is still on its way.
    await pressAndSay(handler, `task.note:${number}`, 'A note for you')
    await resident.sees(/A note for you/)
    await resident.presses(`appeal.show:${number}`)
    await resident.sees((one) => /What happened/.test(wordsOf(one)))
    expect(resident.text()).not.toMatch(/MEMO/)
    expect(pictures(resident)).toEqual([])
    expect(await actsOf(county, number)).toEqual([
      'submit',
      'assign',
      'accept',
      'memo',
      'memo',
      'note',
    ])
  })

  it('task.note with an album reaches the resident, words and every photo', async () => {
    const resident = county.resident()
    const handler = await handlerOf('rivers')
    const number = await county.submit(resident, 'rivers trouble behind the mill')
    await handler.presses(`task.accept:${number}`)
    await pressAndSay(handler, `task.note:${number}`, {
      files: [photo(7), photo(8), photo(9), photo(10)],
      caption: 'The bank is mended',
    })
    await resident.sees(/The bank is mended/)
    await resident.sees(() => pictures(resident).length === 4)
    const kept = await county.sql(
      `SELECT 1 FROM attachment f JOIN history h ON h.id = f.history_id
       JOIN appeal a ON a.id = h.appeal_id WHERE a.number = $1 AND h.act = 'note'`,
      number,
    )
    expect(kept).toHaveLength(4)
  })

  it('ask pauses the clock until the answer comes: as a reply, as the next message, as a photo', async () => {
    const resident = county.resident()
    const handler = await handlerOf('roads')
    const number = await county.submit(resident, 'roads trouble at the bridge')
    await handler.presses(`task.accept:${number}`)

    await pressAndSay(handler, `ask:${number}`, 'Which side of the bridge?')
    const question = await resident.sees(/Which side of the bridge/)
    expect((await appealRow(county, number)).paused_at).not.toBeNull()
    resident.says({ text: 'The north side', replyTo: question.messageId })
    await handler.sees(/The north side/)
    expect((await appealRow(county, number)).paused_at).toBeNull()

    await pressAndSay(handler, `ask:${number}`, 'How deep is the hole?')
    await resident.sees(/How deep is the hole/)
    resident.says('About an arm deep')
    await handler.sees(/About an arm deep/)
    expect((await appealRow(county, number)).paused_at).toBeNull()

    await pressAndSay(handler, `ask:${number}`, 'Can you show it?')
    await resident.sees(/Can you show it/)
    resident.says({ files: [photo(11)] })
    await handler.sees(() => pictures(handler).length === 1)
    const { paused_at: paused } = await appealRow(county, number)
    expect(paused).toBeNull()
    expect((await actsOf(county, number)).filter((act) => act === 'answer')).toHaveLength(3)
    for (const secret of [`secret_${handler.id}`, String(handler.id)])
      expect(resident.text()).not.toContain(secret)
    for (const secret of [`secret_${resident.id}`, `(${resident.id}`])
      expect(handler.text()).not.toContain(secret)
  })

  it('task.assign of a head shows the people of the unit and hands it over', async () => {
    const resident = county.resident()
    const head = await county.staff(peopleOf('trees').head)
    const handler = await handlerOf('trees')
    const number = await county.submit(resident, 'trees trouble over the path')
    await head.presses(`task.assign:${number}`)
    const choices = await head.sees((one) => hasButton(one, `task.assign:${number}:`))
    const chosen = (choices.buttons ?? []).flat().find(({ text }) => text === 'Mate of trees')
    expect(chosen).toBeDefined()
    const mate = await county.staff(peopleOf('trees').mate)
    await head.presses(chosen?.callback_data ?? '')
    await mate.sees((one) => hasButton(one, `task.accept:${number}`))
    const [{ telegram_id: named } = {}] = await county.sql<{ telegram_id: string }>(
      'SELECT telegram_id FROM appeal a JOIN person p ON p.id = a.handler_id WHERE number = $1',
      number,
    )
    expect(Number(named)).toBe(mate.id)
    expect(hasButton(await handler.seesButton(`task.accept:${number}`), 'task.assign')).toBe(false)
  })

  it('task.resolve sends the reply with its photos', async () => {
    const resident = county.resident()
    const handler = await handlerOf('schools')
    const number = await county.submit(resident, 'schools trouble with the roof')
    await handler.presses(`task.accept:${number}`)
    await pressAndSay(handler, `task.resolve:${number}`, { files: [photo(12)] })
    await handler.sees(/Please add your reply/)
    handler.says('The roof is tight again')
    await resident.sees(/The roof is tight again/)
    await resident.sees(() => pictures(resident).length === 1)
    expect((await appealRow(county, number)).status).toBe('resolved')
  })
})

describe.concurrent('more time', () => {
  it('is approved by the head, and the resident reads the reason and the new date', async () => {
    const { handler, head, resident, number } = await acceptedCase(county, 'food')
    const { due: before } = await appealRow(county, number)
    await asks(handler, `task.extend:${number}`, '5 days, waiting for a transformer')
    await decides(county, head, 'approve', number)
    const news = await resident.sees(/needs more time/)
    const { due, extended } = await appealRow(county, number)
    expect(extended).toBe(true)
    expect(due?.getTime()).toBeGreaterThan(before?.getTime() ?? Infinity)
    const day = (date: Date | null) =>
      new Intl.DateTimeFormat('en', { day: 'numeric', timeZone: 'Asia/Shanghai' }).format(date ?? 0)
    expect(wordsOf(news)).toContain('waiting for a transformer')
    expect(wordsOf(news)).toMatch(new RegExp(`\\b${day(due)}\\b`))
    await handler.sees(/More time: approved/)
  })

  it('is denied by a dispatcher, and the date stays', async () => {
    const { handler, number } = await acceptedCase(county, 'noise')
    const { due: before } = await appealRow(county, number)
    await asks(handler, `task.extend:${number}`, '3 days more')
    await decides(county, dispatcher, 'deny', number)
    await handler.sees(/More time: not approved/)
    expect(await appealRow(county, number)).toMatchObject({ due: before, extended: false })
  })
})

describe.concurrent('shelving', () => {
  it('is approved by a leader, the resident reads why, and work is resumed by a press', async () => {
    const { handler, resident, number } = await acceptedCase(county, 'wages')
    await asks(handler, `task.suspend:${number}`, '60 days, until the planting season')
    await decides(county, leader, 'approve', number)
    await resident.sees(/until the planting season/)
    expect((await appealRow(county, number)).status).toBe('shelved')
    await handler.presses(`task.resume:${number}`)
    await resident.sees(/is working on it again/)
    expect((await appealRow(county, number)).status).toBe('accepted')
  })

  it('is denied by the head', async () => {
    const { handler, head, number } = await acceptedCase(county, 'buses')
    await asks(handler, `task.suspend:${number}`, '30 days, no spare part')
    await decides(county, head, 'deny', number)
    await handler.sees(/Shelving: not approved/)
    expect((await appealRow(county, number)).status).toBe('accepted')
  })
})

describe('the table of buttons', () => {
  it('has every verb of residents and units pressed here', () => {
    const missing = [...verbsOf('resident'), ...verbsOf('unit')].filter(
      (verb) => !county.pressed.has(verb),
    )
    expect(missing).toEqual([])
  })

  it('spares dispatchers what is sure', async () => {
    const queued = await county.sql(
      `SELECT 1 FROM card WHERE chat = $1 AND kind IN ('task', 'queue')`,
      DISPATCHER,
    )
    expect(queued).toEqual([])
  })
})
