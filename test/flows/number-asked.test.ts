import { describe, expect, it } from 'vitest'
import { flow } from '../../src/flows/flow.ts'
import { namedBy } from '../../src/flows/named.ts'
import { glance } from '../support/effects.ts'
import { command, draft, facts, NUMBER, OTHER_NUMBER, ownView, text } from '../support/facts.ts'

describe('A number with a handful of words is a question about its appeal', () => {
  it.each([
    ['as our messages write it', `编号 ${NUMBER}`, 'show appeal'],
    ['as they write it in English', `Number ${NUMBER}`, 'show appeal'],
    ['a label and no dashes', '编号：2600000014', 'show appeal'],
    ['a label and a slip', '编号2600000015', 'say typing_error'],
    ['a short label', `no. ${NUMBER}`, 'show appeal'],
    ['a question', `${NUMBER} 怎么样了？`, 'show appeal'],
    ['a polite one', `请问${NUMBER}处理到哪一步了？`, 'show appeal'],
    ['in English', `What is happening with ${NUMBER}, please?`, 'show appeal'],
    ['blanks for dashes', '26 0000001 4 怎么样了', 'show appeal'],
    ['a wrong digit', '26-0000001-5 怎么样了？', 'say typing_error'],
    ['a digit missing', '26-000001-4 怎么样了？', 'say typing_error'],
  ])('%s: %s: %s', (_remark, typed, expected) => {
    expect(glance(flow(text(typed), facts({ view: ownView([]) })))).toEqual([expected])
  })

  it('of somebody else, or of nobody, is not found', () => {
    expect(glance(flow(text(`${NUMBER} 怎么样了？`), facts()))).toEqual(['say no_such_appeal'])
  })

  it.each([
    ['more words than a question has', `${NUMBER} 还是没修好，昨天又停水了`],
    ['in English', `${NUMBER} is not mended, there was no water again yesterday`],
    ['two numbers', `${NUMBER} ${OTHER_NUMBER}`],
    ['a meter', '水表 1234567890 坏了'],
    ['a telephone', '请打 0633-5221234'],
    ['a date and a time', '2026-11-28 停电'],
  ])('but %s is an appeal: %s', (_remark, typed) => {
    expect(glance(flow(text(typed), facts({ view: ownView([]) })))).toContain('save draft')
  })

  it('but an emergency is an appeal, however short', () => {
    const reads = { ...facts().reads, emergencies: () => ['fire'] }
    const given = facts({ reads, view: ownView([]) })
    expect(glance(flow(text(`${NUMBER} 着火了`), given))).toContain('save draft')
  })

  it('but it joins the draft that is open, and is the answer that is awaited', () => {
    const asked = text(`${NUMBER} 怎么样了？`)
    expect(glance(flow(asked, facts({ draft: draft() })))).toContain('save draft')
    const given = facts({
      awaiting: { what: 'answer', number: NUMBER, files: [] },
      view: ownView(['answer']),
    })
    expect(glance(flow(asked, given))).toEqual(['act answer', 'await nothing'])
  })

  it('names that appeal, whoever asks', () => {
    const nothing = { card: null, awaiting: null, album: null, draft: null }
    const named = { by: 'number', number: NUMBER }
    expect(namedBy(text(`${NUMBER} 怎么样了？`), nothing)).toEqual(named)
    expect(namedBy(command('appeal', `no ${NUMBER} please`), nothing)).toEqual(named)
  })
})
