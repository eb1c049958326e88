import { UNITS, type Unit } from './organisation.ts'

/** One appeal of the month, as it will go if nobody steps in. */
export interface Plan {
  serial: number
  unit: Unit
  place: 'east' | 'west'
  /** Working day of the month on which it is submitted, from 0. */
  day: number
  /** Working days until the unit replies. */
  takes: number
  /** What the resident answers; null: nothing at all. */
  answer: {
    contacted: 'yes' | 'no'
    solved: 'yes' | 'partly' | 'no'
    rating: 1 | 2 | 3 | 4 | 5
  } | null
  /** What is answered when it was sent back to work. */
  again: Plan['answer']
}

/** How well each unit works, from 0 to 1: the order of the notice should be theirs. */
const CARE: Record<Unit, number> = {
  water: 0.97,
  power: 0.93,
  roads: 0.9,
  buses: 0.86,
  noise: 0.82,
  trees: 0.78,
  dogs: 0.74,
  lifts: 0.7,
  schools: 0.64,
  food: 0.58,
  wages: 0.45,
  rivers: 0.3,
}

/** 300 appeals: 26 for eleven units, 14 for the last but one in the list, whose few answers are not ranked. */
export const APPEALS = 300
const DAYS = 13

/** The same month each time. */
export function planMonth(): Plan[] {
  const random = mulberry(20261101)
  const units = Array.from({ length: APPEALS }, (_, serial) => unitFor(serial))
  return units.map((unit, serial) => {
    const care = CARE[unit]
    const answers = () => answerOf(random, care)
    return {
      place: serial % 3 === 0 ? 'west' : 'east',
      ...{ serial, unit, day: Math.floor((serial * DAYS) / APPEALS) },
      takes: random() < care ? 1 : 2 + Math.floor(random() * 2),
      answer: random() < 0.94 ? answers() : null,
      again: { contacted: 'yes', solved: 'yes', rating: 4 },
    }
  })
}

function unitFor(serial: number): Unit {
  const small: Unit = 'wages'
  const unit = UNITS[serial % UNITS.length] ?? 'water'
  // Every other appeal of the small unit goes to its neighbour in the list.
  return unit === small && Math.floor(serial / UNITS.length) % 2 === 1 ? 'rivers' : unit
}

function answerOf(random: () => number, care: number): Plan['answer'] {
  const isGood = random() < care
  const contacted = random() < 0.6 + 0.4 * care ? 'yes' : 'no'
  if (isGood) return { contacted, solved: 'yes', rating: random() < care ? 5 : 4 }
  const isPartly = random() < 0.5
  return {
    contacted,
    solved: isPartly ? 'partly' : 'no',
    rating: isPartly ? 3 : random() < 0.5 ? 2 : 1,
  }
}

/** A small generator with a seed: mulberry32. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
