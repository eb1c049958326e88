import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { learnFromWork } from '../../src/actions/learn.ts'
import { openUnderstanding, type Understanding } from '../../src/actions/understanding.ts'
import { readOrgAlone } from '../../src/classify/org-alone.ts'
import { startLearner } from '../../src/jobs/learner.ts'
import { listModels, replaceTaught, saveModel, useModel } from '../../src/store/models.ts'
import { beginTimer } from '../../src/store/timers.ts'
import { givenLabels } from '../../src/queries/labels.ts'
import { ORG } from '../support/builders.ts'
import { openTestDesk, type TestDesk } from '../support/desk.ts'

/** Words that the little organisation does not know, of two kinds. */
const LAMPS = ['lantern', 'bulb', 'socket', 'cable', 'switch', 'fuse', 'wire', 'meter']
const SOUNDS = ['drum', 'shouting', 'party', 'horn', 'barking', 'trumpet', 'hammer', 'siren']
const letter = (at: number) => {
  const [label, words] = at % 2 === 0 ? (['power', LAMPS] as const) : (['noise', SOUNDS] as const)
  const pick = (step: number) => words[(at * step + 3) % words.length] ?? ''
  return { title: null, text: `${pick(1)} and ${pick(3)} near house ${at}`, label }
}
const letters = Array.from({ length: 60 }, (_, at) => letter(at))
const alone = readOrgAlone(ORG.categories, [])
const { signal } = new AbortController()

let desk: TestDesk
let failures: (number | null)[]
let understanding: Understanding
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.desk.db.prisma.model.deleteMany()
  await desk.work(({ tx, now }) => replaceTaught(tx, letters, now))
  desk.later(24)
  failures = []
  understanding = openUnderstanding(desk.desk.db, alone, (_error, version) => {
    failures.push(version)
  })
})

const learn = () => learnFromWork(desk.desk, signal)
const categoryOf = (text: string) => understanding.read({ text }).ranked[0]?.code
const models = () => listModels(desk.desk.db.prisma)

describe('learning from work', () => {
  it('puts into use what reads better than the org file, and the desk takes it up', async () => {
    expect(categoryOf('a bulb and a fuse')).toBeUndefined()
    expect(await learn()).toMatchObject({ letters: 60, isUsed: true })
    await understanding.refresh()
    expect(categoryOf('a bulb and a fuse')).toBe('power')
    expect(categoryOf('a drum and a horn')).toBe('noise')
  })

  it('is left alone until enough is new', async () => {
    const first = await learn()
    desk.later(24)
    expect(await learn()).toBeNull()
    const more = Array.from({ length: 5 }, (_, at) => letter(at + 60))
    for (const [at, { text, label: category }] of more.entries())
      await desk.submit(700 + at, text, { category, categoryBy: 'person' })
    expect(await learn()).toBeNull()
    await desk.submit(710, letter(66).text, { category: 'power', categoryBy: 'person' })
    await desk.submit(711, letter(67).text, { category: 'noise', categoryBy: 'person' })
    const second = await learn()
    expect(second?.letters).toBe(67)
    expect(second?.version).toBeGreaterThan(first?.version ?? 0)
  })

  it('keeps a model that reads worse than the one in use beside it', async () => {
    const first = await learn()
    desk.later(24)
    // Labels that mean nothing: nobody can learn them, and what was learned before is no worse.
    const senseless = letters.map((one, at) =>
      at < 30 ? { ...one, label: at % 3 === 0 ? 'power' : 'noise' } : one,
    )
    await desk.work(({ tx, now }) => replaceTaught(tx, senseless, now))
    desk.later(24)
    const second = await learn()
    expect(second).toMatchObject({ isUsed: false })
    expect((await models()).map(({ version, inUse }) => ({ version, inUse }))).toEqual([
      { version: second?.version, inUse: false },
      { version: first?.version, inUse: true },
    ])
  })

  it('knows nothing of a category that the org file no longer has', async () => {
    const gone = letters.map((one, at) => (at < 55 ? one : { ...one, label: 'gone' }))
    await desk.work(({ tx, now }) => replaceTaught(tx, gone, now))
    const all = await givenLabels(desk.desk.db.prisma)
    expect(await learn()).toMatchObject({ letters: all.length - 5 })
  })

  it('begins once a day by itself, and lets the chat go on', async () => {
    let begun = 0
    desk.desk.learn = () => (begun += 1)
    await desk.work(({ tx, now }) => beginTimer(tx, { kind: 'learn', subject: 'desk' }, now))
    await desk.due()
    expect(begun).toBe(1)
    desk.later(23)
    await desk.due()
    expect(begun).toBe(1)
    desk.later(2)
    await desk.due()
    expect(begun).toBe(2)
  })

  it('is broken off when the desk stops', async () => {
    const learner = startLearner(understanding, {
      learn: (stop) => learnFromWork(desk.desk, stop),
      learned: () => undefined,
      failed: (error) => expect.fail(String(error)),
    })
    learner.wake()
    await learner.stop()
    expect(await models()).toEqual([])
  })
})

describe('a desk works on the org file alone', () => {
  const isAlone = () => {
    expect(understanding.read({ text: 'no power here' })).toEqual(
      alone.classify({ text: 'no power here' }),
    )
  }

  it.each([
    ['empty', new Uint8Array()],
    ['nonsense', new TextEncoder().encode('nonsense')],
  ])('with a model that is %s, which is told once', async (_what, body) => {
    const version = await put(body)
    await understanding.refresh()
    await understanding.refresh()
    isAlone()
    expect(failures).toEqual([version])
  })

  it('after a model has failed over a letter, which is told once', async () => {
    const learned = await learn()
    await understanding.refresh()
    const broken = {
      title: null,
      get text(): string {
        return once()
      },
    }
    let calls = 0
    const once = () => {
      calls += 1
      if (calls === 1) throw new Error('broken')
      return 'no power here'
    }
    expect(understanding.read(broken).ranked[0]?.code).toBe('power')
    expect(failures).toEqual([learned?.version])
    isAlone()
  })

  it('when the org file alone is restored, and by the model again when that is', async () => {
    const learned = await learn()
    await understanding.refresh()
    expect(categoryOf('a bulb and a fuse')).toBe('power')
    await desk.work(({ tx }) => useModel(tx, null))
    await understanding.refresh()
    isAlone()
    await desk.work(({ tx }) => useModel(tx, learned?.version ?? 0))
    await understanding.refresh()
    expect(categoryOf('a bulb and a fuse')).toBe('power')
  })
})

it('ten models are kept, and the one in use', async () => {
  const first = await put(Uint8Array.of(1))
  for (let at = 0; at < 12; at += 1) await save(Uint8Array.of(at))
  const kept = await models()
  expect(kept).toHaveLength(11)
  expect(kept.at(-1)).toMatchObject({ version: first, inUse: true })
})

function save(body: Uint8Array<ArrayBuffer>): Promise<number> {
  const row = { letters: 1, figures: {}, body }
  return desk.work(({ tx, now }) => saveModel(tx, { ...row, trainedAt: now }))
}

async function put(body: Uint8Array<ArrayBuffer>): Promise<number> {
  const version = await save(body)
  await desk.work(({ tx }) => useModel(tx, version))
  return version
}
