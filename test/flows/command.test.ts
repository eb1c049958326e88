import { describe, expect, it } from 'vitest'
import { actorOf } from '../../src/domain/actor.ts'
import { COMMAND_NAMES } from '../../src/domain/rights/commands.ts'
import { may } from '../../src/domain/rights/may.ts'
import type { Facts, Role } from '../../src/flows/facts.ts'
import { flow } from '../../src/flows/flow.ts'
import { commandsFor } from '../../src/text/commands.ts'
import { buttonsIn, glance, the } from '../support/effects.ts'
import {
  card,
  command,
  draft,
  facts,
  NUMBER,
  orgWith,
  ownView,
  person,
  photo,
  press,
  staff,
  unitView,
} from '../support/facts.ts'

const ROLES: Role[] = ['handler', 'head', 'dispatcher', 'leader', 'admin']
const awaiting = { what: 'answer' as const, number: NUMBER, files: [photo()] }
const say = (name: string, given: Partial<Facts> = {}, argument = '') =>
  glance(flow(command(name, argument), facts(given)))

describe('Commands', () => {
  it.each([
    ['start', ['say welcome']],
    ['help', ['say help']],
    ['language', ['say language']],
    ['privacy', ['say privacy']],
    ['cancel', ['say cancelled nothing']],
    ['new', ['say new']],
    ['my', ['show my']],
    ['home', ['say home']],
    ['forget', ['show forget']],
  ])('/%s is for everyone: %o', (name, expected) => {
    expect(say(name)).toEqual(expected)
  })

  it.each([
    ['tasks', ROLES, 'show tasks'],
    ['stats', ROLES, 'show stats'],
    ['task', ROLES, 'say task_number_missing'],
    ['unit', ['head'], 'show unit'],
    ['invite', ['head'], 'invite anshun'],
    ['queue', ['dispatcher'], 'show queue'],
    ['find', ['dispatcher'], 'say find_missing'],
    ['board', ['leader'], 'show board'],
    ['overdue', ['leader'], 'show overdue'],
    ['notice', ['leader', 'head'], 'show papers'],
  ] as const)('/%s is for %o and unknown to anybody else', (name, roles, expected) => {
    expect(say(name)).toEqual(['say unknown_command'])
    for (const role of ROLES) {
      const isFor = (roles as readonly Role[]).includes(role)
      expect(say(name, { person: staff(role) })).toEqual([isFor ? expected : 'say unknown_command'])
    }
  })

  it('are allowed by any of several posts', () => {
    const posts = [
      { unit: 'anshun', role: 'head' },
      { unit: 'county', role: 'dispatcher' },
    ] as const
    const both = person({ posts: [...posts] })
    expect(say('unit', { person: both })).toEqual(['show unit'])
    expect(say('queue', { person: both })).toEqual(['show queue'])
  })

  it.each(['nonsense', 'constructor', 'draft', 'board'])('/%s is unknown', (name) => {
    expect(say(name, { person: staff('admin') })).toEqual(['say unknown_command'])
  })

  it.each(['HELP', 'Help', 'help@SomeBot'])('/%s is understood', (name) => {
    expect(say(name)).toEqual(['say help'])
  })

  it.each([[], ...ROLES.map((role) => [role])])(
    'stand in the menu of %s as they work',
    (...roles) => {
      const menu = commandsFor(roles, 'en').map(({ command: name }) => name)
      const posts = roles.map((role) => ({ unit: 'anshun', role }))
      const actor = actorOf({ id: 1, posts })
      const theirs = COMMAND_NAMES.filter((name) => may(actor, 'use', { is: 'command', name }))
      expect(menu.sort()).toEqual(theirs.sort())
    },
  )

  it.each([
    ['appeal', '', null, 'say number_missing'],
    ['appeal', 'the last one', null, 'say number_missing'],
    ['appeal', '26-0000001-5', null, 'say typing_error'],
    ['appeal', NUMBER, null, 'say no_such_appeal'],
    ['appeal', `编号${NUMBER}。`, ownView([]), 'show appeal'],
    ['appeal', `no ${NUMBER} please`, ownView([]), 'show appeal'],
    ['appeal', 'the one with 2600000014', ownView([]), 'show appeal'],
    ['appeal', 'the one with 26-0000001-5', ownView([]), 'say typing_error'],
    ['appeal', `${NUMBER} or 26-0000001-5`, ownView([]), 'say number_missing'],
    ['appeal', NUMBER, ownView([]), 'show appeal'],
    ['task', NUMBER, unitView([]), 'show task'],
    ['task', NUMBER, null, 'say no_such_task'],
    ['task', '', null, 'say task_number_missing'],
  ] as const)('/%s %s with %o: %s', (name, argument, view, expected) => {
    expect(say(name, { person: staff('handler'), view }, argument)).toEqual([expected])
  })

  it('/find looks for its words', () => {
    const effects = flow(command('find', 'no power'), facts({ person: staff('dispatcher') }))
    expect(effects).toEqual([
      { do: 'show', what: { what: 'find', text: 'no power', page: 0, edit: false } },
    ])
  })
})

describe('What waits', () => {
  it('comes back with /start and /new', () => {
    expect(say('start', { draft: draft() })).toEqual(['say welcome', 'draft below'])
    expect(say('new', { draft: draft() })).toEqual(['draft below'])
  })

  it('is given up by /new, so that what comes next is a new appeal', () => {
    expect(say('new', { awaiting })).toEqual(['await nothing', 'say new'])
  })

  it('is given up by /cancel one at a time: first the words, then the draft', () => {
    expect(say('cancel', { awaiting, draft: draft() })).toEqual([
      'await nothing',
      'say cancelled words',
    ])
    expect(say('cancel', { draft: draft() })).toEqual([
      'drop draft',
      'album',
      'say cancelled draft',
    ])
  })

  it('is given up by the button of its own prompt only', () => {
    const own = facts({ awaiting, card: card('prompt') })
    expect(glance(flow(press('cancel'), own))).toEqual(['await nothing', 'rewrite cancelled words'])
    const other = facts({ awaiting, card: card('prompt', '26-0000002-3') })
    expect(glance(flow(press('cancel'), other))).toEqual(['toast old_card'])
  })
})

describe('Language, home and erasing', () => {
  it('takes a language on any message, and rewrites only the choice', () => {
    const choice = facts({ card: card('choice', 'language') })
    expect(glance(flow(press('lang:en'), choice))).toEqual(['language', 'rewrite language_set'])
    for (const on of [null, card('draft', '5'), card('choice', 'language', false)])
      expect(glance(flow(press('lang:zh-CN'), facts({ card: on })))).toEqual([
        'language',
        'say language_set',
      ])
  })

  it('takes a community for a home', () => {
    const given = facts({ card: card('choice', 'home') })
    expect(glance(flow(press('home:anshun'), given))).toEqual(['home anshun', 'rewrite home_set'])
  })

  it('opens a township', () => {
    const given = facts({ card: card('choice', 'home'), org: orgWith(9) })
    const effects = flow(press('home:jietou'), given)
    expect(glance(effects)).toEqual(['rewrite home'])
    expect(buttonsIn(effects)).toContain('home:village1')
  })

  it.each(['county', 'housing', 'nowhere'])('takes no %s for a home', (code) => {
    expect(glance(flow(press(`home:${code}`), facts()))).toEqual(['toast nothing_there'])
  })

  it('moves a draft along that only assumed its place', () => {
    const follows = facts({ draft: draft({ placeBy: 'home' }) })
    const effects = flow(press('home:fukang'), follows)
    expect(the(effects, 'draft')?.draft).toMatchObject({ place: 'fukang', placeBy: 'home' })
    const fixed = facts({ draft: draft({ placeBy: 'person' }) })
    expect(the(flow(press('home:fukang'), fixed), 'draft')).toBeUndefined()
  })

  it('erases only after yes', () => {
    const given = facts({ card: card('choice', 'forget') })
    expect(glance(flow(press('forget:yes'), given))).toEqual(['forget', 'say forgotten'])
    expect(glance(flow(press('forget:no'), given))).toEqual(['rewrite not_forgotten'])
  })

  it('tells how long things are kept, in days', () => {
    expect(the(flow(command('privacy'), facts()), 'say')?.screen).toMatchObject({ retainDays: 730 })
  })
})

describe('Pages of a list', () => {
  it.each([
    ['my', null],
    ['tasks', 'handler'],
    ['unit', 'head'],
    ['queue', 'dispatcher'],
  ] as const)('%s turns on its own card', (list, role) => {
    const who = role ? staff(role) : person()
    const given = facts({ person: who, card: card('list', list) })
    expect(flow(press(`${list}:2`), given)).toEqual([
      { do: 'show', what: { what: list, page: 2, edit: true } },
    ])
  })

  it('find keeps its words in the card', () => {
    const given = facts({ person: staff('dispatcher'), card: card('list', 'no power') })
    expect(flow(press('find:1'), given)).toEqual([
      { do: 'show', what: { what: 'find', text: 'no power', page: 1, edit: true } },
    ])
  })
})
