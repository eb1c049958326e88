import type { Actor } from './actor.ts'
import type { Moment } from './appeal.ts'
import { addWorking } from './calendar.ts'
import type { Changes } from './change.ts'
import { clockOf } from './deadlines.ts'
import type { Case, Guard } from './guards.ts'
import type { ActName } from './lifecycle.ts'
import { isStaffed } from './rules.ts'

/** A unit that helps with an appeal that another unit holds, until it is no longer needed. */
export interface Help {
  id: number
  unit: string
  due: Moment
  /** It has said what it did. */
  isDone: boolean
}

/** What an act changes among the co-units of an appeal. */
export type HelpChange =
  { do: 'ask'; unit: string; due: Moment } | { do: 'done' | 'end'; id: number; unit: string }

/** More would be a meeting, and nobody's task. */
export const CO_UNITS_AT_MOST = 5

/** The unit that holds an appeal asks others to help; it stays with the one that asks. */
export const HELPING: Partial<Record<ActName, Changes>> = {
  ask_help: ({ unit }, _actor, given) => {
    const { appeal, helps, now, rules } = given
    if (unit === undefined || !rules.org.units.some(({ code }) => code === unit))
      return 'unit_unknown'
    if (unit === appeal.unit) return 'same_unit'
    if (helps.some((help) => help.unit === unit)) return 'helps_already'
    if (!isStaffed(rules, unit)) return 'unit_without_staff'
    const due = addWorking(clockOf(rules, appeal), now, rules.org.policy.help.reply)
    return { help: { do: 'ask', unit, due }, data: { help: unit, due: due.toString() } }
  },
  help: (_command, actor, given) => {
    const help = helpOf(actor, given)
    if (!help) return 'already_done'
    return { help: { do: 'done', id: help.id, unit: help.unit }, data: { help: help.unit } }
  },
  end_help: ({ unit }, _actor, { helps }) => {
    const help = helps.find((one) => one.unit === unit)
    if (!help) return 'already_done'
    return { help: { do: 'end', id: help.id, unit: help.unit }, data: { help: help.unit } }
  },
}

export const HELPING_GUARDS: Partial<Record<ActName, Guard>> = {
  ask_help: ({ helps }) => (helps.length < CO_UNITS_AT_MOST ? null : 'co_units_at_most'),
  help: (given, actor) => (helpOf(actor, given) ? null : 'already_done'),
  end_help: ({ helps }) => (helps.length > 0 ? null : 'not_now'),
}

/** What this person's unit was asked for and has not answered. */
function helpOf(actor: Actor, { helps }: Case): Help | undefined {
  return helps.find((help) => !help.isDone && isOfUnit(actor, help.unit))
}

/** Whether somebody handles what comes to a unit. */
export function isOfUnit(actor: Actor, unit: string): boolean {
  if (actor.desk) return false
  return actor.posts.some(
    (post) => post.unit === unit && (post.role === 'handler' || post.role === 'head'),
  )
}
