import { createAlikeIndex } from '../../src/demands/alike.ts'
import { vectorOfLetter } from '../../src/demands/alike-pairs.ts'
import { groupLetters, rarityAmong, type Demand, type Letter } from '../../src/demands/group.ts'
import { ABSENT, hotEvents, hotLetters } from './letters.ts'
import type { Section } from './section.ts'

/** Common demands: how well the groups meet the events that people have named, and how long grouping takes. */
export const demands: Section = {
  name: 'demands',
  async measure() {
    const letters = await hotLetters()
    if (!letters) return [ABSENT]
    const events = await hotEvents()
    const [found, took] = timed(() => groupLetters(letters))
    const unsigned = groupLetters(letters.map((letter) => ({ ...letter, household: null })))
    const days = quarterOf(letters, 10_000)
    const [, tookDays] = timed(() => groupLetters(days))
    return [
      `${letters.length} letters, ${found.length} demands, ${took}`,
      `${days.length} letters of 90 days, ${tookDays}`,
      `nearest letter is of the same event: ${percent(nearestShare(letters, events))}`,
      `B³ over the letters of events: ${figures(bCubed(found, events, false))}`,
      `B³, letters of no event in a group count against it: ${figures(bCubed(found, events, true))}`,
      `the same without knowing who wrote: ${figures(bCubed(unsigned, events, true))}`,
      ...found
        .slice(0, 10)
        .map(
          ({ label, strength, members }) =>
            `${strength} households, ${members.length} letters: ${label}`,
        ),
    ]
  },
}

/** What it gives, and the time it took: a busy machine takes longer than the work itself. */
function timed<Result>(work: () => Result): [Result, string] {
  const [begin, worked] = [performance.now(), process.cpuUsage()]
  const result = work()
  const { user, system } = process.cpuUsage(worked)
  const [seconds, busy] = [(performance.now() - begin) / 1000, (user + system) / 1e6]
  return [result, `${seconds.toFixed(1)} s (${busy.toFixed(1)} s of work)`]
}

/** So many letters, repeated if need be, within 90 days. A repeated one has half of its words cut off. */
function quarterOf(letters: readonly Letter[], size: number): Letter[] {
  return Array.from({ length: size }, (_, index): Letter[] => {
    const letter = letters[index % letters.length]
    if (!letter) return []
    const { title, text } = letter
    const round = Math.floor(index / letters.length)
    const at = Date.UTC(2020, 0, 1 + ((index * 7919) % 90))
    const other = { title: null, text: text.slice(round * Math.floor(text.length / 4)) }
    return [{ ...letter, ...(round === 0 ? { title } : other), id: String(index), at }]
  }).flat()
}

/** Of the letters of events, the share whose nearest other letter is of the same event. */
function nearestShare(letters: readonly Letter[], events: ReadonlyMap<string, string>): number {
  const rarity = rarityAmong(letters)
  const vectors = letters.map((letter) => vectorOfLetter(letter, rarity))
  const index = createAlikeIndex(letters.length)
  for (const vector of vectors) index.add(vector)
  const right = letters.filter((letter, at) => {
    const event = events.get(letter.id)
    let nearest = { at: -1, cosine: 0 }
    const vector = vectors[at]
    if (event === undefined || !vector) return false
    index.alike(vector, 0, (other, cosine) => {
      if (other !== at && cosine > nearest.cosine) nearest = { at: other, cosine }
    })
    return events.get(letters[nearest.at]?.id ?? '') === event
  })
  return right.length / events.size
}

interface Figures {
  precision: number
  recall: number
}

/** B³: for each letter of an event how pure its group is, and how much of the event the group has; the mean of each. */
function bCubed(
  found: readonly Demand[],
  events: ReadonlyMap<string, string>,
  countsOthers: boolean,
): Figures {
  const groups = new Map(found.flatMap(({ members }) => members.map((id) => [id, members])))
  const sizes = new Map<string, number>()
  for (const event of events.values()) sizes.set(event, (sizes.get(event) ?? 0) + 1)
  let [precision, recall] = [0, 0]
  for (const [id, event] of events) {
    const group = groups.get(id) ?? [id]
    const same = group.filter((other) => events.get(other) === event).length
    const counted = countsOthers ? group : group.filter((other) => events.has(other))
    precision += same / counted.length
    recall += same / (sizes.get(event) ?? 1)
  }
  return { precision: precision / events.size, recall: recall / events.size }
}

function figures({ precision, recall }: Figures): string {
  const f = (2 * precision * recall) / (precision + recall)
  return `F ${f.toFixed(3)} (precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)})`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
