import { PAPER_RULES } from '../../src/domain/papers/kinds.ts'
import type { Paper, PaperCase, PaperKind, PaperRow } from '../../src/domain/papers/paper.ts'
import { spaceOf } from '../../src/text/screens/paper.ts'
import { NOW, RULES } from './builders.ts'

/** The kinds that there are, with their rules. */
export const KINDS = Object.entries(PAPER_RULES) as [
  PaperKind,
  NonNullable<(typeof PAPER_RULES)[PaperKind]>,
][]

/** Every act of every kind. */
export const PAPER_ACTS: [PaperKind, string, PaperRow][] = KINDS.flatMap(([kind, { acts }]) =>
  Object.entries(acts).map(([act, row]): [PaperKind, string, PaperRow] => [kind, act, row]),
)

/** Every state that papers of a kind can be in. */
export function statesOf(kind: PaperKind): string[] {
  const rows = Object.values(PAPER_RULES[kind]?.acts ?? {})
  const all = rows.flatMap(({ from, to }) => [...from, to])
  return [...new Set([...all, ...(PAPER_RULES[kind]?.closed ?? [])])].filter(
    (state) => state !== 'none' && state !== 'same',
  )
}

/** The words that a kind must have in every language: keys below its own file, and the labels of its buttons. */
export function wordsOfKind(kind: PaperKind): { keys: string[]; labels: string[] } {
  const acts = Object.entries(PAPER_RULES[kind]?.acts ?? {})
  const space = spaceOf(kind)
  const said = (path: string, fits: (row: PaperRow) => boolean) =>
    acts.filter(([, row]) => fits(row)).map(([act]) => `${space}:${path}.${act}`)
  const isSaid = ({ tells }: PaperRow) =>
    Object.entries(tells).some(([who, how]) => who !== 'households' && how === 'words')
  const byPeople = acts.filter(([, { who }]) => who.some((one) => one !== 'desk'))
  return {
    keys: [
      `${space}:name`,
      ...(PAPER_RULES[kind]?.forms ?? []).map((form) => `${space}:form.${form}`),
      ...statesOf(kind).map((state) => `${space}:state.${state}`),
      ...said('act', () => true),
      ...said('told', isSaid),
      ...said('household', ({ tells }) => 'households' in tells),
      ...said('prompt', ({ carries }) => carries.includes('words')),
      ...said('choice', ({ carries }) => carries.includes('choice')),
    ],
    labels: byPeople.map(([act]) => (act === 'open' ? `open_${kind}` : `${kind}_${act}`)),
  }
}

/** A paper in that state, addressed to the housing department. */
export function paper(kind: PaperKind, state: string, change: Partial<Paper> = {}): Paper {
  const isClosed = PAPER_RULES[kind]?.closed.includes(state) ?? false
  return {
    ...{ kind, state, appeal: null, demand: null, unit: 'housing', by: null, leader: null },
    ...{ parent: null, due: null, data: {}, openedAt: NOW, closedAt: isClosed ? NOW : null },
    ...change,
  }
}

export function paperCase(of: Paper, change: Partial<PaperCase> = {}): PaperCase {
  return {
    ...{ paper: of, appeal: null, joiners: [], beside: [], parts: [], entries: [] },
    ...{ heardAt: null, inCharge: [], now: NOW, rules: RULES },
    ...change,
  }
}
