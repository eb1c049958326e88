import { describe, expect, it } from 'vitest'
import { ACT_NAMES, type ActName } from '../../src/domain/lifecycle.ts'
import {
  assignButtons,
  forgetButtons,
  inviteButtons,
  languageButtons,
  listButtons,
  promiseButtons,
  promptButtons,
  proposeButtons,
  questionButtons,
  queueButtons,
  requestButtons,
  surveyButtons,
  taskButtons,
  uninviteButtons,
  wordsButtons,
} from '../../src/flows/buttons.ts'
import { draftButtons } from '../../src/flows/draft/draft-buttons.ts'
import { aboveCategory, categoryButtons, placeButtons } from '../../src/flows/choices.ts'
import {
  demandButtons,
  demandListButtons,
  improveButtons,
  leadButtons,
  leadsButtons,
  mergeButtons,
} from '../../src/flows/demand/demand-buttons.ts'
import { draftView } from '../../src/flows/draft/draft-view.ts'
import type { ButtonSpec } from '../../src/flows/screen.ts'
import { isVerb } from '../../src/flows/verbs.ts'
import en from '../../locales/en/button.json' with { type: 'json' }
import { data } from '../support/effects.ts'
import { draft, facts, NUMBER, ORG, orgWith, request } from '../support/facts.ts'

const EVERY: [string, ButtonSpec[]][] = [
  ['draft', draftButtons(draftView(draft({ text: 'bad' }), facts()), ORG)],
  ['open draft', draftButtons(draftView(draft({ place: null }), facts()), orgWith(9))],
  ['task', taskButtons(ACT_NAMES, NUMBER, request())],
  ['queue', queueButtons(ACT_NAMES, NUMBER, 'housing')],
  ['request', requestButtons({ id: 31, number: NUMBER })],
  ['promise', promiseButtons(ACT_NAMES, NUMBER)],
  ['open promise', promiseButtons(['add'], NUMBER)],
  ['question', questionButtons(NUMBER)],
  ['words', wordsButtons(NUMBER)],
  ['contacted', surveyButtons('contacted', NUMBER)],
  ['solved', surveyButtons('solved', NUMBER)],
  ['satisfied', surveyButtons('satisfied', NUMBER)],
  ['done', surveyButtons('done', NUMBER)],
  ['prompt', promptButtons()],
  ['language', languageButtons()],
  ['forget', forgetButtons()],
  ['invite', inviteButtons(['anshun', 'housing'])],
  ['uninvite', uninviteButtons(12)],
  ['my', listButtons('my', [{ number: NUMBER }], 1, true)],
  ['tasks', listButtons('tasks', [{ number: NUMBER }], 1, true)],
  ['people', assignButtons(NUMBER, ORG, [{ id: 7, name: 'Li' }], 'people')],
  ['units', assignButtons(NUMBER, ORG, [], 'units')],
  ['propose', proposeButtons({ id: 31, unit: 'anshun' }, ORG)],
  ['places', placeButtons(orgWith(9), 'draft.place', 'choose_place')],
  ['homes', placeButtons(ORG, 'home', 'choose_home')],
  ['demands', demandListButtons([{ id: 3 }], { page: 1, first: 6, hasMore: true })],
  ['found demand', demandButtons({ id: 3, state: 'found' }, [NUMBER], true)],
  ['topic', demandButtons({ id: 3, state: 'confirmed' }, [NUMBER], true)],
  ['topic, only to look at', demandButtons({ id: 3, state: 'confirmed' }, [NUMBER], false)],
  ['merge', mergeButtons(3, [{ id: 4 }])],
  ['lead', leadButtons(3, ORG)],
  ['leads', leadsButtons(3)],
  ['improve', improveButtons(3)],
  ['categories', categoryButtons(ORG, 'draft.category', [], ['noise'])],
]

describe('Buttons', () => {
  it.each(EVERY)('of %s are verbs with the right arguments, and have a label', (_card, buttons) => {
    expect(buttons.length).toBeGreaterThan(0)
    for (const { verb, args, label } of buttons) {
      expect(isVerb(verb, args.map(String)), `${verb} ${args.join(' ')}`).toBe(true)
      expect(Object.keys(en)).toContain(label)
    }
  })

  it.each(EVERY)('of %s are each there once', (_card, buttons) => {
    const all = data(buttons)
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('A work card', () => {
  const WITH_BUTTON: [ActName, string][] = [
    ['accept', 'task.accept'],
    ['note', 'task.note'],
    ['ask', 'ask'],
    ['resolve', 'task.resolve'],
    ['memo', 'task.memo'],
    ['hand', 'task.assign'],
    ['assign', 'task.assign'],
    ['reassign', 'task.assign'],
    ['recategorise', 'task.category'],
    ['ask_return', 'task.return'],
    ['ask_extension', 'task.extend'],
    ['ask_suspension', 'task.suspend'],
    ['resume', 'task.resume'],
    ['decline', 'task.decline'],
  ]

  it.each(WITH_BUTTON)('offers %s by %s, and nothing else', (act, verb) => {
    expect(data(taskButtons([act], NUMBER))).toEqual([`${verb}:${NUMBER}`])
  })

  it('offers nothing that is not allowed', () => {
    expect(taskButtons([], NUMBER, request())).toEqual([])
    expect(queueButtons([], NUMBER, 'housing')).toEqual([])
  })

  it.each(['return', 'extension', 'suspension'] as const)(
    'offers to decide a %s to whoever may',
    (kind) => {
      const moves: ActName[] = [`approve_${kind}`, `deny_${kind}`]
      expect(data(taskButtons(moves, NUMBER, request({ kind })))).toEqual([
        'task.approve:31',
        'task.deny:31',
      ])
      expect(taskButtons(moves, NUMBER)).toEqual([])
    },
  )
})

describe('A resident\u2019s card', () => {
  it('always leads to the timeline, and offers only what is allowed', () => {
    expect(data(promiseButtons([], NUMBER))).toEqual([`appeal.show:${NUMBER}`])
    expect(data(promiseButtons(['urge'], NUMBER))).toContain(`appeal.remind:${NUMBER}`)
  })

  it('says answer instead of add while the unit waits for one', () => {
    const labels = promiseButtons(['add', 'answer'], NUMBER).map(({ label }) => label)
    expect(labels).toContain('answer')
    expect(labels).not.toContain('add')
  })
})

describe('Choices', () => {
  const many = Array.from({ length: 30 }, (_, at) => ({ ...ORG.categories[3]!, code: `hole${at}` }))
  const large = { ...ORG, categories: [...ORG.categories, ...many] }

  it('offer the uppermost categories when there are too many for a look', () => {
    const offered = categoryButtons(large, 'draft.category', [], [])
    expect(offered.map(({ label }) => label)).toEqual([
      'choose_category',
      'choose_category',
      'open_category',
    ])
  })

  it('begin with the three likeliest categories, whatever group they are in', () => {
    const likely = ['hole4', 'power', 'hole7', 'hole9']
    const offered = categoryButtons(large, 'task.category', [NUMBER], likely)
    expect(data(offered.slice(0, 3))).toEqual([
      `task.category:${NUMBER}:hole4`,
      `task.category:${NUMBER}:power`,
      `task.category:${NUMBER}:hole7`,
    ])
    expect(offered.slice(0, 4).map(({ label }) => label)).toEqual([
      'likely_category',
      'likely_category',
      'likely_category',
      'choose_category',
    ])
  })

  it('show the few categories of a small county at once, the likely one first', () => {
    const offered = categoryButtons(ORG, 'draft.category', [], ['noise', 'roads'])
    expect(data(offered)).toEqual([
      'draft.category:noise',
      'draft.category:power',
      'draft.category:potholes',
    ])
  })

  it('show in a group nothing but what is below it', () => {
    const opened = categoryButtons(ORG, 'draft.category', [], ['noise'], 'roads')
    expect(data(opened)).toEqual(['draft.category:potholes'])
  })

  it('offer a unit together with those below it, once it is opened', () => {
    expect(data(assignButtons(NUMBER, ORG, [], 'units', 'hongning'))).toEqual([
      `task.assign:${NUMBER}:hongning`,
      `task.assign:${NUMBER}:anshun`,
      `task.assign:${NUMBER}:fukang`,
      `task.show:${NUMBER}`,
    ])
  })

  it('propose every unit but the one that returns it', () => {
    const offered = data(proposeButtons({ id: 31, unit: 'anshun' }, ORG))
    expect(offered).toContain('task.propose:31:fukang')
    expect(offered).not.toContain('task.propose:31:anshun')
  })

  it('lead back one level from an opened group', () => {
    const nested = { ...ORG.categories[2]!, code: 'lanes', parent: 'roads' }
    const org = { ...ORG, categories: [...ORG.categories, nested] }
    const back = (code: string) => data([aboveCategory(org, 'task.category', [NUMBER], code)])
    expect(back('roads')).toEqual([`task.category:${NUMBER}`])
    expect(back('lanes')).toEqual([`task.category:${NUMBER}:roads`])
  })

  it('never grow beyond what a keyboard holds', () => {
    const org = orgWith(400)
    const units = assignButtons(NUMBER, org, [], 'units', 'hongning')
    expect(units.length).toBeLessThan(100)
    expect(proposeButtons({ id: 31, unit: 'village0' }, org).length).toBeLessThan(100)
    expect(placeButtons(org, 'home', 'choose_home', 'hongning').length).toBeLessThan(100)
  })
})
