import { describe, expect, it } from 'vitest'
import { ACT_NAMES, type ActName } from '../../src/domain/lifecycle.ts'
import { promiseButtons, queueButtons, taskButtons } from '../../src/flows/buttons.ts'
import type { ButtonSpec } from '../../src/flows/screen.ts'
import { layOut } from '../../src/text/buttons.ts'
import { names, NUMBER } from '../support/samples.ts'

const PENDING = ['return', 'extension', 'suspension'] as const
const REQUEST = {
  id: 3,
  state: 'pending',
  unit: 'housing',
  by: 12,
  reason: '',
  proposed: null,
  days: null,
} as const

const spec = (
  label: string,
  args: (string | number)[] = [],
  values?: ButtonSpec['values'],
): ButtonSpec =>
  values ? { verb: 'task.assign', args, label, values } : { verb: 'task.assign', args, label }

const rows = (specs: ButtonSpec[]): string[][] =>
  layOut(specs, names, 'en').map((row) => row.map(({ text }) => text))

describe('buttons', () => {
  it('give the main act the first row, alone', () => {
    expect(rows([spec('note'), spec('ask'), spec('resolve'), spec('memo')])).toEqual([
      ['Done, reply'],
      ['Tell the resident', 'Ask the resident'],
      ['Internal memo'],
    ])
  })

  it('put the answers of a question into one row', () => {
    const rating = [1, 2, 3, 4, 5].map((stars) => spec(`rate_${stars}`))
    expect(rows(rating)).toEqual([['😞 1', '2', '3', '4', '5 😊']])
    expect(rows([spec('solved_yes'), spec('solved_partly'), spec('solved_no')])).toHaveLength(1)
  })

  it('set units two by two and never beside categories', () => {
    const category = spec('choose_category', [], { category: 'power' })
    const unit = spec('choose_place', [], { unit: 'anshun' })
    expect(rows([category, unit, unit, unit])).toEqual([
      ['Power supply'],
      ['Anshun Community', 'Anshun Community'],
      ['Anshun Community'],
    ])
  })

  it('end with the pages and then the way back', () => {
    expect(rows([spec('back'), spec('next'), spec('previous'), spec('memo')])).toEqual([
      ['Internal memo'],
      ['Next ›', '‹ Previous'],
      ['‹ Back'],
    ])
  })

  it('leave a day the room to be read', () => {
    const day = spec('choose_day', [], { date: Temporal.PlainDate.from('2026-11-30') })
    expect(rows([day, day, day])).toEqual([['Mon 30 Nov', 'Mon 30 Nov'], ['Mon 30 Nov']])
  })

  it('carry the verb and its arguments', () => {
    const [[button] = []] = layOut(
      [spec('assign_unit', [NUMBER, 'anshun'], { unit: 'anshun' })],
      names,
      'zh-CN',
    )
    expect(button).toEqual({ text: '安顺社区', data: `task.assign:${NUMBER}:anshun` })
  })

  it('carry 64 bytes and not one more', () => {
    const longest = 'u'.repeat(64 - `task.assign:${NUMBER}:`.length)
    expect(rows([spec('assign_unit', [NUMBER, longest], { unit: longest })])).toHaveLength(1)
    expect(() => rows([spec('assign_unit', [NUMBER, `${longest}u`], { unit: 'x' })])).toThrow(
      'No button',
    )
  })

  it('cut the name of a person who has a very long one', () => {
    const [[text = ''] = []] = rows([spec('assign_person', [12], { name: '王'.repeat(400) })])
    expect(text.length).toBeLessThanOrEqual(48)
    expect(text).toMatch(/…$/u)
  })

  it('of every move that flows can offer have a label', () => {
    const pending = PENDING.map((kind) => taskButtons(ACT_NAMES, NUMBER, { ...REQUEST, kind }))
    const resident = promiseButtons(['answer', 'urge', 'withdraw'], NUMBER)
    const dispatcher = queueButtons(ACT_NAMES, NUMBER, 'housing')
    for (const specs of [...pending, resident, dispatcher]) {
      expect(rows(specs).flat()).toHaveLength(specs.length)
    }
  })

  it.each([[['add']], [['answer']], [['add', 'leave']]] as ActName[][][])(
    'let nobody withdraw by a second tap on the reminder: %j',
    (others) => {
      const moves: ActName[] = ['withdraw', ...others]
      const before = rows(promiseButtons([...moves, 'urge'], NUMBER))
      const row = before.findIndex((labels) => labels.includes('Remind them'))
      const place = before[row]!.indexOf('Remind them')
      const after = rows(promiseButtons(moves, NUMBER))[row]!
      expect(after[Math.min(place, after.length - 1)]).toBe('What happened')
    },
  )

  it('without a label are a fault of ours', () => {
    expect(() => rows([spec('nonsense')])).toThrow('No button is called nonsense')
  })
})
