import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Outgoing } from '../../src/sandbox/world-types.ts'
import { after, hasButton, numberIn, openCounty, photo, type County } from '../support/county.ts'
import { wordsOf, type Phone } from '../support/phone.ts'

let county: County

beforeAll(async () => {
  // The demo county: both languages, real areas, thirty categories.
  county = await openCounty({ ORG_FILE: './org/wulian.yaml' })
})
afterAll(() => county.close())

/** A phone that counts what its owner has to do. */
function counted(who: Phone) {
  const steps: string[] = []
  return {
    steps,
    says(what: string | Outgoing) {
      steps.push('say')
      return who.says(what)
    },
    presses(data: string) {
      steps.push(data)
      return who.presses(data)
    },
  }
}

function draftOf(who: Phone) {
  return county.sql<{ text: string; place: string | null; files: string }>(
    `SELECT text, place, (SELECT count(*) FROM attachment f WHERE f.draft_id = d.id) AS files
     FROM draft d JOIN person p ON p.id = d.person_id WHERE telegram_id = $1`,
    who.id,
  )
}

describe.concurrent('the shortest way', () => {
  it.each([
    ['zh-hans', '小区停电两天了没人管', '楼道的灯坏了，老人摔跤了', /编号/],
    ['en', 'No electricity since last night', 'The street light is out again', /Number/],
  ])(
    'in %s is three steps for a first-timer and two at home',
    async (language, first, second, number) => {
      const resident = county.resident(language)
      const newcomer = counted(resident)
      newcomer.says(first)
      await newcomer.presses('draft.place:anshun')
      await resident.seesButton('draft.submit')
      await newcomer.presses('draft.submit')
      const promise = await resident.sees((one) => hasButton(one, 'appeal.show:'))
      expect(wordsOf(promise)).toMatch(number)
      expect(newcomer.steps).toHaveLength(3)
      const known = 'SELECT home FROM person WHERE telegram_id = $1'
      expect(await county.sql(known, resident.id)).toEqual([{ home: 'anshun' }])

      const since = after(resident)
      const neighbour = counted(resident)
      neighbour.says(second)
      await resident.sees((one) => since(one) && hasButton(one, 'draft.submit'))
      await neighbour.presses('draft.submit')
      await resident.sees((one) => since(one) && hasButton(one, 'appeal.show:'))
      expect(neighbour.steps).toHaveLength(2)
    },
  )

  it('is three steps with a location, too, which becomes home', async () => {
    const resident = county.resident()
    const newcomer = counted(resident)
    newcomer.says('No electricity in our street')
    newcomer.says({ location: { latitude: 35.755, longitude: 119.205 } })
    await resident.seesButton('draft.submit')
    await newcomer.presses('draft.submit')
    await resident.seesButton('appeal.show:')
    expect(newcomer.steps).toHaveLength(3)
    const [{ home } = {}] = await county.sql<{ home: string | null }>(
      'SELECT home FROM person WHERE telegram_id = $1',
      resident.id,
    )
    expect(home).not.toBeNull()
  })
})

describe('a draft', () => {
  it('survives a restart, and words, photos and a pin join it whenever they arrive', async () => {
    const resident = county.resident()
    resident.says('The lift is stuck')
    await resident.seesButton('draft.place')
    await county.restart()
    resident.says({ files: [photo(1), photo(2), photo(3)], caption: 'since Monday' })
    await resident.sees((one) => /3 photos/.test(wordsOf(one)))
    await county.restart()
    resident.says({ location: { latitude: 35.755, longitude: 119.205 } })
    const card = await resident.sees((one) => hasButton(one, 'draft.submit'))
    expect(wordsOf(card)).toContain('The lift is stuck')
    expect(wordsOf(card)).toContain('since Monday')
    await resident.presses('draft.submit')
    const number = numberIn(await resident.seesButton('appeal.show:'))
    const files = 'SELECT 1 FROM attachment f JOIN appeal a ON a.id = f.appeal_id WHERE number = $1'
    expect(await county.sql(files, number)).toHaveLength(3)
  })

  it('stays through a change of language, which its card follows', async () => {
    const resident = county.resident('zh-hans')
    resident.says('No electricity since last night')
    await resident.seesButton('draft.place')
    resident.says('/language')
    await resident.presses('lang:en')
    await resident.sees(/English from now on/)
    const since = after(resident)
    resident.says('and no water either')
    const card = await resident.sees((one) => since(one) && hasButton(one, 'draft.place'))
    expect(wordsOf(card)).toMatch(/What:/)
    expect(wordsOf(card)).toContain('No electricity since last night')
  })

  it('goes with /forget, together with who it was; whoever writes again is new', async () => {
    const resident = county.resident()
    const number = await county.submit(resident, 'No electricity since noon', 'anshun')
    resident.says('SOMETHING PRIVATE')
    await resident.sees((one) => wordsOf(one).includes('SOMETHING PRIVATE'))
    resident.says('/forget')
    await resident.presses('forget:yes')
    await resident.sees(/Erased/)
    expect(await draftOf(resident)).toEqual([])
    expect(await county.sql('SELECT 1 FROM person WHERE telegram_id = $1', resident.id)).toEqual([])
    expect(await county.sql(`SELECT 1 FROM words WHERE text LIKE '%since noon%'`)).toEqual([])
    const kept = await county.sql('SELECT status FROM appeal WHERE number = $1', number)
    expect(kept).toEqual([{ status: 'withdrawn' }])
    const since = after(resident)
    resident.says('/my')
    expect(wordsOf(await resident.sees(since))).toMatch(/not told us anything yet/)
  })

  it('waits 72 hours, and then is put away with a word', async () => {
    const [early, late] = [county.resident(), county.resident()]
    early.says('The lift is stuck again')
    await early.seesButton('draft.place')
    // 71 hours take 7.1 seconds.
    await county.restart({ CLOCK_RATE: '36000' })
    const [{ left } = { left: 0 }] = await county.sql<{ left: number }>(
      `SELECT extract(epoch FROM due_at - now())::float / 3600 AS left FROM timer t
       JOIN draft d ON d.id::text = t.subject JOIN person p ON p.id = d.person_id
       WHERE kind = 'draft_expire' AND telegram_id = $1`,
      early.id,
    )
    expect(left).toBeGreaterThan(71.5)
    expect(left).toBeLessThan(72.5)
    late.says('This one comes later')
    await late.seesButton('draft.place')
    await early.sees(/waited three days/)
    expect(await draftOf(early)).toEqual([])
    await late.sees(/waited three days/)
    const since = after(early)
    const card = early.chat().findLast((one) => one.by === 'bot' && /lift/.test(wordsOf(one)))
    expect(card).toBeUndefined()
    early.says('The lift is stuck, still')
    await early.sees((one) => since(one) && hasButton(one, 'draft.category'))
  })
})
