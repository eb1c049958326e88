import { LineCounter, isAlias, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml'
import type { Document, Node, Pair } from 'yaml'

export type Path = readonly (string | number)[]

/** What is wrong at a place in the file. */
export interface Fault {
  path: Path
  /** In words: what would be right. Begins with "expected" or says why it cannot stand. */
  expected: string
  /** The key itself is the mistake, not its value. */
  isKey?: boolean
}

/** A YAML text with its values and the line of each. */
export interface Source {
  value: unknown
  line: (fault: Fault) => number
  given: (fault: Fault) => string
}

/** Reads YAML; what is not YAML comes back as `line: message`, all mistakes together. */
export function readSource(
  text: string,
): { source: Source } | { broken: { line: number; message: string }[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const broken = [...document.errors, ...document.warnings]
  if (broken.length > 0)
    return {
      broken: broken.map((error) => ({
        line: lines.linePos(error.pos[0]).line,
        message: firstLine(error.message),
      })),
    }
  const value = valueOf(document)
  if ('failure' in value) return { broken: [{ line: 1, message: value.failure }] }
  return {
    source: {
      value: value.value,
      line: (fault) => lines.linePos(offsetOf(document, fault)).line,
      given: (fault) =>
        fault.isKey ? shown(fault.path.at(-1)) : shown(at(value.value, fault.path)),
    },
  }
}

/** Aliases that unfold without end, or into themselves, show only here. */
function valueOf(document: Document): { value: unknown } | { failure: string } {
  try {
    const value: unknown = document.toJS()
    JSON.stringify(value)
    return { value }
  } catch (error) {
    return { failure: error instanceof Error ? firstLine(error.message) : String(error) }
  }
}

/** Where the fault stands; for something that is missing, where the thing begins that lacks it. */
function offsetOf(document: Document, fault: Fault): number {
  let node: Node | null = document.contents
  let offset = startOf(node)
  for (const [depth, step] of fault.path.entries()) {
    const found = child(isAlias(node) ? node.resolve(document) : node, step)
    if (!found) break
    const isWrongKey = fault.isKey === true && depth === fault.path.length - 1
    offset = isWrongKey || !found.value?.range ? (found.keyAt ?? offset) : startOf(found.value)
    node = found.value
  }
  return offset
}

function child(
  node: Node | null | undefined,
  step: string | number,
): { value: Node | null; keyAt?: number } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)]
    return isNode(item) ? { value: item } : undefined
  }
  if (!isMap(node)) return undefined
  const pair = node.items.find(
    (item: Pair) => isScalar(item.key) && String(item.key.value) === step,
  )
  if (!pair || !isNode(pair.key)) return undefined
  return { value: isNode(pair.value) ? pair.value : null, keyAt: startOf(pair.key) }
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0
}

function at(value: unknown, path: Path): unknown {
  let inner = value
  for (const step of path) {
    if (typeof inner !== 'object' || inner === null) return undefined
    inner = (inner as Record<string | number, unknown>)[step]
  }
  return inner
}

const longestShown = 40

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  const text = JSON.stringify(value)
  return text.length <= longestShown ? text : `${text.slice(0, longestShown - 1)}\u2026`
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.trim() ?? message
}
