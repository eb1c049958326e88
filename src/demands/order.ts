import { partsOf, type LabelPart } from './backing.ts'
import { assignLetters, groupLetters } from './group.ts'
import type { Letter } from './letter.ts'

/** What a run has to group. */
export interface Order {
  /** Of the last 90 days. */
  letters: readonly Letter[]
  /** Of the same month last year. */
  lastYear: readonly Letter[]
  /** Demands that rested when the last run ended, by some of their letters: they may come back. */
  resting: readonly { id: number; letters: readonly Letter[] }[]
}

/** The order carried out. */
export interface Grouped {
  groups: { label: LabelPart[]; members: string[] }[]
  /** Letters of these 90 days that are about a demand that rested: letter and demand. */
  returned: [letter: string, demand: number][]
  /** Letters of last year: letter, and the place of the group or the id of the demand that it is about. */
  lastYear: [letter: string, about: { group: number } | { demand: number }][]
}

/** Groups what is to be grouped. Takes seconds where there are thousands of letters: see thread.ts. */
export function carryOut({ letters, lastYear, resting }: Order): Grouped {
  const byId = new Map(letters.map((letter) => [letter.id, letter]))
  const lettersOf = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? [])
  const groups = groupLetters(letters).map(({ label, members }) => ({
    ...{ label: partsOf(label, lettersOf(members)), members },
  }))
  const known = resting.map((demand) => ({ ...demand, members: demand.letters }))
  const classes = [...groups.map(({ members }) => ({ members: lettersOf(members) })), ...known]
  const returned = assignLetters(letters, known)
  const then = assignLetters(lastYear, classes)
  const demandAt = (place: number) => known[place]?.id
  return {
    groups,
    returned: [...returned].flatMap(([letter, place]) => {
      const demand = demandAt(place)
      return demand === undefined ? [] : [[letter, demand] as [string, number]]
    }),
    lastYear: [...then].map(([letter, place]) => {
      const demand = demandAt(place - groups.length)
      return [letter, demand === undefined ? { group: place } : { demand }]
    }),
  }
}
