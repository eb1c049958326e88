import { describe, expect, it } from 'vitest'
import type { Invitation } from '../../src/flows/facts.ts'
import { flow } from '../../src/flows/flow.ts'
import { codeIn, postIn } from '../../src/flows/person/invite.ts'
import { buttonsIn, changes, glance, the } from '../support/effects.ts'
import {
  card,
  command,
  draft,
  facts,
  NUMBER,
  person,
  press,
  staff,
  text,
} from '../support/facts.ts'

const CODE = 'kW3v-0Qm_x9TfLr2sYb7NcEaHdJ5uPzg'
const invitation: Invitation = { id: 4, unit: 'anshun', by: 7 }
const post = { id: 12, person: 9, name: 'New', unit: 'anshun' }
const headOf = (...units: string[]) =>
  person({ id: 7, posts: units.map((unit) => ({ unit, role: 'head' })) })

describe('A head who invites', () => {
  it('into the one unit needs nothing but the command', () => {
    const effects = flow(command('invite'), facts({ person: headOf('anshun') }))
    expect(effects).toEqual([{ do: 'invite', unit: 'anshun' }])
  })

  it('into one of several units chooses it first', () => {
    const who = headOf('anshun', 'housing')
    const effects = flow(command('invite'), facts({ person: who }))
    expect(glance(effects)).toEqual(['say invite'])
    expect(buttonsIn(effects)).toEqual(['invite:anshun', 'invite:housing'])
    const on = facts({ person: who, card: card('choice', 'invite') })
    expect(flow(press('invite:housing'), on)).toEqual([{ do: 'invite', unit: 'housing' }])
  })

  it('is offered only the units that they are head of, as long as these exist', () => {
    const posts = [
      ...headOf('anshun', 'dissolved', 'fukang').posts,
      { unit: 'housing', role: 'handler' as const },
    ]
    const effects = flow(command('invite'), facts({ person: person({ posts }) }))
    expect(buttonsIn(effects)).toEqual(['invite:anshun', 'invite:fukang'])
  })

  it.each(['housing', 'nowhere'])('into a unit of somebody else (%s) gets nothing', (unit) => {
    const given = facts({ person: headOf('anshun'), card: card('choice', 'invite') })
    expect(glance(flow(press(`invite:${unit}`), given))).toEqual(['toast nothing_there'])
  })

  it('presses a choice twice and makes one invitation: the first press takes the card', () => {
    const given = facts({ person: headOf('anshun'), card: card('choice', 'invite', false) })
    expect(changes(flow(press('invite:anshun'), given))).toEqual([])
  })
})

describe('A link', () => {
  it('lets in whoever opens it', () => {
    const effects = flow(command('start', CODE), facts({ invitation }))
    expect(glance(effects)).toEqual(['join', 'say joined'])
    expect(the(effects, 'join')).toEqual({ do: 'join', invitation })
  })

  it('brings a draft back that waits', () => {
    const given = facts({ invitation, draft: draft() })
    expect(glance(flow(command('start', CODE), given))).toEqual([
      ...['join', 'say joined', 'draft below'],
    ])
  })

  it('that is no longer good welcomes as ever, and says no more than that', () => {
    for (const argument of [CODE, 'never-was-one', 'x'])
      expect(flow(command('start', argument), facts())).toEqual([
        { do: 'say', screen: { screen: 'welcome', home: null, posts: [], link: 'void' } },
      ])
    const plain = the(flow(command('start'), facts()), 'say')
    expect(plain?.screen).toMatchObject({ screen: 'welcome', link: null })
  })

  it.each(['handler', 'head'] as const)('is not used up by a %s of the unit', (role) => {
    const effects = flow(command('start', CODE), facts({ invitation, person: staff(role) }))
    expect(changes(effects)).toEqual([])
    expect(the(effects, 'say')?.screen).toMatchObject({ screen: 'welcome', link: 'not_needed' })
  })

  it.each([
    ['another unit', staff('handler', 'housing')],
    ['a post that handles nothing', staff('leader', 'anshun')],
  ])('lets in who has %s', (_remark, who) => {
    const effects = flow(command('start', CODE), facts({ invitation, person: who }))
    expect(glance(effects)).toEqual(['join', 'say joined'])
  })

  it('is looked up only when it can be one', () => {
    expect(codeIn(command('start', CODE))).toBe(CODE)
    for (const no of ['', 'short', `${CODE} more`, 'x'.repeat(65), NUMBER])
      expect(codeIn(command('start', no)), no).toBeNull()
    expect(codeIn(command('help', CODE))).toBeNull()
    expect(codeIn(text(CODE))).toBeNull()
  })
})

describe('Taking it back', () => {
  const on = card('choice', 'post:12')

  it('is for a head of that unit, on the card that tells of it', () => {
    const effects = flow(press('uninvite:12'), facts({ person: headOf('anshun'), post, card: on }))
    expect(effects).toEqual([
      { do: 'uninvite', post },
      { do: 'toast', toast: { toast: 'done' } },
    ])
  })

  it.each([
    ['a head of another unit', headOf('housing'), post, on],
    ['a handler of the unit', staff('handler'), post, on],
    ['a head, of a post that has ended or is in the org file', headOf('anshun'), null, on],
  ])('is nothing for %s', (_remark, who, named, where) => {
    const given = facts({ person: who, post: named, card: where })
    expect(glance(flow(press('uninvite:12'), given))).toEqual(['toast nothing_there'])
  })

  it('does not count on a card about somebody else', () => {
    const given = facts({ person: headOf('anshun'), post, card: card('choice', 'post:13') })
    expect(glance(flow(press('uninvite:12'), given))).toEqual(['toast old_card'])
  })

  it('names its post only when it is a press of ours', () => {
    expect(postIn(press('uninvite:12'))).toBe(12)
    for (const no of ['uninvite', 'uninvite:x', 'uninvite:1:2', 'invite:12'])
      expect(postIn(press(no)), no).toBeNull()
  })
})
