import { describe } from 'vitest'
import { appeal, given } from '../support/builders.ts'
import { decisions, handler } from '../support/decisions.ts'

const lacking = given(appeal('accepted'), { lacksPhoto: true })
const reply = { act: 'resolve', hasWords: true } as const

describe('the reply to a matter that asks for proof', () => {
  decisions([
    {
      remark: 'needs a photo',
      given: lacking,
      who: handler,
      when: reply,
      then: 'photo_needed',
    },
    {
      remark: 'is not proved by any other file',
      given: lacking,
      who: handler,
      when: { ...reply, hasFiles: true },
      then: 'photo_needed',
    },
    {
      remark: 'goes out with one',
      given: lacking,
      who: handler,
      when: { ...reply, hasFiles: true, hasPhoto: true },
      then: { appeal: { status: 'resolved' }, notices: ['resident.resolved'] },
    },
    {
      remark: 'goes out as it is once a photo is there',
      given: given(appeal('accepted')),
      who: handler,
      when: reply,
      then: { appeal: { status: 'resolved' } },
    },
  ])
})
