import type { ActArguments, Effect } from '../../src/flows/effect.ts'
import type { ButtonSpec, Screen } from '../../src/flows/screen.ts'
import { packVerb } from '../../src/flows/verbs.ts'

type Of<Do extends Effect['do']> = Extract<Effect, { do: Do }>

/** The effects of one kind. */
export function those<Do extends Effect['do']>(effects: readonly Effect[], kind: Do): Of<Do>[] {
  return effects.filter((effect): effect is Of<Do> => effect.do === kind)
}

/** The one effect of a kind; undefined if there is none or more than one. */
export function the<Do extends Effect['do']>(effects: readonly Effect[], kind: Do) {
  const found = those(effects, kind)
  return found.length === 1 ? found[0] : undefined
}

/** What was done to appeals. */
export function acts(effects: readonly Effect[]): ActArguments[] {
  return those(effects, 'act').map((effect) => effect.arguments)
}

/** Short names of what happens, in order: a glance for tables. */
export function glance(effects: readonly Effect[]): string[] {
  return effects.map((effect) => {
    switch (effect.do) {
      case 'say':
      case 'rewrite':
        return `${effect.do} ${nameOf(effect.screen)}`
      case 'toast':
        return effect.toast.toast === 'refused'
          ? `refused ${effect.toast.refusal}`
          : `toast ${effect.toast.toast}`
      case 'show':
        return `show ${effect.what.what}`
      case 'show_draft':
        return `draft ${effect.where}`
      case 'paper':
        return `paper ${effect.arguments.act}`
      case 'act':
        return `act ${effect.arguments.act}`
      case 'await':
        return effect.awaiting ? `await ${effect.awaiting.what}` : 'await nothing'
      case 'draft':
        return effect.draft ? 'save draft' : 'drop draft'
      case 'demand':
        return `demand ${effect.arguments.act}`
      case 'home':
      case 'invite':
        return `${effect.do} ${effect.unit}`
      case 'album':
      case 'draft_again':
      case 'submit':
      case 'attach':
      case 'propose':
      case 'language':
      case 'forget':
      case 'join':
      case 'join_appeal':
      case 'merge':
      case 'split':
      case 'uninvite':
        return effect.do
    }
  })
}

function nameOf(screen: Screen): string {
  if (screen.screen === 'trouble') return screen.trouble
  if (screen.screen === 'cancelled') return `cancelled ${screen.what}`
  return screen.screen === 'survey' ? `survey ${screen.question}` : screen.screen
}

/** What changes something that lasts. A press that does not count has none of these. */
export function changes(effects: readonly Effect[]): Effect[] {
  const harmless: Effect['do'][] = ['toast', 'say', 'rewrite', 'show', 'show_draft']
  return effects.filter((effect) => !harmless.includes(effect.do))
}

/** Buttons as their callback data. */
export function data(buttons: readonly ButtonSpec[]): string[] {
  return buttons.map(({ verb, args }) => packVerb(verb, args))
}

/** The buttons of what was said or rewritten. */
export function buttonsIn(effects: readonly Effect[]): string[] {
  const screens = [...those(effects, 'say'), ...those(effects, 'rewrite')]
  return screens.flatMap(({ screen }) => ('buttons' in screen ? data(screen.buttons) : []))
}
