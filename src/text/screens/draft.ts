import type { Caller } from '../../domain/caller.ts'
import { isAnythingSaid } from '../../flows/draft/draft-buttons.ts'
import type { DraftView, OutsideView, SimilarView } from '../../flows/views.ts'
import type { Key } from '../resources.ts'
import { bold, code, type Writer } from '../writer.ts'
import { tellThem, whom } from './register.ts'
import { statusOf } from './status.ts'

/** What was understood: four lines that must be taken in within three seconds, then the words. */
export function draft(view: DraftView, writer: Writer): void {
  if (view.caller && !isAnythingSaid(view)) {
    begun(view.caller, view, writer)
    return
  }
  if (view.outside !== null) notOurs(view.outside, writer)
  if (view.urgency === 'urgent') urgent(view.calls, writer)
  writer.title(view.place === null ? 'draft:title_open' : 'draft:title').gap()
  if (view.caller) whom(view.caller, writer)
  what(view, writer)
  where(view, writer)
  whoAndWhen(view, writer)
  writer.gap().quote(view.text, view.files)
  if (view.pin) writer.line('draft:pin')
  if (view.caller) tellThem(view.caller, view, writer)
  else if (view.anonymous) writer.line('draft:anonymous')
  similar(view, writer)
  writer.gap().line(view.text.trim() === '' ? 'draft:words_missing' : 'draft:hint')
  if (view.first) writer.line('draft:first')
}

/** For whom it is, before anything is said. */
function begun(caller: Caller, view: DraftView, writer: Writer): void {
  whom(caller, writer)
  writer.gap().line('register:say')
  tellThem(caller, view, writer)
}

/** What is left of the card when its words went to an appeal that was there already. */
export function draftJoined(number: string, own: boolean, writer: Writer): void {
  writer.line(own ? 'draft:added' : 'draft:joined', { number: code(number) })
}

/** The choices of category. */
export function draftCategory(view: DraftView, writer: Writer): void {
  writer.title('draft:category_title').quote(view.text, view.files)
}

/** The choices of place. */
export function draftPlace(view: DraftView, writer: Writer): void {
  writer.title('draft:place_title').line('draft:place_hint').quote(view.text, view.files)
}

/** What is left of the card once the appeal has its number. */
export function draftSent(view: DraftView, number: string, writer: Writer): void {
  writer.line('draft:sent', { number: code(number) }).quote(view.text, view.files)
}

function urgent(calls: readonly string[], writer: Writer): void {
  if (calls.length === 0) writer.title('draft:urgent')
  else writer.title('draft:urgent_call', { call: calls.join(writer.t('files:join')) })
}

/** Most likely not for this desk: said before anything else, with where to go instead. */
function notOurs({ name, where }: OutsideView, writer: Writer): void {
  writer.title('draft:outside', { matter: name[writer.locale] })
  writer.said(where[writer.locale]).line('draft:outside_anyway').gap()
}

function what(view: DraftView, writer: Writer): void {
  if (view.category === null) {
    writer.line(view.likely.length > 0 ? 'draft:what_unknown' : 'draft:what_unknown_plain')
    return
  }
  const category = bold(writer.category(view.category))
  writer.line(view.categorySure ? 'draft:what' : 'draft:what_guess', { category })
}

function where(view: DraftView, writer: Writer): void {
  if (view.place === null) writer.line(whereOpen(view))
  else {
    const unit = bold(writer.unit(view.place))
    writer.line(view.placeSuggested ? 'draft:where_home' : 'draft:where', { unit })
  }
}

/** A pin that names no place lies in no community: sending it once more would not help. */
function whereOpen({ pin, likelyPlaces }: DraftView): Key {
  if (pin) return 'draft:where_outside'
  return likelyPlaces.length > 0 ? 'draft:where_likely' : 'draft:where_unknown'
}

function whoAndWhen(view: DraftView, writer: Writer): void {
  if (view.unit === null) writer.line('draft:unit_unknown')
  else writer.line('draft:unit', { unit: bold(writer.unit(view.unit)) })
  if (view.due !== null) writer.line('draft:due', { due: bold(writer.moment(view.due)) })
}

/** What neighbours have said already, or the writer: nobody's words, only what the org file has a name for. */
function similar({ caller, similar }: DraftView, writer: Writer): void {
  const own = similar.find((one) => one.own)
  if (own) {
    const status = writer.t(statusOf(own.status, null))
    writer
      .gap()
      .title('draft:own')
      .line('draft:own_appeal', { number: code(own.number), status })
    aboutSimilar(own, 'draft:similar_only', 1, writer)
    writer.line('draft:own_hint')
    return
  }
  if (similar.length === 0) return
  writer.gap().title('draft:similar')
  const key = similar.length > 1 ? 'draft:similar_nth' : 'draft:similar_only'
  for (const [at, one] of similar.entries()) aboutSimilar(one, key, at + 1, writer)
  writer.line(caller ? 'register:similar_hint' : 'draft:similar_hint')
}

function aboutSimilar(
  { category, place, registeredAt, households, shared }: SimilarView,
  key: 'draft:similar_only' | 'draft:similar_nth',
  nth: number,
  writer: Writer,
): void {
  writer.line(key, {
    nth,
    place: place === null ? writer.t('draft:somewhere') : writer.unit(place),
    category: category === null ? writer.t('draft:something') : writer.category(category),
    when: writer.moment(registeredAt),
  })
  if (shared.length > 0) {
    const words = shared.join(writer.t('files:join'))
    writer.line('draft:shared', { words })
  }
  writer.line('draft:households', { count: households })
}
