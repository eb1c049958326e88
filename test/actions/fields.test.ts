import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { show } from '../../src/actions/show.ts'
import type { Shown } from '../../src/flows/effect.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

/** Every field in which something of a household stands, with what stands in it: found nowhere else. */
const CANARIES = {
  name: 'Cname',
  account: '7771110001',
  words: 'power Cwords',
  pin: '119.13579',
  file: 'Cfile',
  'name of a joiner': 'Cjoinername',
  'account of a joiner': '7771110002',
  'words of a joiner': 'power Cjoinerwords',
  'file of a joiner': 'Cjoinerfile',
  'words of an unsent draft': 'Cdraft',
  'file of an unsent draft': 'Cdraftfile',
  comment: 'Ccomment',
  note: 'Cnote',
  reply: 'Creply',
  memo: 'Cmemo',
  'what a co-unit is asked': 'Cask',
  'what a co-unit says': 'Chelp',
  'digest of commands': 'Ccommands',
  'awaited words': 'Cawaited',
  'hash of the history': 'Chash',
} as const
type Field = keyof typeof CANARIES

const RESIDENT = Number(CANARIES.account)
const JOINER = Number(CANARIES['account of a joiner'])
const STRANGER = 960
/** The head of the town, above nobody who holds the appeal. */
const BESIDE = 961

const WORK: readonly Field[] = [
  'words',
  'pin',
  'file',
  'words of a joiner',
  'file of a joiner',
  'comment',
].concat(['note', 'reply', 'memo', 'what a co-unit is asked', 'what a co-unit says']) as Field[]

/**
 * Who may ever see which of them, whatever they open and whatever they are told. `account`: nobody, not even the
 * person, since nobody is told their own number.
 */
const SEES: Record<string, { who: number; named: readonly Field[]; hidden: readonly Field[] }> = {
  resident: {
    who: RESIDENT,
    ...same(['name', 'words', 'file', 'pin', 'comment', 'note', 'reply']),
  },
  joiner: {
    who: JOINER,
    ...same(['words of a joiner', 'file of a joiner', 'note', 'reply', 'name of a joiner']),
  },
  unit: { who: STAFF.handler, named: ['name', ...WORK], hidden: WORK },
  head: { who: STAFF.head, named: ['name', ...WORK], hidden: WORK },
  'co-unit': {
    who: STAFF.secretary,
    ...same(['words', 'file', 'pin', 'what a co-unit is asked', 'what a co-unit says']),
  },
  dispatcher: { who: STAFF.dispatcher, named: ['name', ...WORK], hidden: WORK },
  leader: { who: STAFF.leader, named: ['name', ...WORK], hidden: WORK },
  beside: { who: BESIDE, ...same([]) },
  stranger: { who: STRANGER, ...same([]) },
}

function same(fields: readonly Field[]) {
  return { named: fields, hidden: fields }
}

describe.each([
  ['named', false],
  ['hidden', true],
] as const)('of an appeal whose resident is %s', (how, anonymous) => {
  let test: TestDesk
  let number: string
  const seen = new Map<number, string>()

  beforeAll(async () => {
    test = await openTestDesk()
    number = await lived(test, anonymous)
    const numbers = await test.parcels()
    for (const { chat, body } of numbers) seen.set(chat, (seen.get(chat) ?? '') + body)
    for (const { who } of Object.values(SEES))
      seen.set(who, (seen.get(who) ?? '') + (await openAll(test, who, number)))
  })
  afterAll(() => test.close())

  it.each(Object.keys(SEES))('a %s sees no field that is not theirs', (audience) => {
    const { who, [how]: allowed } = SEES[audience]!
    const found = fieldsIn(seen.get(who) ?? '')
    expect(found.filter((field) => !allowed.includes(field))).toEqual([])
  })

  it.each(['resident', 'unit', 'co-unit', 'dispatcher'])('a %s sees what they need', (audience) => {
    const needed = SEES[audience]![how].filter((field) => NEEDED[audience]!.includes(field))
    expect(fieldsIn(seen.get(SEES[audience]!.who) ?? '')).toEqual(expect.arrayContaining(needed))
  })
})

/** So that an empty screen is no proof. */
const NEEDED: Record<string, readonly Field[]> = {
  resident: ['words', 'note', 'reply'],
  unit: ['name', 'words', 'pin', 'file', 'what a co-unit says'],
  'co-unit': ['words', 'what a co-unit is asked'],
  dispatcher: ['name', 'words', 'reply'],
}

function fieldsIn(text: string): Field[] {
  return (Object.keys(CANARIES) as Field[]).filter((field) => text.includes(CANARIES[field]))
}

/** One appeal with everything that can be said about it, from two households, to its comment after the return visit. */
async function lived(test: TestDesk, anonymous: boolean): Promise<string> {
  const { prisma } = test.desk.db
  const file = (fileId: string) => ({ kind: 'photo' as const, fileId, size: null })
  await test.person(RESIDENT, CANARIES.name)
  await test.person(JOINER, CANARIES['name of a joiner'])
  await test.person(STRANGER)
  const { id: beside } = await test.person(BESIDE)
  await prisma.staff.create({
    data: { personId: beside, unit: 'town', role: 'head', name: 'Beside' },
  })
  const number = await test.submit(RESIDENT, CANARIES.words, {
    ...{ anonymous, files: [file(CANARIES.file)] },
    pin: { longitude: Number(CANARIES.pin), latitude: 35.75 },
  })
  const does = async (...args: Parameters<TestDesk['act']>) => {
    const acted = await test.act(...args)
    if (!acted.ok) throw new Error(`${args[2].act}: ${acted.refusal}`)
  }
  const said = (words: string) => ({ words })
  await does(
    JOINER,
    number,
    { act: 'join' },
    { words: CANARIES['words of a joiner'], files: [file(CANARIES['file of a joiner'])] },
  )
  await does(STAFF.handler, number, { act: 'accept' })
  await does(STAFF.handler, number, { act: 'memo' }, said(CANARIES.memo))
  await does(STAFF.handler, number, { act: 'note' }, said(CANARIES.note))
  await does(
    STAFF.handler,
    number,
    { act: 'ask_help', unit: 'anshun' },
    said(CANARIES['what a co-unit is asked']),
  )
  await does(STAFF.secretary, number, { act: 'help' }, said(CANARIES['what a co-unit says']))
  await does(STAFF.handler, number, { act: 'resolve' }, said(CANARIES.reply))
  await does(RESIDENT, number, { act: 'contacted', answer: 'yes' })
  await does(RESIDENT, number, { act: 'comment' }, said(CANARIES.comment))
  await test.write(RESIDENT, CANARIES['words of an unsent draft'], {
    files: [file(CANARIES['file of an unsent draft'])],
  })
  await prisma.person.updateMany({
    where: { telegramId: RESIDENT },
    data: {
      commands: CANARIES['digest of commands'],
      awaiting: { what: CANARIES['awaited words'] },
    },
  })
  await prisma.appeal.updateMany({ data: { headHash: CANARIES['hash of the history'] } })
  return number
}

/** Opens whatever names the appeal, and every list there is. */
async function openAll(test: TestDesk, who: number, number: string): Promise<string> {
  const page = { page: 0, edit: false } as const
  const screens: Shown[] = [
    ...(['appeal', 'task', 'help', 'merge', 'about'] as const).map((what) => ({
      what,
      number,
      edit: false,
    })),
    { what: 'assign', number, parent: null, edit: false },
    ...(['my', 'tasks', 'unit'] as const).map((what) => ({ what, ...page })),
  ]
  const isDispatcher = who === STAFF.dispatcher
  if (isDispatcher) screens.push({ what: 'queue', ...page }, { what: 'find', text: 'C', ...page })
  await test.clearOutbox()
  const person = await test.person(who)
  for (const what of screens) await test.work((work) => show(work, person, what, null))
  return (await test.parcels(who)).map(({ body }) => body).join()
}
