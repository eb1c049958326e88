import { han, isEveryday, type Form } from './names.ts'

/** A name as it might be mistyped, and whose it is. */
export interface Slippery {
  form: Form
  code: string
}

/**
 * The units that a text names with one typing error: a wrong, missing, added or swapped character. Only long names
 * can have one, and only in a part that tells them from their neighbours: "Heshun" is no slip of "Anshun" where four
 * of six letters, or two of four characters, say nothing but "community".
 */
export function createSlipFinder(names: readonly Slippery[]): (text: string) => string[] {
  const byHead = new Map<string, Slippery[]>()
  const byTail = new Map<string, Slippery[]>()
  for (const name of names.filter(({ form }) => isLong(form))) {
    // One error leaves either the first two characters or the last two as they are.
    add(byHead, name.form.text.slice(0, 2), name)
    add(byTail, name.form.text.slice(-2), name)
  }
  return (text) => {
    const codes = new Set<string>()
    for (let at = 0; at + 2 <= text.length; at++) {
      const pair = text.slice(at, at + 2)
      for (const name of byHead.get(pair) ?? [])
        if (SHIFTS.some((by) => isSlip(name.form, text, at, at + name.form.text.length + by)))
          codes.add(name.code)
      for (const name of byTail.get(pair) ?? [])
        if (
          SHIFTS.some((by) => isSlip(name.form, text, at + 2 - name.form.text.length - by, at + 2))
        )
          codes.add(name.code)
    }
    return [...codes]
  }
}

const SHIFTS = [-1, 0, 1]

function add(names: Map<string, Slippery[]>, pair: string, name: Slippery): void {
  const known = names.get(pair)
  if (known) known.push(name)
  else names.set(pair, [name])
}

const LONG = { han: 4, letters: 6 }
const LONG_CORE = { han: 3, letters: 5 }

function isLong({ text, core, surety }: Form): boolean {
  if (!han.test(text)) return text.length >= LONG.letters && core.length >= LONG_CORE.letters
  return surety === 'given' && text.length >= LONG.han && core.length >= LONG_CORE.han
}

function isSlip({ text: name, core }: Form, text: string, from: number, to: number): boolean {
  if (from < 0 || to > text.length) return false
  const written = text.slice(from, to)
  if (!isOneApart(name, written)) return false
  if (han.test(name)) return true
  return (
    isWord(text, from, to) && !isEveryday(written) && (core !== name || isSaidOfPlace(text, from))
  )
}

/** Whether one is the other with one character changed, left out, put in, or with two neighbours swapped. */
export function isOneApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let head = 0
  while (head < a.length && a[head] === b[head]) head += 1
  let tail = 0
  const most = Math.min(a.length, b.length) - head
  while (tail < most && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1
  const [left, right] = [a.length - head - tail, b.length - head - tail]
  if (left <= 1 && right <= 1) return true
  return left === 2 && right === 2 && a[head] === b[head + 1] && a[head + 1] === b[head]
}

const letter = /[\p{L}\p{N}]/u

function isWord(text: string, from: number, to: number): boolean {
  const cuts = (at: number) =>
    [text.charAt(at - 1), text.charAt(at)].every((side) => letter.test(side) && !han.test(side))
  return !cuts(from) && !cuts(to)
}

/** English text is full of words that are nearly a name: a place is where something is. */
function isSaidOfPlace(text: string, from: number): boolean {
  const before = text.slice(Math.max(0, from - 8), from)
  return (
    han.test(text.charAt(from - 1)) ||
    /(?:^|\s)(?:in|at|near|from|of|to|by|around)\s$/u.test(before)
  )
}
