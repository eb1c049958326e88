import type { NoticeKind } from './lifecycle.ts'

/**
 * Who hears a notice. `households`: everybody who stands behind the appeal, `joining`: who came to it by this act.
 * `unit_before`: the unit that held it until this act.
 * `handler`: whoever signed for it, or the whole unit while nobody has. `helpers`, `helping_heads`: of the co-unit that
 * it is about, everybody or its heads. Without a unit the dispatchers hear what is
 * for it.
 */
export type Audience =
  | 'resident'
  | 'households'
  | 'joining'
  | 'unit'
  | 'unit_before'
  | 'helpers'
  | 'helping_heads'
  | 'handler'
  | 'requester'
  | 'deciders'
  | 'dispatchers'

/** What the notice looks like: a card of its own kind, or a short message. */
export type NoticeForm = 'promise' | 'task' | 'queue' | 'request' | 'question' | 'step' | 'words'

export interface NoticeRow {
  audience: Audience
  form: NoticeForm
  /** Whether the words and files of the act come along. */
  words: boolean
}

/** Why somebody gets a message has one answer, here: one reason, one audience, one row. */
// prettier-ignore
export const NOTICES: Readonly<Record<NoticeKind, NoticeRow>> = {
  'resident.registered': { audience: 'resident', form: 'promise', words: false },
  'resident.assigned': { audience: 'households', form: 'step', words: false },
  'resident.accepted': { audience: 'households', form: 'step', words: false },
  'resident.note': { audience: 'households', form: 'step', words: true },
  'resident.question': { audience: 'resident', form: 'question', words: true },
  'resident.extended': { audience: 'households', form: 'step', words: true },
  'resident.resolved': { audience: 'households', form: 'step', words: true },
  'resident.shelved': { audience: 'households', form: 'step', words: true },
  'resident.resumed': { audience: 'households', form: 'step', words: false },
  'resident.declined': { audience: 'households', form: 'step', words: true },
  'resident.withdrawn': { audience: 'resident', form: 'step', words: false },
  'resident.reworked': { audience: 'households', form: 'step', words: false },
  'resident.closed': { audience: 'households', form: 'step', words: false },
  'resident.merged': { audience: 'joining', form: 'step', words: false },
  'resident.split': { audience: 'resident', form: 'step', words: false },
  'resident.contact': { audience: 'resident', form: 'step', words: false },
  'resident.explained': { audience: 'households', form: 'step', words: true },
  'resident.reopened': { audience: 'households', form: 'step', words: false },
  'resident.requeued': { audience: 'households', form: 'step', words: false },
  'resident.lowered': { audience: 'households', form: 'step', words: true },
  'joiner.joined': { audience: 'joining', form: 'promise', words: false },
  'unit.task': { audience: 'unit', form: 'task', words: false },
  'handler.task': { audience: 'handler', form: 'task', words: false },
  'unit.memo': { audience: 'unit', form: 'words', words: true },
  'unit.answer': { audience: 'handler', form: 'words', words: true },
  'unit.lapsed': { audience: 'handler', form: 'words', words: false },
  'unit.added': { audience: 'handler', form: 'words', words: true },
  'unit.joined': { audience: 'handler', form: 'words', words: true },
  'unit.merged': { audience: 'handler', form: 'words', words: false },
  'unit.raised': { audience: 'unit', form: 'words', words: false },
  'unit.urged': { audience: 'handler', form: 'words', words: false },
  'unit.withdrawn': { audience: 'handler', form: 'words', words: false },
  'unit.reworked': { audience: 'unit', form: 'words', words: false },
  'unit.resumed': { audience: 'handler', form: 'words', words: false },
  'unit.comment': { audience: 'handler', form: 'words', words: true },
  'unit.reopened': { audience: 'unit', form: 'words', words: true },
  'unit.requeued': { audience: 'unit_before', form: 'step', words: false },
  'unit.lowered': { audience: 'unit', form: 'words', words: true },
  'unit.helped': { audience: 'handler', form: 'words', words: true },
  'unit.help_late': { audience: 'handler', form: 'words', words: false },
  'unit.undelivered': { audience: 'handler', form: 'words', words: false },
  'helpers.asked': { audience: 'helpers', form: 'task', words: true },
  'helpers.ended': { audience: 'helpers', form: 'step', words: false },
  'helpers.late': { audience: 'helping_heads', form: 'words', words: false },
  'requester.approved': { audience: 'requester', form: 'words', words: false },
  'requester.denied': { audience: 'requester', form: 'words', words: false },
  'deciders.request': { audience: 'deciders', form: 'request', words: true },
  'dispatchers.queue': { audience: 'dispatchers', form: 'queue', words: false },
  'dispatchers.pressed': { audience: 'dispatchers', form: 'words', words: false },
  'dispatchers.unreached': { audience: 'dispatchers', form: 'words', words: false },
}
