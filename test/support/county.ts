import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Bubble, OutgoingFile, PressAnswer } from '../../src/sandbox/world-types.ts'
import { freshDatabase } from './database.ts'
import { dataOf, phoneOf, wordsOf, type Phone } from './phone.ts'
import {
  startDesk,
  startTelegram,
  TOKEN,
  type RunningDesk,
  type TestTelegram,
} from './running-desk.ts'

/** Departments of the small county: each has a category of its own, a head and two handlers. */
export const DEPARTMENTS = [
  'water',
  'power',
  'roads',
  'buses',
  'noise',
  'trees',
  'dogs',
  'lifts',
  'schools',
  'food',
  'wages',
  'rivers',
] as const
export type Department = (typeof DEPARTMENTS)[number]

export const DISPATCHER = 8001
export const SECOND_DISPATCHER = 8002
export const LEADER = 8003
export const SECRETARY = 8004

export const NUMBER = /\d\d-\d{7}-\d/

/** Telegram ids of a department's people. */
export function peopleOf(department: Department): { head: number; handler: number; mate: number } {
  const first = 7000 + 10 * DEPARTMENTS.indexOf(department)
  return { head: first, handler: first + 1, mate: first + 2 }
}

/** A real desk of a small county, its Bot API, its database, and the phones of its people. */
export interface County {
  readonly telegram: TestTelegram
  readonly url: string
  readonly desk: () => RunningDesk
  /** Verbs that were pressed on any phone of this county. */
  readonly pressed: Set<string>
  /** The phone of a member of staff, who has pressed Start. */
  staff(id: number, language?: string): Promise<Phone>
  /** Somebody whom the desk has never met. */
  resident(language?: string): Phone
  /** Says it, chooses the place if it is asked for, submits; gives the number. */
  submit(who: Phone, words: string, place?: string): Promise<string>
  sql<Row extends object>(statement: string, ...values: unknown[]): Promise<Row[]>
  restart(env?: Record<string, string>): Promise<void>
  close(): Promise<void>
}

/** Opens the county. With an org file of its own unless `ORG_FILE` names another. */
export async function openCounty(env: Record<string, string> = {}): Promise<County> {
  const directory = await mkdtemp(join(tmpdir(), 'county-'))
  const orgFile = join(directory, 'county.yaml')
  // JSON is YAML, too.
  await writeFile(orgFile, JSON.stringify(organisation()))
  const fresh = await freshDatabase()
  const telegram = await startTelegram()
  const given = {
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: telegram.origin,
    DATABASE_URL: fresh.url,
    SEND_RATE: '1000',
    ORG_FILE: orgFile,
    ...env,
  }
  let desk = await startDesk(given)
  const pool = new pg.Pool({ connectionString: fresh.url, max: 3 })
  const pressed = new Set<string>()
  let newcomers = 9000

  function open(id: number, language: string): Phone {
    const names = { firstName: `Goes by ${id}`, username: `secret_${id}` }
    telegram.world.addPerson({ id, languageCode: language, ...names })
    const phone = phoneOf(telegram.world, id, PATIENCE_MS)
    return { ...phone, presses: (data) => press(phone, data) }
  }

  function press(phone: Phone, data: string): Promise<PressAnswer> {
    pressed.add(data.split(':')[0] ?? '')
    return phone.presses(data)
  }

  return {
    telegram,
    url: fresh.url,
    desk: () => desk,
    pressed,
    async staff(id, language = 'en') {
      const phone = open(id, language)
      phone.says('/start')
      await phone.sees(/./)
      return phone
    },
    resident: (language = 'en') => open((newcomers += 1), language),
    async submit(who, words, place = 'east') {
      const since = after(who)
      who.says(words)
      const card = await who.sees((one) => since(one) && hasButton(one, 'draft.'))
      if (!hasButton(card, 'draft.submit')) await who.presses(`draft.place:${place}`)
      await who.presses('draft.submit')
      const promise = await who.sees((one) => since(one) && hasButton(one, 'appeal.show:'))
      return numberIn(promise)
    },
    async sql<Row extends object>(statement: string, ...values: unknown[]) {
      return (await pool.query<Row>(statement, values)).rows
    },
    async restart(changed = {}) {
      await desk.stop()
      desk = await startDesk({ ...given, ...changed })
    },
    async close() {
      await desk.stop()
      await pool.end()
      await telegram.stop()
      await fresh.drop()
      await rm(directory, { recursive: true })
    },
  }
}

/** A dispatcher's chat takes one message a second: some wait for their turn. */
const PATIENCE_MS = 15_000

/** Whether a bubble came after this moment. Edits of older ones do not count. */
export function after(phone: Phone): (bubble: Bubble) => boolean {
  const last = Math.max(0, ...phone.chat().map(({ messageId }) => messageId))
  return ({ messageId }) => messageId > last
}

export function hasButton(bubble: Bubble, data: string): boolean {
  return dataOf(bubble).some((one) => one.startsWith(data))
}

export function numberIn(bubble: Bubble): string {
  const number = NUMBER.exec(wordsOf(bubble))?.[0]
  if (number === undefined) throw new Error(`no number in: ${wordsOf(bubble)}`)
  return number
}

/** Presses a button that asks for words, and says them once they are asked for. */
export async function pressAndSay(
  phone: Phone,
  data: string,
  ...words: Parameters<Phone['says']>[0][]
): Promise<void> {
  const since = after(phone)
  await phone.presses(data)
  await phone.sees((one) => since(one) && dataOf(one).includes('cancel'))
  for (const one of words) phone.says(one)
}

export function photo(seed = 0): OutgoingFile {
  return { kind: 'photo', bytes: new Uint8Array([255, 216, 255, 224, seed, 16, 74, 70]) }
}

/** All pictures of the bot in this chat. */
export function pictures(phone: Phone): Bubble[] {
  return phone.chat().filter(({ by, media }) => by === 'bot' && media?.kind === 'photo')
}

function organisation(): object {
  const both = (text: string) => ({ 'zh-CN': `${text}局`, en: `${text} department` })
  const ring = (west: number) => [
    [west, 35.7],
    [west + 0.1, 35.7],
    [west + 0.1, 35.8],
    [west, 35.8],
  ]
  return {
    name: { 'zh-CN': '小县', en: 'Small County' },
    timezone: 'Asia/Shanghai',
    locale: 'zh-CN',
    calendar: { country: 'CN', hours: ['08:30-12:00', '13:30-17:30'] },
    units: [
      { code: 'county', kind: 'county', name: 'Small County' },
      { code: 'town', kind: 'township', parent: 'county', name: 'Old Town' },
      { code: 'east', kind: 'community', parent: 'town', name: 'East End', area: ring(119.1) },
      { code: 'west', kind: 'community', parent: 'town', name: 'West End', area: ring(119.3) },
      ...DEPARTMENTS.map((code) => ({
        ...{ code, kind: 'department', parent: 'county', name: both(code) },
      })),
    ],
    staff: [
      ...DEPARTMENTS.flatMap((unit) => {
        const { head, handler, mate } = peopleOf(unit)
        return [
          { telegram: head, name: `Head of ${unit}`, unit, role: 'head' },
          { telegram: handler, name: `Handler of ${unit}`, unit, role: 'handler' },
          { telegram: mate, name: `Mate of ${unit}`, unit, role: 'handler' },
        ]
      }),
      { telegram: SECRETARY, name: 'East End secretary', unit: 'east', role: 'head' },
      { telegram: DISPATCHER, name: 'Dispatcher one', unit: 'county', role: 'dispatcher' },
      { telegram: SECOND_DISPATCHER, name: 'Dispatcher two', unit: 'county', role: 'dispatcher' },
      { telegram: LEADER, name: 'County leader', unit: 'county', role: 'leader' },
    ],
    categories: DEPARTMENTS.map((code) => ({
      ...{ code, name: both(code), route: code, keywords: [`${code} trouble`] },
      deadline: { accept: '2d', respond: '5d', resolve: '30d' },
    })),
    outside: [
      { code: 'court', name: both('court'), words: ['lawsuit'], where: 'Go to the court house.' },
    ],
    emergencies: [{ code: 'fire', name: both('fire'), words: ['on fire'], call: '119' }],
    survey: { after: '1h', remind: '6h', close: '12h' },
  }
}
