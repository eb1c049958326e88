import { mayBeAbout } from '../../domain/conduct.ts'
import type { Org } from '../../domain/organisation.ts'
import { button } from '../button.ts'
import { unitsNear } from '../buttons.ts'
import { MOST_BUTTONS } from '../choices.ts'
import { refuse, toast, type Effect } from '../effect.ts'
import type { AppealInView, Facts } from '../facts.ts'
import type { ButtonSpec } from '../screen.ts'
import { isWorkCard } from './task.ts'

const NOBODY = 'none'

/** Shows the units that a complaint about staff may be about, or names one; `none`: no unit. */
export function nameSubject(facts: Facts, view: AppealInView, args: readonly string[]): Effect[] {
  const { number } = view.appeal
  const [, unit] = args
  if (!view.moves.includes('about')) return [refuse(view.hindered.about ?? 'not_allowed')]
  if (unit === undefined)
    return [{ do: 'show', what: { what: 'about', number, edit: isWorkCard(facts.card) } }]
  if (unit !== NOBODY && !mayBeAbout(facts.org, unit)) return [toast('nothing_there')]
  const named = unit === NOBODY ? {} : { unit }
  return [{ do: 'act', arguments: { act: 'about', number, ...named } }, toast('done')]
}

/** The units that a complaint may be about, those near its place first of all where there are many. */
export function aboutButtons(number: string, org: Org, place: string | null): ButtonSpec[] {
  const near = unitsNear(org, null)
  const choices = place !== null && mayBeAbout(org, place) ? [place, ...near] : near
  return [
    ...[...new Set([...choices, ...(place === null ? [] : unitsNear(org, place))])]
      .slice(0, MOST_BUTTONS)
      .map((unit) => button('task.about', [number, unit], 'about_unit', { unit })),
    button('task.about', [number, NOBODY], 'about_nobody'),
    button('task.show', [number], 'back'),
  ]
}
