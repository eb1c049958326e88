import drafts from '../../locales/en/draft.json' with { type: 'json' }
import notices from '../../locales/en/notice.json' with { type: 'json' }
import troubles from '../../locales/en/trouble.json' with { type: 'json' }
import { TOKEN_SHAPE, type Person } from './person.ts'
import type { Entry, KeptRecord } from './record.ts'
import type { Resident } from './resident.ts'
import type { Seen, Witness } from './witness.ts'

export interface Run {
  residents: readonly Resident[]
  /** Everybody else. */
  staff: readonly Person[]
  witness: Witness
  kept: KeptRecord
}

const NUMBERS = /\d\d-\d{7}-\d/g
/** A message that somebody must hear is sent three times at most, when nobody knows whether it arrived. */
const COPIES_MOST = 3

/** Everything in which what people saw and what the desk knows differ: one line each, none if all is well. */
export function differences(run: Run): string[] {
  return CHECKS.flatMap((check) => check(run))
}

const CHECKS: readonly ((run: Run) => string[])[] = [
  whatSubmittersWereTold,
  numbersOfOthers,
  wordsOfOthers,
  wordsThatCameTwice,
  picturesThatCameTwice,
  wordsThatMustArrive,
  stepsThatWereTold,
  surveysThatWereAsked,
  actsThatCameTwice,
  whatStillWaits,
]

/** Each submitted appeal is there once, with these words, and its resident read the number. */
function whatSubmittersWereTold({ residents, witness, kept }: Run): string[] {
  const submits = kept.entries.filter(({ act }) => act === 'submit')
  const promised = residents.flatMap(({ id, submitted }) =>
    [...submitted].flatMap(([number, token]) => {
      const found = submits.filter(({ words }) => words.includes(token))
      const isRight = found.length === 1 && found[0]?.number === number && found[0].resident === id
      return isRight ? [] : [`${id} was told ${number} for ${token}, kept: ${listed(found)}`]
    }),
  )
  const untold = kept.appeals.filter(
    ({ number, resident }) =>
      !copies(witness.saw(resident), number).length && !kept.givenUp.includes(resident),
  )
  return [
    ...promised,
    ...untold.map(({ number, resident }) => `${resident} never saw the number ${number}`),
  ]
}

function numbersOfOthers({ residents, witness, kept }: Run): string[] {
  const owner = new Map(kept.appeals.map(({ number, resident }) => [number, resident]))
  return residents.flatMap(({ id, joined }) =>
    [...found(witness.saw(id), NUMBERS)]
      .filter((number) => owner.get(number) !== id && !joined.has(number))
      .map((number) => `${id} saw ${number}, which is of ${owner.get(number) ?? 'nobody'}`),
  )
}

function wordsOfOthers({ residents, staff, witness, kept }: Run): string[] {
  return residents.flatMap(({ id, said }) => {
    const forThem = kept.entries.filter(({ resident, act }) => resident === id && HEARD.has(act))
    const known = new Set([...said, ...forThem.flatMap(({ words }) => tokensIn(words))])
    return [...found(witness.saw(id), TOKEN_SHAPE)]
      .filter((token) => !known.has(token))
      .map((token) => `${id} saw ${token}, said by ${sayer(token, [...residents, ...staff])}`)
  })
}

function sayer(token: string, people: readonly Person[]): string {
  return String(people.find(({ said }) => said.includes(token))?.id ?? 'nobody')
}

/** Words of staff that the resident is told. */
const HEARD: ReadonlySet<string> = new Set([
  ...['note', 'ask', 'resolve', 'decline', 'ask_extension', 'ask_suspension'],
])

/** What was said once is kept once, wherever it belongs. */
function wordsThatCameTwice({ kept }: Run): string[] {
  const times = new Map<string, number>()
  const all = [...kept.entries.map(({ words }) => words), ...kept.drafts]
  for (const token of all.flatMap(tokensIn)) times.set(token, (times.get(token) ?? 0) + 1)
  return [...times]
    .filter(([, count]) => count > 1)
    .map(([token, n]) => `${token} is kept ${n} times`)
}

/** Pictures are kept once; only those of a draft that nobody submitted, or had no more room, may be gone, and that was said. */
function picturesThatCameTwice({ residents, witness, kept }: Run): string[] {
  const files = new Map(kept.files.map((file) => [file.fileId, file]))
  const twice = kept.files
    .filter(({ count }) => count > 1)
    .map(({ fileId, count }) => `the picture ${fileId} is kept ${count} times`)
  const wasTold = (id: number, words: string) => copies(witness.saw(id), words).length > 0
  const lost = residents
    .filter(({ id }) => !wasTold(id, drafts.expired) && !wasTold(id, troubles.too_many_files))
    .flatMap(({ pictures }) => pictures.filter((fileId) => !files.has(fileId)))
  return [...twice, ...lost.map((picture) => `lost: ${picture}`)]
}

/** What a unit says to a resident arrives, and not again and again. */
function wordsThatMustArrive({ witness, kept }: Run): string[] {
  return kept.entries.flatMap(({ number, resident, act, words }) => {
    const said = TOLD[act]
    if (!said) return []
    return tokensIn(words).flatMap((token) => {
      const seen = copies(witness.saw(resident), token)
      const times = seen.filter(({ versions: [first] }) => first && said.test(first.words)).length
      const atLeast = kept.givenUp.includes(resident) ? 0 : 1
      if (times >= atLeast && times <= COPIES_MOST) return []
      return [`${resident} saw the ${act} on ${number} ${times} times`]
    })
  })
}

/** A step that a phone showed has happened. */
function stepsThatWereTold({ residents, witness, kept }: Run): string[] {
  const acts = new Set(kept.entries.map(({ number, act }) => `${number} ${act}`))
  return residents.flatMap(({ id }) =>
    witness.saw(id).flatMap(({ versions }) =>
      versions.flatMap(({ words }) =>
        STEPS.filter(([, said]) => said.test(words)).flatMap(([act]) => {
          const number = words.match(NUMBERS)?.at(-1) ?? 'no number'
          return acts.has(`${number} ${act}`) ? [] : [`${id} was told ${act} of ${number}`]
        }),
      ),
    ),
  )
}

const STEPS: readonly (readonly [string, RegExp])[] = [
  ['accept', pattern(notices.accepted_due)],
  ['resolve', pattern(notices.resident.resolved)],
  ['close', pattern(notices.closed.confirmed)],
  ['close', pattern(notices.closed.partly)],
  ['close', pattern(notices.closed.unconfirmed)],
  ['rework', pattern(notices.resident.reworked)],
  ['withdraw', pattern(notices.resident.withdrawn)],
]

/** The text as a line of its own, whatever stands in its gaps. */
function pattern(text: string): RegExp {
  const parts = text.split(/\{\{\w+\}\}/).map((part) => RegExp.escape(part))
  return new RegExp(`^${parts.join('[^\\n]*')}$`, 'm')
}

/** How words of staff are brought to the resident. */
const TOLD: Readonly<Partial<Record<string, RegExp>>> = {
  note: pattern(notices.resident.note),
  ask: pattern(notices.resident.question),
  resolve: pattern(notices.resident.resolved),
  decline: pattern(notices.resident.declined),
}

/** A return visit is asked for once and reminded of once in each round. */
function surveysThatWereAsked({ witness, kept }: Run): string[] {
  return kept.appeals.flatMap(({ number, resident }) => {
    const rounds = count(kept.entries, number, 'resolve')
    const asked = witness
      .saw(resident)
      .filter(({ versions: [first] }) =>
        first?.buttons.some(
          (data) => /^survey\.(contacted|resolved|satisfied):/.test(data) && data.includes(number),
        ),
      )
    return asked.length <= 2 * rounds
      ? []
      : [`${number}: asked ${asked.length} times in ${rounds} rounds`]
  })
}

/** Each act stands in the history as often as it can have been done. */
function actsThatCameTwice({ kept }: Run): string[] {
  return kept.appeals.flatMap(({ number }) => {
    const times = (act: string) => count(kept.entries, number, act)
    const assigned = times('assign') + times('reassign')
    const rounds = times('resolve')
    const most: Record<string, number> = {
      ...{
        submit: 1,
        queue: 1 + times('approve_return') + times('requeue'),
        withdraw: 1,
        close: 1,
      },
      ...{ accept: assigned, resolve: 1 + times('rework'), rework: rounds },
      ...{ contacted: rounds, solved: rounds, satisfied: rounds },
    }
    return Object.entries(most)
      .filter(([act, limit]) => times(act) > limit)
      .map(([act, limit]) => `${number}: ${act} ${times(act)} times, possible ${limit}`)
  })
}

function whatStillWaits({ kept: { inbox, outbox } }: Run): string[] {
  const rows = Object.entries(inbox).filter(([state]) => state !== 'done')
  // An edit that a newer one replaced is no message that was lost.
  const lost = outbox.filter(({ state, delivery }) => !(state === 'failed' && delivery !== 'must'))
  return [
    ...rows.map(([state, n]) => `inbox: ${n} rows are ${state}`),
    ...lost.map((row) => `outbox: ${row.count} ${row.delivery} ${row.state}: ${row.error ?? ''}`),
  ]
}

function count(entries: readonly Entry[], number: string, act: string): number {
  return entries.filter((entry) => entry.number === number && entry.act === act).length
}

/** Bubbles on which this ever stood. */
function copies(seen: readonly Seen[], words: string): Seen[] {
  return seen.filter(({ versions }) => versions.some((version) => version.words.includes(words)))
}

function found(seen: readonly Seen[], shape: RegExp): Set<string> {
  const words = seen.flatMap(({ versions }) => versions.map((version) => version.words))
  return new Set(words.flatMap((one) => one.match(shape) ?? []))
}

function tokensIn(words: string): string[] {
  return words.match(TOKEN_SHAPE) ?? []
}

function listed(entries: readonly Entry[]): string {
  return entries.map(({ number, resident }) => `${number} of ${resident}`).join(', ') || 'nothing'
}
