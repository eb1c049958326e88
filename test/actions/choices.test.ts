import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../src/actions/forget.ts'
import { askForProposal } from '../../src/actions/propose.ts'
import { show } from '../../src/actions/show.ts'
import type { Shown } from '../../src/flows/effect.ts'
import { NOW } from '../support/builders.ts'
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

const WORDS = 'the noise never ends here'

/** What this member of staff is shown. */
async function shownTo(who: number, shown: Shown): Promise<string> {
  const person = await desk.person(who)
  await desk.clearOutbox()
  await desk.work((work) => show(work, person, shown, null))
  return (await desk.parcels(who)).map(({ body }) => body).join()
}

describe('While somebody chooses', () => {
  it.each(['assign', 'categories'] as const)(
    'the words stay in sight of a dispatcher: %s',
    async (what) => {
      const number = await desk.submit(901, `${WORDS} ${what}`)
      const body = await shownTo(STAFF.dispatcher, { what, number, parent: null })
      expect(body).toContain(`${WORDS} ${what}`)
      expect(body).toContain(`task.show:${number}`)
    },
  )

  it('the words stay in sight of a head', async () => {
    const number = await desk.submit(902, 'power, no light at all')
    const body = await shownTo(STAFF.head, { what: 'assign', number, parent: null })
    expect(body).toContain('no light at all')
  })

  it('the likely category comes first', async () => {
    const number = await desk.submit(903, WORDS)
    const body = await shownTo(STAFF.dispatcher, { what: 'categories', number, parent: null })
    const offered = [...body.matchAll(/task\.category:[\d-]+:(\w+)/gu)].map(([, code]) => code)
    expect(offered[0]).toBe('noise')
    expect(offered.length).toBeGreaterThan(1)
  })

  it('nobody sees more than they may', async () => {
    const number = await desk.submit(904, WORDS)
    for (const what of ['assign', 'categories'] as const) {
      await desk.person(905)
      expect(await shownTo(905, { what, number, parent: null })).not.toContain(WORDS)
    }
  })
})

describe('A question which unit should have it', () => {
  it('shows the words, until they are erased', async () => {
    const number = await desk.submit(906, 'power, my secret words')
    await desk.act(STAFF.handler, number, { act: 'accept' })
    await desk.act(STAFF.handler, number, { act: 'ask_return' }, { words: 'not ours' })
    const request = await desk.request(number)
    const handler = await desk.person(STAFF.handler)
    await desk.clearOutbox()
    await desk.work((work) => askForProposal(work, handler, request))
    const [asked] = await desk.parcels(STAFF.handler)
    expect(asked?.body).toContain('my secret words')
    await desk.desk.db.prisma.outbox.updateMany({ data: { state: 'sent' } })

    const resident = await desk.person(906)
    await desk.work((work) => forget(work, resident))
    const about = (await desk.parcels(STAFF.handler)).filter(({ kind }) => kind === 'choice')
    expect(about.at(-1)?.method).toBe('editMessageText')
    expect(about.at(-1)?.body).not.toContain('my secret words')
  })
})
