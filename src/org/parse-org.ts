import type { z } from 'zod'
import type { Org } from '../domain/organisation.ts'
import { buildOrg } from './build-org.ts'
import { didYouMean } from './did-you-mean.ts'
import { linkFaults } from './links.ts'
import { orgFile } from './schema.ts'
import { timeFaults } from './times.ts'
import { readSource, type Fault, type Path, type Source } from './source.ts'

/**
 * Reads an org file. Every mistake is one line: file and line, the entry, what was given, what is expected;
 * all of them together, in the order of the file. `file` is only the name that stands in these lines.
 */
export function parseOrg(text: string, file: string): { org: Org } | { faults: string[] } {
  const read = readSource(text)
  if ('broken' in read)
    return {
      faults: read.broken.map(
        ({ line, message }) => `${file}:${line}: not readable as YAML: ${message}`,
      ),
    }
  const { source } = read
  const shape = orgFile.safeParse(source.value)
  const faults = [
    ...(shape.error?.issues ?? []).flatMap(shapeFaults),
    ...linkFaults(source.value),
    ...timeFaults(source.value),
  ]
  if (!shape.success || faults.length > 0) return { faults: inOrder(faults, source, file) }
  return { org: buildOrg(shape.data) }
}

function shapeFaults(issue: z.core.$ZodIssue): Fault[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  if (issue.code !== 'unrecognized_keys') return [{ path, expected: issue.message }]
  const known = issue.message.split(' ')
  return issue.keys.map((key) => ({
    path: [...path, key],
    expected: `one of ${known.join(', ')}${didYouMean(key, known)}`,
    isKey: true,
  }))
}

function inOrder(faults: readonly Fault[], source: Source, file: string): string[] {
  const firstAtPlace = new Map(faults.toReversed().map((fault) => [written(fault.path), fault]))
  return [...firstAtPlace]
    .map(([path, fault]) => ({ path, fault, line: source.line(fault) }))
    .sort((a, b) => a.line - b.line)
    .map(
      ({ path, fault, line }) =>
        `${file}:${line}: ${path || 'the file'}: given ${source.given(fault)}, expected ${fault.expected}`,
    )
}

/** `categories[3].deadline.accept` */
function written(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index > 0 ? `.${step}` : step))
    .join('')
}
