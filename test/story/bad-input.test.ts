import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanWords } from '../../src/domain/words.ts'
import type { Outgoing, OutgoingFile } from '../../src/sandbox/world-types.ts'
import {
  after,
  hasButton,
  numberIn,
  openCounty,
  peopleOf,
  photo,
  type County,
} from '../support/county.ts'
import { wordsOf, type Phone } from '../support/phone.ts'

let county: County

beforeAll(async () => {
  county = await openCounty()
})
afterAll(async () => {
  await county.close()
})

async function answer(who: Phone, what: string | Outgoing): Promise<string> {
  const since = after(who)
  who.says(what)
  return wordsOf(await who.sees(since))
}

/** Chooses the place and submits what was said; gives the words that are kept of the appeal. */
async function submitted(who: Phone): Promise<{ number: string; text: string }> {
  await who.presses('draft.place:east')
  await who.presses('draft.submit')
  const number = numberIn(await who.seesButton('appeal.show:'))
  return { number, text: await keptOf(number) }
}

async function keptOf(number: string): Promise<string> {
  const [kept] = await county.sql<{ text: string }>(
    `SELECT text FROM words w JOIN history h ON h.id = w.history_id
     JOIN appeal a ON a.id = h.appeal_id WHERE number = $1 AND seq = 1`,
    number,
  )
  return kept?.text ?? ''
}

const file = (kind: OutgoingFile['kind'], size = 16): OutgoingFile => ({
  ...{ kind, bytes: new Uint8Array(size).fill(7), fileName: `a.${kind}` },
})

const ODD: [string, string][] = [
  ['bidi controls', 'abc \u202Egnp.exe\u202C \u2067x\u2069 end'],
  ['zalgo', `z${'\u0301'.repeat(40)}algo ${'e\u0323\u0302'.repeat(3)}`],
  ['HTML', '<b>bold</b> <script>alert(1)</script> &amp; </i> <a href="x">y'],
  ['Markdown', '*bold _it [a](b) ``` \\* ~~x~~ ||spoiler|| > quote # head'],
  ['a very long word', 'w'.repeat(3_000)],
  ['only emoji', '\u{1F600}\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u{1F1E8}\u{1F1F3}'],
  ['broken UTF-16', 'half \ud83d and \ude00 here'],
  ['4,096 characters', 'long words '.repeat(400).slice(0, 4_096)],
  ['SQL', `'; DROP TABLE appeal; -- %s \\0 $1`],
  ['a template', '{{number}} $t(key) {0} %d ${x}'],
  ['something like a path or an address', 'https://example.org/?a=1&b=2 /etc/passwd @admin #tag'],
]

describe.concurrent('words of any kind', () => {
  it.each(ODD)('%s: taken, kept and shown back unharmed', async (_name, words) => {
    const resident = county.resident()
    await answer(resident, words)
    const { number, text } = await submitted(resident)
    const clean = cleanWords(words.toWellFormed()).trim()
    expect(text).toBe(clean)
    const shown = await answer(resident, `/appeal ${number}`)
    expect(shown).toContain(clean.slice(0, 60))
    expect(shown.length).toBeLessThanOrEqual(4_096)
  })

  it('more than 20,000 characters in pieces: all that fits is kept, the rest is refused aloud', async () => {
    const resident = county.resident()
    resident.says('words'.repeat(4_200))
    const refused = await resident.sees(/more than I can take/)
    await resident.sees(
      (one) => one.messageId > refused.messageId && hasButton(one, 'draft.place:east'),
    )
    for (const bubble of resident.chat()) expect(wordsOf(bubble).length).toBeLessThanOrEqual(4_096)
    const { text } = await submitted(resident)
    expect(text.length).toBeGreaterThan(15_000)
    expect(text.length).toBeLessThanOrEqual(20_000)
  })

  it('nothing but blanks and invisible signs: asks for words', async () => {
    const resident = county.resident()
    for (const words of [
      '\u200B',
      '\u2060\u200D',
      '\u202E',
      '\u00AD\u200B',
      '\uFEFF\u200E',
      '\u3164',
    ])
      expect([words.codePointAt(0), await answer(resident, words)]).toEqual([
        words.codePointAt(0),
        expect.stringMatching(/no words in it/),
      ])
  })

  it('what looks like a command or a number is answered as one, and starts no appeal', async () => {
    const resident = county.resident()
    expect(await answer(resident, '/etc')).toMatch(/do not know this command/)
    expect(await answer(resident, '26-0000001-5')).toMatch(/typing error/)
    expect(await answer(resident, '/')).toBeTruthy()
    expect(await answer(resident, '/start@some_other_bot what')).toMatch(/Huiying/)
  })
})

describe.concurrent('what is not words', () => {
  it('stickers, dice, polls and contacts are answered by what to send instead', async () => {
    const resident = county.resident()
    expect(await answer(resident, { files: [file('sticker')] })).toMatch(/cannot read stickers/)
    expect(await answer(resident, { dice: '\u{1F3B2}' })).toMatch(/cannot do anything/)
    const poll = { question: 'Who?', options: ['a', 'b'] }
    expect(await answer(resident, { poll })).toMatch(/cannot take polls/)
    const contact = { phone: '+8613900000000', firstName: 'Neighbour' }
    expect(await answer(resident, { contact })).toMatch(/no phone numbers/)
    const own = { ...contact, userId: resident.id }
    expect(await answer(resident, { contact: own })).toMatch(/no phone numbers/)
    const drafts = `SELECT 1 FROM draft d JOIN person p ON p.id = d.person_id WHERE telegram_id = $1`
    expect(await county.sql(drafts, resident.id)).toEqual([])
    const log = county.desk().log.join('\n')
    expect(log).not.toMatch(/13900000000|Neighbour/)
  })

  it('an edited message asks for a new one, once however often it is edited, and changes nothing', async () => {
    const resident = county.resident()
    const [messageId = 0] = resident.says('trees trouble before')
    await resident.seesButton('draft.place:east')
    const since = after(resident)
    county.telegram.world.edit(resident.id, messageId, 'trees trouble AFTERWARDS')
    await resident.sees((one) => since(one) && /cannot follow edits/.test(wordsOf(one)))
    county.telegram.world.edit(resident.id, messageId, 'trees trouble AT LAST')
    expect((await submitted(resident)).text).toBe('trees trouble before')
    expect(resident.text().match(/cannot follow edits/g)).toHaveLength(1)
  })

  it('a file of 21 MB is refused aloud, a smaller one joins', async () => {
    const resident = county.resident()
    const large = { files: [file('video', 21 * 1024 * 1024)] }
    expect(await answer(resident, large)).toMatch(/too big/)
    expect(await answer(resident, { files: [file('video', 1_000)] })).toMatch(/1 video/)
  })

  it.each(['voice', 'video_note', 'animation', 'audio', 'document', 'video', 'photo'] as const)(
    'a %s alone starts an appeal, and the unit gets it',
    async (kind) => {
      const resident = county.resident()
      const files = [kind === 'photo' ? photo() : file(kind)]
      await answer(resident, { files })
      const { number } = await submitted(resident)
      const kinds = await county.sql(
        'SELECT kind FROM attachment f JOIN appeal a ON a.id = f.appeal_id WHERE number = $1',
        number,
      )
      expect(kinds).toEqual([{ kind }])
    },
  )

  it('a file that cannot be passed on is told to the unit that was to get it', async () => {
    const handler = await county.staff(peopleOf('trees').handler)
    const resident = county.resident()
    const programme = { ...file('document'), bytes: Buffer.from('MZ a programme') }
    await answer(resident, { files: [programme], caption: 'trees trouble on paper' })
    const { number } = await submitted(resident)
    await handler.seesButton(`task.accept:${number}`)
    await handler.sees(new RegExp(`1 file of .*${number}.* could not be passed on`))
  })

  it('30 photos in albums with a caption: twenty are kept, and the rest is refused aloud', async () => {
    const resident = county.resident()
    resident.says({
      files: Array.from({ length: 30 }, (_, at) => photo(at)),
      caption: 'noise trouble',
    })
    await resident.sees(/enough files for now/)
    const { number, text } = await submitted(resident)
    expect(text).toBe('noise trouble')
    expect(resident.text().match(/enough files for now/g)).toHaveLength(1)
    const [{ count } = {}] = await county.sql<{ count: string }>(
      'SELECT count(*) FROM attachment f JOIN appeal a ON a.id = f.appeal_id WHERE number = $1',
      number,
    )
    expect(Number(count)).toBe(20)
  })

  it.each([
    ['null island', { latitude: 0, longitude: 0 }],
    ['the south pole', { latitude: -90, longitude: 180 }],
    ['just outside', { latitude: 35.9, longitude: 119.15 }],
  ])('a pin at %s is kept, explained, and the place is asked for', async (_name, location) => {
    const resident = county.resident()
    resident.says({ location })
    expect(wordsOf(await resident.seesButton('draft.place:east'))).toMatch(/in no community here/)
    await answer(resident, 'trees trouble around here')
    const { number } = await submitted(resident)
    const kept = await county.sql(
      'SELECT latitude, longitude, place FROM appeal WHERE number = $1',
      number,
    )
    expect(kept).toEqual([{ ...location, place: 'east' }])
  })

  it('a message sent while the draft is being submitted is not lost', async () => {
    const resident = county.resident()
    resident.says('trees trouble at noon')
    await resident.presses('draft.place:east')
    const card = await resident.seesButton('draft.submit')
    const pressing = county.telegram.world.press(resident.id, card.messageId, 'draft.submit')
    resident.says('A LATE WORD')
    await pressing
    await resident.seesButton('appeal.show:')
    await resident.sees((one) => wordsOf(one).includes('A LATE WORD'))
    const found = await county.sql(
      `SELECT 1 FROM words WHERE text LIKE '%A LATE WORD%'
       UNION ALL SELECT 1 FROM draft WHERE text LIKE '%A LATE WORD%'`,
    )
    expect(found).toHaveLength(1)
    expect(hasButton(await resident.seesButton('draft.submit'), 'draft.submit')).toBe(true)
  })
})

describe('whatever was sent', () => {
  it('no update was set aside as failed, and no message was given up', async () => {
    expect(await county.sql(`SELECT id FROM inbox WHERE state = 'failed'`)).toEqual([])
    expect(
      await county.sql(
        `SELECT method, error FROM outbox WHERE state = 'failed' AND delivery <> 'edit' AND chat >= 9000`,
      ),
    ).toEqual([])
  })
})
